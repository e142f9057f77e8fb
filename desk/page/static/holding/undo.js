/** Undo and redo: two buttons that say what they would undo, and what the keys do. */
import { step } from "../lib/api.js";
import { announce, h } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { get } from "../lib/store.js";
import { say } from "../lib/words.js";
import { inTurn } from "./hand.js";

/** Go back by one step, if there is one. */
export const undo = () => mayWrite() && (get().view?.undo == null ? announce(say("There is nothing to undo.")) : step({ do: "undo" }));

/** Go forward by one step, if there is one. */
export const redo = () => mayWrite() && (get().view?.redo == null ? announce(say("There is nothing to do again.")) : step({ do: "redo" }));

/** The two buttons, for the week as it is. */
export function undoButtons() {
  const { view } = get();
  if (!mayWrite()) return null;
  return h("span", { class: "undo screen-only", role: "group", "aria-label": say("Undo and redo") },
    button("undo", "↶", say("Undo"), view?.undo, undo, "Ctrl+Z"),
    button("redo", "↷", say("Redo"), view?.redo, redo, "Ctrl+Y"));
}

function button(id, sign, name, what, action, keys) {
  const words = what ? `${name}: ${what}` : name;
  return h("button", { type: "button", id, "aria-disabled": what == null && "true", "aria-label": words, "aria-keyshortcuts": keys.replace("Ctrl", "Control"), title: `${words} (${keys})`, onclick: () => inTurn(action) },
    h("span", { "aria-hidden": "true" }, sign), " ", h("span", { class: "undo-word" }, name));
}
