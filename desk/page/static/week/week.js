/** The week: days across, the cards of each day in order. */
import { h, show } from "../lib/dom.js";
import { get, listen } from "../lib/store.js";
import { clock } from "../lib/words.js";

/** Draw the week into an element, and again whenever it changes. */
export function openWeek(root) {
  const draw = () => show(root, grid(get()));
  draw();
  return listen((_, changes) => ("view" in changes || "preview" in changes) && draw());
}

function grid({ view, preview }) {
  if (!view) return null;
  const titles = Object.fromEntries(view.sessions.map((one) => [one.id, one.title]));
  const parts = preview?.parts ?? view.parts;
  return h("div", { class: "days" }, view.days.map((day) =>
    h("section", { class: "day" }, h("h2", {}, day.words),
      parts.filter((part) => part.day === day.day).map((part) => card(part, titles)))));
}

const card = (part, titles) =>
  h("button", { class: "card", "data-key": `${part.session}/${part.number}` },
    `${clock(part.start)}–${clock(part.start + part.minutes)} `, titles[part.session] ?? part.session);
