/** Whose cards are shown in colour: everybody's, or those of a room, a committee, a delegation. */
import { h } from "../lib/dom.js";
import { ask, here } from "../lib/api.js";
import { get, put } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { lookOf } from "./card.js";

/** What was last asked of a delegation, for a version of the week. */
let duties = { asked: "", found: null };

/**
 * Above the week: what is shown, and how.
 * @param {Object} model
 * @param {"grid" | "list"} shape
 * @param {(shape: string) => void} onShape
 * @param {{shown: boolean, turn: () => void}} beside whether findings stand beside the week
 */
export function showing(model, shape, onShape, beside) {
  const { filter } = get();
  const musts = model.unjudged ? 0 : model.verdict.findings.filter((one) => one.must).length;
  return h("div", { class: "showing screen-only" },
    h("label", {}, say("Show"), " ", h("select", { id: "show-by", onchange: (event) => choose(model, event.target.value) },
      [["room", say("by room")], ["committee", say("by committee")], ["delegation", say("by delegation")]].map(([value, words]) =>
        h("option", { value, selected: filter.by === value }, words)))),
    h("label", {}, h("span", { class: "unseen" }, say("Whose")), h("select", { id: "show-who", onchange: (event) => put({ filter: { ...get().filter, who: event.target.value || null } }) },
      h("option", { value: "" }, whole(filter.by)),
      choices(model, filter.by).map(([value, words]) => h("option", { value, selected: filter.who === value }, words)))),
    h("div", { class: "shape", role: "group", "aria-label": say("Drawn as") },
      [["grid", say("Grid")], ["list", say("List")]].map(([value, words]) =>
        h("button", { type: "button", "data-key": `shape ${value}`, "aria-pressed": String(shape === value), onclick: () => onShape(value) }, words))),
    h("button", {
      type: "button", class: "wrong-button", "data-key": "findings", "aria-expanded": String(beside.shown), "aria-controls": "findings", onclick: beside.turn,
    }, say("What is wrong"), musts > 0 && h("span", { class: "badge must", "aria-label": count("{n} must broken", "{n} musts broken", musts) }, String(musts))));
}

const choose = (model, by) => put({ filter: { by, who: by === "room" ? null : choices(model, by)[0]?.[0] ?? null } });

const whole = (by) => ({ room: say("all rooms"), committee: say("all committees"), delegation: say("all delegations") })[by];

function choices({ view }, by) {
  if (by === "room") return view.rooms.map((one) => [one.id, one.name]);
  if (by === "committee") return view.bodies.map((one) => [one.id, one.name]);
  return view.delegations.map((one) => [one.code, one.name]).sort((one, other) => one[1].localeCompare(other[1]));
}

/** The key of the colours; a committee is chosen by its name. */
export function legend({ view }) {
  const { filter } = get();
  const held = new Set(view.sessions.flatMap((one) => one.bodies));
  return h("ul", { class: "legend", "aria-label": say("Committees") }, view.bodies.map((body, look) => {
    const on = filter.by === "committee" && filter.who === body.id;
    return held.has(body.id) && h("li", {}, h("button", {
      type: "button",
      class: lookOf({ look }),
      dir: "auto",
      "data-key": `body ${body.id}`,
      "aria-pressed": String(on),
      onclick: () => put({ filter: on ? { by: "room", who: null } : { by: "committee", who: body.id } }),
    }, body.name));
  }));
}

/** Mark the cards of a model by what is shown: faint, and what the delegation does in them. */
export function marked(model) {
  const { by, who } = get().filter;
  if (!who) return { ...model, shows: () => true };
  const does = by === "delegation" ? dutiesOf(model, who) : null;
  const twice = new Set(does?.twice.map(([session, number]) => `${session}/${number}`));
  const cards = model.cards.map((card) => {
    const duty = does?.duties.find((one) => `${one.session}/${one.number}` === card.key);
    const shown = by === "room" ? card.part.room === who : by === "committee" ? card.session.bodies.includes(who) : Boolean(duty) || !does;
    return { ...card, faint: !shown, duty: duty && { ...duty, words: DOES[duty.task]() }, twice: twice.has(card.key) };
  });
  const shows = ({ bodies }) => by !== "committee" || bodies.includes(who);
  return { ...model, cards, shows, duties: does };
}

const DOES = {
  lead: () => say("leads"),
  "take part": () => say("takes part"),
  speak: () => say("speaks"),
  follow: () => say("follows"),
};

/** What a delegation does in the week; null until the server has said so. */
function dutiesOf({ view }, who) {
  const asked = `${view.key} ${view.version} ${who}`;
  if (duties.asked !== asked) {
    duties = { asked, found: duties.asked.endsWith(` ${who}`) ? duties.found : null };
    ask(here(`/delegations/${encodeURIComponent(who)}`)).then((found) => {
      if (duties.asked !== asked) return;
      duties = { asked, found };
      put({ filter: { ...get().filter } });
    }).catch(() => {});
  }
  return duties.found;
}

/** In words: what the delegation that is shown does, and where it would have to be twice at once. */
export function delegationLine(model) {
  const { by, who } = get().filter;
  if (by !== "delegation" || !who || !model.duties) return null;
  const number = (task) => model.duties.duties.filter((one) => one.task === task).length;
  const words = Object.keys(DOES).filter(number).map((task) => `${DOES[task]()} ${number(task)}`);
  return h("p", { class: "delegation-line", role: "status" },
    h("b", { dir: "auto" }, model.view.delegations.find((one) => one.code === who)?.name ?? who), ": ",
    words.length ? words.join(", ") : say("nothing in this week"),
    model.duties.twice.length > 0 && h("span", { class: "dearer" }, " · ", say("is needed in more rooms at once than it has delegates")));
}
