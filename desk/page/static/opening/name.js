/** What a person is called in the log: said once, and kept in the browser. */
import { openDialog } from "../lib/dialog.js";
import { h } from "../lib/dom.js";
import { call, called, mayWrite } from "../lib/person.js";
import { get, put } from "../lib/store.js";
import { say } from "../lib/words.js";

/** The button with the name; for the head of the page. */
export function nameButton() {
  if (!mayWrite()) return null;
  return h("button", { type: "button", id: "person", class: "head-person", title: say("What you are called in the log"), onclick: askName },
    called() || say("Your name"));
}

/** Ask once, where others share the page: else the log says nothing of who did what. */
export function askNameOnce() {
  if (get().desk?.shared && mayWrite() && !called()) askName();
}

function askName() {
  openDialog(say("What are you called?"), (close) => {
    const field = h("input", { id: "person-name", maxlength: 60, autocomplete: "name", value: called() });
    const keep = (event) => {
      event.preventDefault();
      call(field.value);
      put({ language: get().language });
      close();
    };
    return [h("form", { onsubmit: keep },
      h("p", {}, say("Your name stands in the log beside what you do, for all who share this week.")),
      h("label", { for: "person-name" }, say("Name")), " ", field, " ",
      h("button", { class: "main" }, say("Keep")))];
  });
}
