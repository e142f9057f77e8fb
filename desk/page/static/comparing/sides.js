/** Two weeks beside each other: days across, each with its parts in order of time. */
import { h } from "../lib/dom.js";
import { clock, count, say } from "../lib/words.js";
import { divided } from "../week/card.js";

const LABELS = [() => say("The first"), () => say("The second")];

/** What one of the two is called. */
export function sideName({ id, name }, number) {
  if (id === "now") return say("The week as it is");
  if (id.startsWith("revision:")) return say("Revision {number}", { number: id.slice(9) });
  return name || LABELS[number]();
}

/** Both weeks, with what moved marked. */
export function bothSides({ sides }) {
  return h("div", { class: "sides" }, sides.map((side, number) => h("section", { class: "panel side", "aria-labelledby": `side-${number}` },
    h("h2", { id: `side-${number}`, dir: "auto" }, sideName(side, number)),
    h("p", { class: side.breaches ? "broken" : "kept" }, side.breaches ? count("It breaks a must.", "It breaks {n} musts.", side.breaches) : say("Every must is kept.")),
    h("div", { class: "side-days" }, side.days.map((day) => h("div", { class: "side-day" },
      h("h3", {}, day.words),
      h("ol", {}, day.parts.map(part))))),
    side.unplaced.length > 0 && h("p", { class: "help" }, say("Not held"), ": ", h("span", { dir: "auto" }, side.unplaced.join("; "))))));
}

const part = ({ session, title, start, minutes, room, moved }) =>
  h("li", { class: moved ? "side-part moved" : "side-part", "data-session": session },
    moved && h("span", { class: "mark", "aria-hidden": "true" }, "⇄ "), moved && h("span", { class: "unseen" }, say("Moved"), ": "),
    h("span", { class: "times" }, `${clock(start)}–${clock(start + minutes)}`), " ",
    h("span", { dir: "auto" }, divided(title)), room && h("span", { class: "room", dir: "auto" }, ` ${room}`));
