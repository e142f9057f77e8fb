/** The week: the grid, the tray, what is wrong, and what is shown of it. */
import { h, show } from "../lib/dom.js";
import { get, listen } from "../lib/store.js";
import { say } from "../lib/words.js";
import { detailsOf } from "./details.js";
import { findingsPanel } from "./findings.js";
import { freeLanes, holdLanes } from "./folding.js";
import { grid, pixelsOf } from "./grid.js";
import { again } from "./light.js";
import { list } from "./list.js";
import { changesOf, modelOf } from "./model.js";
import { delegationLine, legend, marked, showing } from "./showing.js";
import { tray } from "./tray.js";

const NARROW = matchMedia("(max-width: 699px)");

/** What of the state asks for a new drawing. */
const DRAWN = ["view", "preview", "filter"];

/** How the week was last drawn, whether with findings beside it, and the week before the last step. */
let shape = null;
let beside = true;
let last = { name: null, view: null, before: null };

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
    const stepped = step(model.view);
    show(root, week(model, draw));
    if (get().held) holdLanes();
    scrolledTo(root, place);
    if (stepped) flash(root, stepped);
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
  return h("div", { class: `week as-${drawn}${beside ? "" : " alone"}${get().preview ? " previewing" : ""}` },
    h("div", { class: "plan" },
      showing(model, drawn, choose, { shown: beside, turn }),
      get().preview && h("p", { class: "preview-line", role: "status" }, get().preview.title),
      delegationLine(model),
      h("h2", { class: "unseen" }, say("The timetable")),
      tray(model),
      drawn === "list" ? list(model) : grid(model),
      legend(model)),
    h("aside", { class: "beside", id: "findings", hidden: !beside, "aria-label": say("What is wrong") },
      model.unjudged && h("p", { class: "help" }, say("This is of your week, not of what has been found so far.")),
      findingsPanel(model.verdict, compared(model))));
}

/** Keep what was before the last step; return it where this is the first drawing since. */
function step(view) {
  const name = `${view.key} ${view.version}`;
  if (last.name === name) return null;
  last = { name, view, before: last.view?.key === view.key ? last.view : null };
  return last.before;
}

/** The week with which what is drawn is compared, as it was judged: before the last step, or now. */
const compared = ({ view }) => (get().preview?.verdict ? view : last.before)?.verdict ?? null;

/** Let the cards be seen that the last step has changed. */
function flash(root, before) {
  for (const key of changesOf(before.parts, last.view.parts).keys()) {
    root.querySelector(`.card[data-key="${CSS.escape(key)}"]`)?.classList.add("just");
  }
}

/** While something is held the week is a grid, and its lanes stay as they are. */
function hold(root, held, draw) {
  const drawn = root.querySelector(".week");
  if (!drawn) return;
  if (!held) freeLanes();
  if (drawn.classList.contains("as-list") || (!held && NARROW.matches && shape !== "grid")) draw();
  else if (held) holdLanes();
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
