/** What can be searched, where nothing is. */
import { h } from "../lib/dom.js";
import { ask, here, refuse } from "../lib/api.js";
import { unsavedOf } from "../forms/drafts.js";
import { mayWrite } from "../lib/person.js";
import { get } from "../lib/store.js";
import { say } from "../lib/words.js";
import { limit, search, setLimit } from "./asking.js";
import { oneSession } from "./one_session.js";
import { time } from "./words.js";

const TIMES = [15, 60, 300, 900, 3600];

let preferences = null;
let chosen = [];

/**
 * The kinds of searches, as buttons.
 * @param {() => void} draw draws the panel again
 */
export function choosing(draw) {
  const closed = !mayWrite();
  const begin = (what) => () => search(what);
  return h("div", { class: "choosing" },
    unsavedOf(get().route.key) > 0 && h("p", { class: "warned" }, say("What is not saved in the forms is not taken into account.")),
    h("label", {}, say("For at most"), " ",
      h("select", { id: "search-time", onchange: (event) => setLimit(Number(event.target.value)) },
        TIMES.map((one) => h("option", { value: String(one), selected: one === limit() }, time(one))))),
    kind(say("The best week"), say("Find the week that costs least, and prove that it is the best."), say("Solve"), begin({ kind: "solve" }), closed, true),
    kind(say("The fewest changes"), say("Keep the week as it stands, mend what is broken and place what must be held, with as few changes as possible."), say("Keep the rest"), begin({ kind: "keep" }), closed),
    oneSession(closed),
    kind(say("Alternatives"), say("Other weeks that are nearly as good as the best."), say("Find alternatives"), begin({ kind: "alternatives" }), closed),
    kind(say("Why nothing fits"), say("What clashes, and what would be the least to give up."), say("Explain"), begin({ kind: "explain" }), closed),
    tradeoffs(draw, closed));
}

function kind(title, what, button, onclick, disabled, main = false) {
  return h("section", {}, h("h3", {}, title), h("p", {}, what),
    h("button", { type: "button", class: main && "main", "data-key": `begin ${title}`, disabled, onclick }, button));
}

function tradeoffs(draw, closed) {
  const body = preferences === null
    ? h("button", { type: "button", "data-key": "weigh", onclick: () => read(draw) }, say("Choose preferences"))
    : h("fieldset", {}, h("legend", {}, say("Two or three of these")), preferences.map((one) => choice(one, draw)),
      h("button", { type: "button", "data-key": "begin tradeoffs", disabled: closed || chosen.length < 2, onclick: () => search({ kind: "tradeoffs", between: chosen }) }, say("Weigh them")));
  return h("section", {}, h("h3", {}, say("Trade-offs")), h("p", {}, say("What two or three preferences allow each other.")), body);
}

function choice({ rule, title, tier }, draw) {
  const on = chosen.includes(rule);
  const toggle = () => {
    chosen = on ? chosen.filter((one) => one !== rule) : [...chosen, rule];
    draw();
  };
  return h("label", { class: "choice" },
    h("input", { type: "checkbox", "data-key": `weigh ${rule}`, checked: on, disabled: !on && chosen.length === 3, onchange: toggle }),
    h("span", { lang: "en" }, title), h("span", { class: "quiet" }, say("Tier {n}", { n: tier })));
}

async function read(draw) {
  try {
    preferences = await ask(here("/searches/preferences"));
    draw();
  } catch (error) {
    await refuse(error);
  }
}

/** Forget what was chosen, as where another week is opened. */
export function forget() {
  preferences = null;
  chosen = [];
}
