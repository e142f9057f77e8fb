/** Drafts: the week as it is kept by a name, to be compared and taken later. */
import { ask, here, refuse, step } from "../lib/api.js";
import { announce, h, notice } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { say } from "../lib/words.js";

/**
 * The drafts of a week, and a way to keep another.
 * @param {{name: string, who: string}[]} drafts
 * @param {() => void} changed called when there are others
 */
export function draftsPart(drafts, changed) {
  if (!mayWrite()) return null;
  return h("details", { class: "panel drafts", id: "drafts", open: true },
    h("summary", { "data-key": "drafts" }, say("Drafts")),
    drafts.length > 0 && h("ul", {}, drafts.map((one) => row(one, changed))),
    naming("draft-name", say("Keep this week as a draft called"), say("Keep as a draft"), "", (name) =>
      drafts.some((one) => one.name === name)
        ? notice(say("Another draft is called “{name}”.", { name }), { wrong: true })
        : send({ method: "POST", body: { name } }, say("Kept as the draft “{name}”", { name }), changed)));
}

function row({ name, who }, changed) {
  const button = (label, words, onclick) => h("button", { type: "button", "aria-label": words, onclick }, label);
  const item = h("li", { "data-draft": name }, h("strong", { dir: "auto" }, name), who && h("span", { dir: "auto" }, ` · ${who}`), " ",
    button(say("Take"), say("Take the draft “{name}”", { name }), () => step({ do: "take", draft: name })), " ",
    button(say("Rename"), say("Rename the draft “{name}”", { name }), () => {
      const form = naming("draft-to", say("New name"), say("Rename"), name, (to) =>
        send({ method: "PATCH", body: { name, to } }, say("The draft is now called “{name}”", { name: to }), changed));
      item.replaceChildren(form);
      form.querySelector("input").select();
    }), " ",
    button(say("Take away"), say("Take the draft “{name}” away", { name }), () =>
      send({ method: "DELETE", name }, say("The draft “{name}” is taken away", { name }), changed)));
  return item;
}

/** A field for a name, and the button that sends it. */
function naming(id, label, words, value, use) {
  const input = h("input", { id, value, required: true, maxlength: 100, dir: "auto", autocomplete: "off" });
  const sent = (event) => {
    event.preventDefault();
    const name = input.value.trim().replace(/\s+/g, " ");
    if (name) use(name);
  };
  return h("form", { onsubmit: sent }, h("label", {}, label, " ", input), " ", h("button", {}, words));
}

async function send({ method, body, name }, said, changed) {
  try {
    await ask(here(`/drafts${name === undefined ? "" : `?name=${encodeURIComponent(name)}`}`), { method, body });
    announce(said);
    changed();
  } catch (error) {
    await refuse(error);
  }
}
