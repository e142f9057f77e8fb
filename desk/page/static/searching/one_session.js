/** What can be asked about one card: why it is there, and what moves where it stays. */
import { h } from "../lib/dom.js";
import { get } from "../lib/store.js";
import { clock, say } from "../lib/words.js";
import { askWhy, rearrange } from "./asking.js";

let chosen = "";

/** The section of the panel that asks about one card. */
export function oneSession(closed) {
  const { view } = get();
  const names = view.parts.map((part) => `${part.session}/${part.number}`);
  if (!names.length) return null;
  if (!names.includes(chosen)) chosen = names[0];
  const part = () => view.parts[names.indexOf(chosen)];
  return h("section", {}, h("h3", {}, say("One session")),
    h("label", {}, h("span", { class: "unseen" }, say("Which session")),
      h("select", { id: "search-part", onchange: (event) => { chosen = event.target.value; } },
        view.parts.map((one, at) => h("option", { value: names[at], selected: names[at] === chosen }, titleOf(view, one))))),
    h("p", {}, say("Why it is there: the best week with it in every other half-day. Rearrange the rest: it stays exactly where it is.")),
    h("div", { class: "buttons" },
      h("button", { type: "button", "data-key": "begin why", disabled: closed, onclick: () => askWhy(part().session, part().number) }, say("Why is it there?")),
      h("button", { type: "button", "data-key": "begin rearrange", disabled: closed, onclick: () => rearrange(part().session, part().number) }, say("Rearrange the rest"))));
}

function titleOf(view, { session, day, start }) {
  const title = view.sessions.find((one) => one.id === session)?.title ?? session;
  const words = view.days.find((one) => one.day === day)?.words ?? "";
  return `${words} ${clock(start)}, ${title}`;
}
