/** Publish: what would go out, who is told, every document beforehand, and what has gone out. */
import { h, show, announce, notice } from "../lib/dom.js";
import { ask, here, refuse, Refused } from "../lib/api.js";
import { get, listen } from "../lib/store.js";
import { language, say } from "../lib/words.js";
import { keepFolder, keptFolder, query } from "./address.js";
import { publishForm } from "./form.js";
import { changesPart, toldPart } from "./changes.js";
import { documentsPart } from "./documents.js";
import { revisionsPart } from "./revisions.js";

/** What a person has written into the form, by week, so that it is there when they come back. */
const written = new Map();

const blank = (key) => ({ folder: keptFolder(key), note: "", languages: null, anyway: false, takeBack: false, shown: { name: "", language: null } });

/** Draw what is published into an element, until what is returned is called. */
export function openPublish(root) {
  const key = get().route.key;
  if (!written.has(key)) written.set(key, blank(key));
  const state = { form: written.get(key), list: null, preview: null, busy: false, wrong: "", asked: 0 };
  const parts = Object.fromEntries(["form", "changes", "told", "documents", "revisions"].map((name) => [name, h("div", { class: `publish-${name}` })]));
  show(root, h("div", { class: "publish" },
    h("div", { class: "publish-beside" }, parts.form, parts.changes, parts.told),
    h("div", { class: "publish-beside" }, parts.documents, parts.revisions)));

  const draw = {
    form: () => settled(parts.form, () => show(parts.form, publishForm(state, actions))),
    changes: () => show(parts.changes, changesPart(state)),
    told: () => show(parts.told, toldPart(state, draw.told)),
    documents: () => show(parts.documents, documentsPart(state, draw.documents)),
    revisions: () => show(parts.revisions, revisionsPart(state)),
  };
  const all = () => Object.values(draw).forEach((one) => one());

  /** Read the list and the preview anew; an answer that comes late is passed over. */
  async function load(elsewhere = false) {
    const mine = (state.asked += 1);
    if (elsewhere) state.preview = null;
    try {
      const list = await ask(here(`/publishing?${query({ folder: state.form.folder })}`));
      if (mine !== state.asked || get().route.key !== key) return;
      state.form.languages ??= list.languages;
      const { languages } = state.form;
      state.form.shown.language ??= languages.includes(language()) ? language() : languages[0] ?? "en";
      Object.assign(state, { list, wrong: "" });
      all();
      const preview = await ask(here(`/publishing/preview?${query({ folder: state.form.folder, language: state.form.languages })}`));
      if (mine !== state.asked || get().route.key !== key) return;
      Object.assign(state, { preview });
      all();
    } catch (error) {
      if (mine !== state.asked) return;
      if (error instanceof Refused) Object.assign(state, { wrong: error.message });
      else refuse(error);
      all();
    }
  }

  async function publish() {
    if (state.busy || !state.preview) return;
    Object.assign(state, { busy: true, wrong: "" });
    draw.form();
    announce(say("Publishing …"));
    const { form, list, preview } = state;
    const body = {
      folder: form.folder, note: form.note, languages: form.languages, documents: form.languages.length > 0,
      anyway: form.anyway, take_back: form.takeBack, after: list.last,
    };
    try {
      const done = await ask(here("/revisions"), { method: "POST", body, version: preview.version });
      keepFolder(key, form.folder);
      Object.assign(form, { note: "", anyway: false, takeBack: false });
      Object.assign(state, { list: done.view, preview: null });
      notice([say("Revision {number} is published.", { number: done.number }), ...done.doubts].join("\n"), { wrong: done.doubts.length > 0 });
      announce(say("Revision {number} is published.", { number: done.number }));
    } catch (error) {
      if (error instanceof Refused && error.status !== 412) state.wrong = error.message;
      else await refuse(error);
    }
    state.busy = false;
    all();
    const { wrong } = state;
    await load();
    if (wrong) {
      state.wrong = wrong;
      draw.form();
    }
  }

  const actions = { load, publish, redraw: draw.form, documents: draw.documents };
  load();
  const end = listen((_, changes) => {
    if ("published" in changes || ("view" in changes && get().view && get().view.version !== state.preview?.version)) load();
  });
  return () => {
    state.asked += 1;
    end();
  };
}

/** Draw once no button is held down: what is pressed has to be there when it is let go. */
function settled(element, draw) {
  if (!element.querySelector("button:active")) draw();
  else addEventListener("pointerup", () => setTimeout(draw), { once: true });
}
