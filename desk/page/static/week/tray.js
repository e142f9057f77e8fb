/** The tray of sessions that stand nowhere in the week. */
import { h } from "../lib/dom.js";
import { count, length, say } from "../lib/words.js";
import { lookOf } from "./card.js";

/** The tray, also where it is empty: a part that is dropped there is taken out. */
export function tray(model) {
  const { unplaced } = model;
  return h("section", { class: unplaced.length ? "tray" : "tray bare", "aria-labelledby": "tray-name" },
    h("h3", { id: "tray-name" }, unplaced.length ? count("{n} session not placed", "{n} sessions not placed", unplaced.length) : say("Every session is placed")),
    unplaced.length > 0 && h("ul", {}, unplaced.map((session) => h("li", {}, waiting(model, session)))));
}

function waiting(model, session) {
  const { id } = session;
  const findings = model.verdict.findings.filter((one) => one.sessions.includes(id));
  const needs = session.optional ? say("optional") : say("must be held");
  const least = say("{least} at least", { least: length(session.least) });
  const cost = findings.reduce((sum, one) => sum + one.cost, 0);
  const body = model.bodies.get(session.bodies[0]);
  return h("button", {
    type: "button",
    class: `card unplaced ${lookOf(body)}${session.optional ? " optional" : " needed"}${model.shows(session) ? "" : " faint"}`,
    "data-key": `${id}/0`,
    "data-session": id,
    "data-number": "0",
    "aria-label": [session.title, say("not placed"), needs, least, ...findings.map((one) => one.sentence)].join(", "),
  },
    h("span", { class: "title", dir: "auto" }, session.title),
    h("span", { class: "needs" }, [least, needs, cost > 0 && say("costs {cost}", { cost })].filter(Boolean).join(" · ")));
}
