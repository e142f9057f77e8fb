/** Compare: any two of the week as it is, revisions, candidates, offers and schedules of files. */
import { announce, h, show } from "../lib/dom.js";
import { ask, here, refuse, Refused } from "../lib/api.js";
import { get, listen } from "../lib/store.js";
import { language, say } from "../lib/words.js";
import { keptFolder, query } from "../publishing/address.js";
import { chooser, UPLOAD } from "./chooser.js";
import { draftsPart } from "./drafts.js";
import { bothSides } from "./sides.js";
import { costsPart, findingsPart, movesPart, rulesPart } from "./tables.js";

/** Draw the comparison into an element, until what is returned is called. */
export function openCompare(root) {
  const [, key, , one = "", other = ""] = location.hash.split("/").map(decodeURIComponent);
  const state = { sources: [], kept: "", one, other, file: null, found: null, wrong: "", every: false, asked: 0 };
  const parts = { chooser: h("div"), drafts: h("div"), found: h("div", { class: "compare-found" }) };
  show(root, h("div", { class: "compare" }, parts.chooser, parts.drafts, parts.found));

  const draw = () => {
    show(parts.chooser, chooser(state, choose));
    show(parts.found, found(state, () => { state.every = !state.every; draw(); }));
  };

  function choose(values) {
    Object.assign(state, values);
    const place = `#/${[key, "compare", state.one, state.other].map(encodeURIComponent).join("/")}`;
    history.replaceState(null, "", place);
    load();
  }

  /** Read what there is and compare; an answer that comes late is passed over. */
  async function load() {
    const mine = (state.asked += 1);
    draw();
    try {
      const [sources, drafts] = await Promise.all([ask(here(`/compare/sources?${query({ folder: keptFolder(key) })}`)), ask(here("/drafts"))]);
      if (mine !== state.asked || get().route.key !== key) return;
      const kept = JSON.stringify(drafts);
      if (kept !== state.kept) show(parts.drafts, draftsPart(drafts, load)); // else a name half written stays
      state.kept = kept;
      const ids = [...sources.map((source) => source.id), ...(state.file ? [UPLOAD] : [])];
      const first = sources.find((source) => source.kind === "revision") ?? sources.find((source) => source.kind !== "now");
      state.sources = sources;
      if (!ids.includes(state.other)) state.other = "now";
      if (!ids.includes(state.one)) state.one = first?.id ?? "now";
      const answer = await compared(state);
      if (mine !== state.asked || get().route.key !== key) return;
      Object.assign(state, { found: answer, wrong: "" });
      announce(say("Compared"));
    } catch (error) {
      if (mine !== state.asked) return;
      if (error instanceof Refused) Object.assign(state, { found: null, wrong: error.message });
      else refuse(error);
    }
    draw();
  }

  load();
  const light = (event) => lit(root, event.target.closest?.("[data-session]")?.dataset.session);
  for (const what of ["mouseover", "focusin"]) root.addEventListener(what, light);
  const end = listen((_, changes) => {
    const searched = "search" in changes && get().search?.running === false;
    if (searched || "published" in changes || ("view" in changes && get().view && get().view.version !== state.found?.version)) load();
  });
  return () => {
    state.asked += 1;
    for (const what of ["mouseover", "focusin"]) root.removeEventListener(what, light);
    end();
  };
}

async function compared({ one, other, file }) {
  const asked = new URLSearchParams({ one, other, folder: keptFolder(get().route.key) });
  if (one !== UPLOAD && other !== UPLOAD) return ask(here(`/compare?${asked}`));
  asked.set("name", file.name);
  const headers = { "Accept-Language": language(), "Content-Type": "application/octet-stream" };
  const answer = await fetch(`/api/${here(`/compare?${asked}`)}`, { method: "POST", headers, body: file });
  const said = await answer.json();
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
}

/** Mark a session wherever it stands, so that the eye finds it on both sides. */
function lit(root, session) {
  for (const one of root.querySelectorAll("[data-session]")) one.classList.toggle("lit", session !== undefined && one.dataset.session === session);
}

function found(state, toggle) {
  const { found: answer, wrong } = state;
  if (wrong) return h("p", { class: "against wrong", role: "alert" }, wrong);
  if (!answer) return h("p", {}, say("Comparing …"));
  return [
    answer.other_scenario.length > 0 && h("div", { class: "against", role: "note" },
      h("p", {}, say("They belong to different scenarios, and each is judged by its own rules. What differs from the first to the second:")),
      h("ul", { lang: "en" }, answer.other_scenario.map((one) => h("li", { dir: "auto" }, one)))),
    answer.sides.map((side) => side.warnings.length > 0 && h("ul", { class: "against", lang: "en" }, side.warnings.map((one) => h("li", {}, one)))),
    bothSides(answer),
    movesPart(answer),
    costsPart(answer),
    rulesPart(answer, state.every, toggle),
    findingsPart(answer),
  ];
}
