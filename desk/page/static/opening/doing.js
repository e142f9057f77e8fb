/** What opens a week: doing it, saying what is wrong, going there. */
import { refuse } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { say } from "../lib/words.js";

/** Go to a week that is open. */
function goTo(opened) {
  location.hash = `#/${encodeURIComponent(opened.key)}/week`;
}

/**
 * Do something that opens a week, and go there; what is wrong is said in an element.
 * @param {HTMLElement} told
 * @param {() => Promise<Object>} doing
 */
export async function opening(told, doing) {
  show(told, h("p", { role: "status" }, say("Opening …")));
  try {
    const opened = await doing();
    if (opened?.notes?.length) show(told, noted(opened));
    else if (opened) goTo(opened);
    else show(told);
  } catch (error) {
    if (!error.body) {
      show(told);
      await refuse(error);
    } else show(told, problems(error.body.told));
  }
}

/** What was assumed of a timetable: to be read before one goes on. */
const noted = (opened) => h("div", { class: "notes", role: "status" },
  h("h3", {}, say("This was assumed:")), h("ul", { lang: "en" }, opened.notes.map((one) => h("li", {}, one))),
  h("button", { type: "button", class: "main", onclick: () => goTo(opened) }, say("Go to the week")));

/** What is wrong, in sentences. */
export const problems = (told) => h("div", { class: "problems", role: "alert" }, h("ul", { class: "told", lang: "en" }, told.map((one) => h("li", {}, one))));
