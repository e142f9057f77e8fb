/** What a search has found: looked at in the week, and taken or left. */
import { announce, h } from "../lib/dom.js";
import { ask, here, refuse, step } from "../lib/api.js";
import { mayWrite } from "../lib/person.js";
import { get, put } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { linksTo } from "./links.js";
import { sentence } from "./sentences.js";
import { moreSaid, movesSaid } from "./words.js";

/** Parts that move and are named at once. */
const SHOWN = 8;

let looked = null;

/** The offer that is looked at, with all that is said of it; null where none is. */
export const lookedAt = () => looked;

let asked = 0;

/** Look at an offer: the week shows it until it is taken or left. */
export async function lookAt(id) {
  const mine = ++asked;
  try {
    const offer = await ask(here(`/offers/${id}`));
    if (mine !== asked) return;
    looked = offer;
    put({ preview: { parts: offer.parts, title: say("Only looked at: {title}", { title: sentence(offer.title).text }), verdict: offer.verdict, offer: id } });
    announce(movesSaid(offer));
  } catch (error) {
    await refuse(error);
  }
}

/** Look at the week as it is. */
export function leave() {
  asked += 1;
  looked = null;
  put({ preview: null });
}

let taken = { id: "", version: 0 };

/** Put an offer in place of the week; it can be undone. */
export async function take(id) {
  leave();
  const done = await step({ do: "take", offer: id });
  if (done) {
    taken = { id, version: done.view.version };
    put({ search: get().search });
  }
}

/** Whether the week is what an offer was, since that was taken here. */
export const isTaken = (id) => taken.id === id && taken.version === get().view?.version;

/** The offers of a search, each with what can be done with it. */
export function offers(search) {
  const found = search.outcome?.offers ?? [];
  return found.length > 0 && h("ul", { class: "offers" }, found.map((one) => h("li", {}, offer(one))));
}

function offer({ id, title, sentences }) {
  const open = looked?.id === id;
  const forbidden = !mayWrite() || (open && looked.problems.length > 0);
  return h("section", { class: open ? "offer open" : "offer" },
    h("h3", { lang: sentence(title).lang }, sentence(title).text),
    folded(sentences, 3),
    open && details(looked),
    isTaken(id) ? h("p", { class: "quiet" }, say("This is the week as it is now.")) : h("div", { class: "buttons" },
      h("button", { class: "main", type: "button", "data-key": `take ${id}`, disabled: forbidden, onclick: () => take(id) }, say("Take it")),
      open
        ? h("button", { type: "button", "data-key": `look ${id}`, onclick: leave }, say("Leave it"))
        : h("button", { type: "button", "data-key": `look ${id}`, onclick: () => lookAt(id) }, say("Look at it"))));
}

function details(offer) {
  return [
    offer.problems.length > 0 && [h("p", { class: "warned" }, say("It cannot be taken any more:")), list(offer.problems)],
    offer.since.length > 0 && h("details", { class: "warned", open: true },
      h("summary", {}, say("The week has changed since this was searched. Taking it replaces all of these:")), list(offer.since)),
    offer.broken.length > 0 && [
      h("p", { class: "warned" }, count("It breaks a must:", "It breaks {n} musts:", offer.broken.length)),
      h("ul", { lang: "en" }, offer.broken.map((one) => h("li", {}, one.sentence, linksTo(one.links)))),
    ],
    costs(offer),
    h("p", {}, movesSaid(offer)),
    moves(offer.moves),
    offer.changes.length > 0 && h("details", {}, h("summary", {}, say("What becomes better and worse")),
      h("ul", { lang: "en" }, offer.changes.map((one) => h("li", {}, changed(one), list(one.sentences))))),
    offer.told.length > 0 && h("details", {}, h("summary", {}, say("Who must be told")), list(offer.told)),
    offer.posts.length > 0 && h("details", { open: true }, h("summary", {}, say("Who takes the open posts")), list(offer.posts)),
  ];
}

function costs({ costs, more }) {
  const tiers = Object.entries(costs);
  return tiers.length > 0 && h("ul", { class: "offer-costs" }, tiers.map(([tier, cost]) => {
    const grown = more[tier] ?? 0;
    return h("li", { class: grown > 0 ? "worse" : grown < 0 ? "better" : null }, say("Tier {n}", { n: tier }), ": ", h("strong", {}, cost), ` (${moreSaid(grown)})`);
  }));
}

/** What moves; of many parts the first few, and the rest on demand. */
function moves(all) {
  const items = all.map((one) => h("li", {}, one.sentence, one.reasons.length > 0 && list(one.reasons)));
  if (items.length <= SHOWN + 2) return items.length > 0 && h("ol", { class: "moves" }, items);
  const more = items.length - SHOWN;
  return [
    h("ol", { class: "moves" }, items.slice(0, SHOWN)),
    h("details", {}, h("summary", {}, count("{n} more", "{n} more", more)), h("ol", { start: String(SHOWN + 1) }, items.slice(SHOWN))),
  ];
}

/** Sentences as a list; of many the first, and the rest on demand. */
function folded(sentences, most) {
  if (sentences.length <= most) return sentences.length > 0 && list(sentences);
  return [
    h("p", { lang: "en" }, sentences[0]),
    h("details", {}, h("summary", {}, say("What it gives and takes")), list(sentences.slice(1))),
  ];
}

const changed = ({ title, cost }) => (cost ? `${title}: ${cost > 0 ? "+" : "−"}${Math.abs(cost)}` : title);
const list = (sentences) => h("ul", { lang: "en" }, sentences.map((one) => h("li", {}, one)));
