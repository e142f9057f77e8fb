/** The week: the grid, the tray, what is wrong, and what is shown of it. */
import { h, show } from "../lib/dom.js";
import { get, listen } from "../lib/store.js";
import { say } from "../lib/words.js";
import { detailsOf } from "./details.js";
import { findingsPanel } from "./findings.js";
import { grid, pixelsOf } from "./grid.js";
import { again } from "./light.js";
import { list } from "./list.js";
import { modelOf } from "./model.js";
import { delegationLine, legend, marked, showing } from "./showing.js";
import { tray } from "./tray.js";

const NARROW = matchMedia("(max-width: 699px)");

/** What of the state asks for a new drawing. */
const DRAWN = ["view", "preview", "filter"];

/** How the week was last drawn, whether with findings beside it, and what it cost before the last step. */
let shape = null;
let beside = true;
let costs = { version: null, now: null, before: null };

/**
 * Draw the week into an element, and again whenever it changes.
 * @returns {() => void} ends it
 */
export function openWeek(root) {
  let model = null;
  const draw = () => {
    if (!get().view) return;
    model = marked(modelOf(get()));
    const place = scrollOf(root);
    show(root, week(model, draw));
    scrolledTo(root, place);
    again(model.verdict.findings);
  };
  draw();
  const endDetails = detailsOf(root, () => model);
  let scale = null;
  const resized = () => {
    const now = model && pixelsOf(model.hours);
    if (scale !== null && now !== scale && !get().held) draw();
    scale = now;
  };
  resized();
  addEventListener("resize", resized);
  NARROW.addEventListener("change", draw);
  const endListening = listen((state, changes) => {
    if ("held" in changes) hold(root, state.held, draw);
    if (DRAWN.some((one) => one in changes)) draw();
  });
  return () => {
    endListening();
    endDetails();
    removeEventListener("resize", resized);
    NARROW.removeEventListener("change", draw);
  };
}

function week(model, draw) {
  const drawn = get().held ? "grid" : shape ?? (NARROW.matches ? "list" : "grid");
  const choose = (value) => {
    shape = value;
    draw();
  };
  const turn = () => {
    beside = !beside;
    draw();
  };
  return h("div", { class: `week as-${drawn}${beside ? "" : " alone"}${get().held ? " holding" : ""}${get().preview ? " previewing" : ""}` },
    h("div", { class: "plan" },
      showing(model, drawn, choose, { shown: beside, turn }),
      get().preview && h("p", { class: "preview-line", role: "status" }, get().preview.title),
      delegationLine(model),
      h("h2", { class: "unseen" }, say("The timetable")),
      tray(model),
      drawn === "list" ? list(model) : grid(model),
      legend(model)),
    h("aside", { class: "beside", id: "findings", hidden: !beside, "aria-label": say("What is wrong") }, findingsPanel(model.verdict, before(model))));
}

/** What the tiers cost before the last step, where that is known. */
function before({ view, verdict }) {
  if (get().preview?.verdict) return view.verdict.costs;
  const name = `${view.key} ${view.version}`;
  if (costs.version !== name) {
    const same = costs.version?.startsWith(`${view.key} `);
    costs = { version: name, now: verdict.costs, before: same ? costs.now : null };
  }
  return costs.before;
}

/** While something is held all rooms are shown, and the week is a grid. */
function hold(root, held, draw) {
  const drawn = root.querySelector(".week");
  if (!drawn) return;
  if (drawn.classList.contains("as-list") || (!held && NARROW.matches && shape !== "grid")) draw();
  else drawn.classList.toggle("holding", Boolean(held));
}

/** What of the page scrolls by itself, and how far it was. */
const SCROLLED = [".grid", ".beside", ".tray ul"];

const scrollOf = (root) => SCROLLED.map((name) => {
  const area = root.querySelector(name);
  return { name, left: area?.scrollLeft ?? 0, top: area?.scrollTop ?? 0 };
});

function scrolledTo(root, places) {
  for (const { name, left, top } of places) {
    const area = root.querySelector(name);
    if (area && (left || top)) area.scrollTo({ left, top, behavior: "instant" });
  }
}
