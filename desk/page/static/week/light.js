/** Lights the cards of which findings speak. */
import { announce } from "../lib/dom.js";
import { count, say } from "../lib/words.js";

let lasting = null;

const keysOf = (findings) => new Set(findings.flatMap((one) => one.parts.map(([session, number]) => `${session}/${number}`)));

/** The cards of the parts, and of sessions that are not placed, of which findings speak. */
function cardsOf(findings) {
  const keys = keysOf(findings);
  const waiting = new Set(findings.flatMap((one) => one.sessions));
  return [...document.querySelectorAll(".week .card")].filter((card) =>
    keys.has(card.dataset.key) || (card.dataset.number === "0" && waiting.has(card.dataset.session)));
}

/** Light what findings speak of, or nothing. */
export function shine(findings) {
  const week = document.querySelector(".week");
  if (!week) return;
  for (const lit of week.querySelectorAll(".lit")) lit.classList.remove("lit");
  const cards = cardsOf(findings);
  const days = new Set(findings.flatMap((one) => one.days));
  for (const card of cards) card.classList.add("lit");
  for (const day of week.querySelectorAll(".day")) day.classList.toggle("lit", days.has(Number(day.dataset.day)));
  week.classList.toggle("lighting", cards.length > 0);
}

/** Listeners for what lights the cards of findings while it is hovered or focused. */
export function light(findings) {
  const on = () => shine(findings);
  const off = () => shine(lasting ? [lasting.finding] : []);
  return { onpointerenter: on, onpointerleave: off, onfocus: on, onblur: off };
}

/** Let a finding light its cards until it is pressed again, and bring the first of them into sight. */
export function steady(button, finding) {
  const again = lasting?.sentence === finding.sentence;
  for (const one of document.querySelectorAll(".finding[aria-pressed]")) one.removeAttribute("aria-pressed");
  lasting = again ? null : { sentence: finding.sentence, finding };
  if (again) return shine([]);
  button.setAttribute("aria-pressed", "true");
  shine([finding]);
  const cards = cardsOf([finding]);
  cards[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  announce(cards.length ? count("{n} card is marked", "{n} cards are marked", cards.length) : say("It speaks of no card"));
}

/** Light again what lasted, after the page was drawn anew. */
export function again(findings) {
  const found = lasting && findings.find((one) => one.sentence === lasting.sentence);
  lasting = found ? { sentence: found.sentence, finding: found } : null;
  if (!lasting) return;
  for (const one of document.querySelectorAll(".finding")) {
    if (one.dataset.key === `finding ${found.rule} ${found.sentence}`) one.setAttribute("aria-pressed", "true");
  }
  shine([found]);
}
