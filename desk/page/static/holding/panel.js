/** The panel beside the shadow: what the place is worth, and why; also for the screen reader. */
import { ask, here } from "../lib/api.js";
import { announce, h, show } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { drop, held, inTurn, putBack, takeOut } from "./hand.js";
import { asked, worthOf } from "./places.js";
import { shadowBox } from "./shadow.js";
import { costWords, placeWords, signOf, signed, worthWords } from "./words.js";

const PATIENCE = 140;
/** Reasons that are shown at once. */
const SHOWN = 4;

let asking = null;
let timer = 0;

/** Make the panel and the bar of a held card; `draw` draws both for what the hand does. */
export function panel() {
  const beside = h("div", { class: "in-hand-panel beside-shadow screen-only", hidden: true });
  const bar = h("div", { class: "in-hand-panel in-hand-bar screen-only", role: "region", "aria-label": say("The card in your hand"), hidden: true });
  document.body.append(beside, bar);
  const draw = (what) => {
    const card = held();
    bar.hidden = !card;
    if (!card) return stop(beside);
    if (what === "picked" || !bar.firstChild) drawBar(bar);
    drawPlace(beside, null);
    if (what !== "landing") soon(beside);
    return undefined;
  };
  const close = () => {
    stop(beside);
    beside.remove();
    bar.remove();
  };
  return { draw, close };
}

function stop(beside) {
  asking?.abort();
  clearTimeout(timer);
  beside.hidden = true;
}

function drawBar(bar) {
  const button = (words, action, main) => h("button", { type: "button", class: main && "main", onclick: () => inTurn(action) }, words);
  show(bar,
    h("strong", { class: "in-hand-title", dir: "auto" }, held().title),
    h("ul", { class: "colours-legend", "aria-label": say("What the colours mean") },
      legend("free", "✓", say("costs no more")), legend("dearer shade-2", "+", say("costs more")), legend("impossible", "✕", say("breaks a must"))),
    h("span", { class: "in-hand-actions" },
      button(say("Put it here"), drop, true),
      held().number !== null && button(say("Take out"), takeOut),
      button(say("Put it back"), putBack)));
}

const legend = (kind, sign, words) => h("li", {}, h("span", { class: `place sample ${kind}`, "aria-hidden": "true" }, sign), words);

/** What is known at once, from the colours; the reasons follow. */
function drawPlace(beside, reasons) {
  const card = held();
  beside.hidden = !card.at;
  if (!card.at) return;
  const worth = card.places && worthOf(card.places, card.at);
  show(beside,
    h("p", { class: "where" }, placeWords(card.at)),
    card.lost
      ? h("p", { class: "worth impossible" }, say("The server does not answer. The card stays in your hand."))
      : h("p", { class: `worth ${worth?.kind ?? ""}` }, worth ? `${signOf(worth)} ${worthWords(worth)}` : say("Asking what it would cost …")),
    reasons && reasonsOf(reasons));
  stand(beside);
}

/** The reasons of a place, the first of them in a list; they are in English. */
function reasonsOf({ breaks, mends, prefers, costs }) {
  return h("div", { class: "why" },
    sentences(say("It would break:"), breaks, "breaks"),
    sentences(say("It would mend:"), mends, "mends"),
    costs.length > 0 && h("p", { class: "costs-line" }, costWords(costs)),
    prefers.length > 0 && h("ul", { class: "reasons prefers", lang: "en" }, prefers.slice(0, SHOWN).map((one) => h("li", {}, `${signed(one.cost)}  ${one.title}`))));
}

function sentences(heading, reasons, kind) {
  // The first of each rule comes before the second of any.
  const all = [0, 1, 2].flatMap((index) => reasons.map((one) => one.sentences[index]).filter(Boolean));
  const left = reasons.reduce((sum, one) => sum + one.sentences.length, 0) - Math.min(SHOWN, all.length);
  return all.length > 0 && [
    h("p", { class: "reasons-heading" }, heading),
    h("ul", { class: `reasons ${kind}` },
      all.slice(0, SHOWN).map((text) => h("li", { lang: "en" }, text)),
      left > 0 && h("li", {}, say("and {n} more", { n: left }))),
  ];
}

function stand(beside) {
  const box = shadowBox();
  if (!box || innerWidth < 700) return beside.removeAttribute("style");
  const { offsetWidth: width, offsetHeight: height } = beside;
  const right = box.right + 10 + width < innerWidth;
  const left = right ? box.right + 10 : Math.max(6, box.left - width - 10);
  beside.style.setProperty("left", `${left}px`);
  beside.style.setProperty("top", `${Math.max(6, Math.min(box.top, innerHeight - height - 60))}px`);
  return undefined;
}

/** Ask for the reasons when the shadow rests; what was asked before is given up. */
function soon(beside) {
  clearTimeout(timer);
  asking?.abort();
  const { at } = held();
  if (at) timer = setTimeout(() => reasons(beside), PATIENCE);
}

async function reasons(beside) {
  const card = held();
  if (!card?.at || card.landing) return;
  const { at } = card;
  const signal = (asking = new AbortController()).signal;
  const summary = card.places ? worthWords(worthOf(card.places, at)) : "";
  try {
    const worth = await ask(here(`/place?${asked(card, { day: at.day, start: at.start, room: at.room })}`), { signal });
    if (held() !== card || signal.aborted) return;
    drawPlace(beside, worth);
    const told = [...worth.breaks, ...worth.mends].flatMap((one) => one.sentences).slice(0, 3);
    announce([placeWords(at), summary, !told.length && worth.costs.length ? costWords(worth.costs) : "", ...told].filter(Boolean).map((one) => one.replace(/\.$/, "")).join(". "));
  } catch (error) {
    if (!signal.aborted && held() === card) announce([placeWords(at), summary].join(". "));
  }
}
