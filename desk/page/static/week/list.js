/** The week as a list: one day after another, each card in the order of time. */
import { h } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { cardElement } from "./card.js";

/** The days of a model as lists, with links from one to the other. */
export function list(model) {
  const days = model.view.days.filter((day) => day.open || model.cards.some((card) => card.part.day === day.day));
  return h("div", { class: "list", id: "timetable" },
    h("nav", { class: "jump screen-only", "aria-label": say("Days") }, days.map((day) =>
      h("button", { type: "button", "data-key": `jump ${day.day}`, onclick: () => document.getElementById(`day-${day.day}`)?.scrollIntoView() }, day.short))),
    days.map((day) => dayList(model, day)));
}

function dayList(model, day) {
  const cards = model.cards.filter((card) => card.part.day === day.day);
  return h("section", { class: "day", "data-day": String(day.day), "aria-labelledby": `day-${day.day}` },
    h("h3", { id: `day-${day.day}` }, day.words),
    cards.length ? h("ul", {}, cards.map((card) => h("li", {}, cardElement(card, day)))) : h("p", { class: "quiet" }, say("Nothing is placed on this day.")));
}
