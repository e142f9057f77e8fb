/** A change that a person says in words. */
import { h } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { save } from "./saving.js";

/** The field for a change in words, with examples. */
export function inWords(state) {
  const input = h("input", { id: "in-words", type: "text", lang: "en", list: "in-words-examples", value: state.words ?? "", placeholder: state.form.examples[0], "aria-describedby": "in-words-help", oninput: (event) => { state.words = event.target.value; } });
  const go = async (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    state.words = input.value;
    if (await save(state, { words: input.value })) {
      state.words = "";
      state.redraw();
    }
  };
  return h("form", { class: "in-words", onsubmit: go },
    h("label", { for: "in-words" }, say("Say what changes")), input,
    h("datalist", { id: "in-words-examples" }, state.form.examples.map((one) => h("option", { value: one }))),
    h("button", { type: "submit" }, say("Change it")),
    h("details", {}, h("summary", { id: "in-words-help" }, say("In English, as in these examples")),
      h("ul", { lang: "en" }, state.form.examples.map((one) => h("li", {}, h("button", { type: "button", class: "example", onclick: () => { input.value = one; state.words = one; input.focus(); } }, one))))));
}
