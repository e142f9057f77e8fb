/** The panel beside the week: a search, how far it is, and what it has found. */
import { announce, h, show } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { get, listen, put } from "../lib/store.js";
import { say } from "../lib/words.js";
import { isOpen, look, open, opens, rearrange, search as begin, stop } from "./asking.js";
import { choosing, forget } from "./choosing.js";
import { asked, conflictOf } from "./conflict.js";
import { isTaken, leave, lookAt, lookedAt, offers } from "./offers.js";
import { progress } from "./progress.js";
import { sentence } from "./sentences.js";
import { outcomeSaid } from "./words.js";

/** Kinds of searches that have one thing to offer, which is looked at as soon as it is there. */
const ALONE = ["solve", "rearrange", "keep"];

let seeing = true;
let known = { id: null, running: false };

/** The button that opens the panel; for the head of the page. */
export function searchButton() {
  return h("button", { type: "button", id: "search-button", "aria-expanded": String(isOpen()), "aria-controls": "searching", onclick: () => open(!isOpen()) }, buttonSaid());
}

const buttonSaid = () => (get().search?.running ? say("Planning …") : say("Plan"));

/** Keep the panel drawn in an element, for as long as the page is open. */
export function keepPanel(root) {
  let drawn = "";
  const draw = () => {
    root.hidden = !isOpen() || !get().view;
    const { search } = get();
    // A button that is drawn anew between the press and the click on it would not be clicked.
    const now = !root.hidden && search?.running ? `${search.id} ${search.stopping} ${seeing}` : "";
    if (now && now === drawn) show(root.querySelector(".live"), live(search));
    else show(root, root.hidden ? [] : panel(draw));
    drawn = now;
  };
  listen((state, changes) => {
    if ("view" in changes && changes.view === null) forget();
    if ("search" in changes) follow(state.search);
    const button = document.getElementById("search-button");
    if (button && button.textContent !== buttonSaid()) button.textContent = buttonSaid();
    if ("connection" in changes) reconnected(state);
    if ("route" in changes && isOpen() && !neededBeside(state, root)) open(false);
    if ("held" in changes && state.held && state.preview) leave();
    if ("view" in changes && lookedAt() && state.view && lookedAt().version !== state.view.version) again(lookedAt());
    if (opens(changes)) opened(root, draw);
    else if (["search", "view", "preview", "language"].some((one) => one in changes)) draw();
  });
  draw();
}

/** Whether the panel stays beside a view: a search runs, or its links lead to the forms. */
const neededBeside = ({ route, search }, root) =>
  route.page === "week" || Boolean(search?.running) || root.querySelector(".ways-out a") !== null;

let lost = false;

/** After the server was away, what it searches may be something else. */
function reconnected({ connection, route }) {
  if (lost && connection !== "lost" && route.key) look();
  lost = connection === "lost";
}

/** Read the search of a week that has just been opened. */
export const enterWeek = () => look();

function opened(root, draw) {
  const inside = root.contains(document.activeElement);
  draw();
  const button = document.getElementById("search-button");
  button?.setAttribute("aria-expanded", String(isOpen()));
  if (isOpen()) return root.querySelector("h2")?.focus();
  if (get().preview) leave();
  if (inside) button?.focus();
}

/** Show the week as it is found; say when the search ends, and look at what it offers. */
function follow(search) {
  if (search?.over) {
    put({ search: null });
    return void leave();
  }
  const ended = known.running && search && known.id === search.id && !search.running;
  const begun = search?.running && known.id !== search.id;
  known = { id: search?.id ?? null, running: search?.running ?? false };
  if (begun) leave();
  if (search?.running && seeing && isOpen() && search.parts && !get().held) {
    preview(search.parts);
  } else if (ended) {
    if (!lookedAt()) put({ preview: null });
    announce([say("The search has ended."), outcomeSaid(search)].join(" "));
    const found = search.outcome?.offers ?? [];
    if (isOpen() && ALONE.includes(search.kind) && found.length === 1 && !get().held) lookAt(found[0].id);
  }
}

/** Show a week that was found, unless it is the one that is shown. */
function preview(parts) {
  const found = JSON.stringify(parts);
  if (get().preview?.found === found) return;
  put({ preview: { parts, found, title: say("The week as it is found so far") } });
}

/** The week has changed under an offer: it is held against the week as it is now. */
function again({ id }) {
  if (get().preview?.offer === id) lookAt(id);
  else leave();
}

function panel(draw) {
  const { search } = get();
  return [
    h("div", { class: "panel-head" },
      h("h2", { tabindex: "-1" }, search ? titleOf(search) : say("Let the program plan")),
      h("button", { type: "button", "aria-label": say("Close"), onclick: () => open(false) }, "×")),
    search ? [search.running ? runningOf(search, draw) : endedOf(search)] : choosing(draw),
  ];
}

const KINDS = {
  solve: () => say("The best week"),
  keep: () => say("The fewest changes"),
  explain: () => say("Why nothing fits"),
  alternatives: () => say("Alternatives"),
  tradeoffs: () => say("Trade-offs"),
  rearrange: (search) => say("Rearrange the rest around “{title}”", { title: about(search) }),
  why: (search) => say("Why is “{title}” there?", { title: about(search) }),
};

/** The title of what a search is about, in the language of the page. */
const about = ({ session, about: title }) => get().view?.sessions.find((one) => one.id === session)?.title ?? title;

const titleOf = (search) => KINDS[search.kind]?.(search) ?? search.title;

function runningOf(search, draw) {
  const see = (event) => {
    seeing = event.target.checked;
    if (!seeing) put({ preview: null });
    draw();
  };
  return [
    h("label", {}, h("input", { type: "checkbox", "data-key": "see", checked: seeing, onchange: see }), " ", say("Show the week as it is found")),
    h("div", { class: "buttons" },
      h("button", { type: "button", class: "main", "data-key": "stop", disabled: search.stopping || !mayWrite(), onclick: stop }, say("Stop and keep the best"))),
    h("div", { class: "live" }, live(search)),
  ];
}

/** What changes while a search runs. */
const live = (search) => [progress(search), saidOf(search)].flat();

/** Whether the week has been changed since a search began, other than by taking what it found. */
const isOld = ({ began, outcome }) => began !== get().view?.version && !outcome.offers.some(({ id }) => isTaken(id));

function endedOf(search) {
  const { outcome, problem } = search;
  return [
    isOld(search) && h("p", { class: "warned" }, say("The week has been changed since this was found. All of this is about the week as it was.")),
    problem && h("p", { class: "warned", lang: "en" }, problem),
    outcomeSaid(search) && h("p", { class: "outcome" }, outcomeSaid(search)),
    outcome.sentences.length > 0 && h("ul", { class: "sentences" }, outcome.sentences.map(sentence).map(({ text, lang }) => h("li", { lang }, text))),
    outcome.against.length > 0 && [h("h3", {}, say("With it there, these cannot all be kept")), asked(outcome.against)],
    outcome.explanation && conflictOf(outcome.explanation),
    offers(search),
    search.said.length > 0 && h("details", { open: outcome.offers.length === 0 }, h("summary", {}, say("Every half-day")), saidOf(search)),
    search.kind === "why" ? null : h("details", {}, h("summary", {}, say("How far the search came")), progress(search)),
    h("div", { class: "buttons" }, onwards(search), otherway(search), h("button", { type: "button", "data-key": "another", onclick: () => { leave(); stop(); } }, say("Search for something else"))),
  ];
}

/** Where a week that was found is not proven to be the best, it can be searched on from there. */
function onwards({ kind, outcome }) {
  if (kind !== "solve" || outcome.status !== "FEASIBLE" || !outcome.offers.length) return null;
  return h("button", { type: "button", "data-key": "on", disabled: !mayWrite(), onclick: () => begin({ kind: "solve", offer: outcome.offers[0].id }) }, say("Search on from there"));
}

/** After the fewest moves, the best week can be asked for, and the other way round. */
function otherway(search) {
  if (search.kind !== "rearrange" || !search.session) return null;
  const words = search.fewest ? say("Find the best week with it there") : say("Move as little as possible");
  return h("button", { type: "button", "data-key": "again", onclick: () => rearrange(search.session, search.number, !search.fewest) }, words);
}

/** What was found so far, place by place. */
function saidOf({ said }) {
  return said.length > 0 && h("ul", { class: "said", lang: "en" }, said.map(({ sentence, details }) =>
    h("li", {}, details.length ? h("details", {}, h("summary", {}, sentence), h("ul", {}, details.map((one) => h("li", {}, one)))) : sentence)));
}
