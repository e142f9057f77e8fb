/** The log: who did what to the week, and when. */
import { ask, here, refuse } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { get, listen } from "../lib/store.js";
import { locale, say } from "../lib/words.js";

/** Draw the log into an element, and again whenever the week changes. */
export function openLog(root) {
  let lines = [];
  let more = false;
  const draw = () => show(root, log(lines, more, older));
  const read = async (before) => {
    try {
      const answer = await ask(here(`/log${before ? `?before=${before}` : ""}`));
      lines = before ? [...lines, ...answer.lines] : answer.lines;
      more = answer.more;
      draw();
    } catch (error) {
      await refuse(error);
    }
  };
  const older = () => read(lines.at(-1).version);
  read();
  return listen((_, changes) => ("published" in changes || ("view" in changes && get().view)) && read());
}

function log(lines, more, older) {
  return [
    h("h2", { class: "log-title" }, say("What was done, the last first")),
    h("ol", { class: "log", reversed: true }, byDay(lines).map(([day, ones]) =>
      h("li", {}, h("h3", {}, day), h("table", {}, h("thead", { class: "unseen" }, h("tr", {}, [say("When"), say("Who"), say("What")].map((one) => h("th", { scope: "col" }, one)))),
        h("tbody", {}, ones.map(line)))))),
    more && h("button", { type: "button", "data-key": "older", onclick: older }, say("Show older")),
  ];
}

function line({ at, who, what }) {
  const time = new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(new Date(at));
  return h("tr", {}, h("td", {}, h("time", { datetime: at }, time)), h("td", {}, who || say("Somebody")), h("td", { lang: "en", dir: "auto" }, what));
}

/** Lines by the day on which they were done, in the time zone of the person. */
function byDay(lines) {
  const format = new Intl.DateTimeFormat(locale(), { dateStyle: "full" });
  const days = new Map();
  for (const one of lines) {
    const day = format.format(new Date(one.at));
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days];
}
