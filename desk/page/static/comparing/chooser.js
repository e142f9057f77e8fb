/** What is compared with what. */
import { h } from "../lib/dom.js";
import { say } from "../lib/words.js";

/** What a file is asked for by that a person gives. */
export const UPLOAD = "upload";

const KINDS = {
  now: () => say("Now"),
  revision: () => say("Revisions"),
  draft: () => say("Drafts"),
  candidate: () => say("Candidates"),
  offer: () => say("Found by a search"),
  file: () => say("Files in the folder"),
};

/** What a source is called. */
export function nameOf({ kind, name, number }) {
  if (kind === "now") return say("The week as it is");
  return kind === "revision" ? say("Revision {number}", { number }) : name;
}

/**
 * Two choices, a way to give a file, and one to turn them round.
 * @param {Object} state of the view
 * @param {(values: Object) => void} choose
 */
export function chooser(state, choose) {
  return h("form", { class: "panel chooser", "aria-label": say("What is compared"), onsubmit: (event) => event.preventDefault() },
    select("one", say("Compare"), state, choose),
    select("other", say("with"), state, choose),
    h("button", { type: "button", id: "compare-turn", onclick: () => choose({ one: state.other, other: state.one }) }, say("Turn round")),
    h("label", { class: "file" }, say("Or with the schedule of a file"), " ",
      h("input", { type: "file", id: "compare-file", accept: ".csv,.xlsx", onchange: (event) => { const [file] = event.target.files; if (file) choose({ file, one: UPLOAD }); } })));
}

function select(side, label, state, choose) {
  const options = (kind) => state.sources.filter((one) => one.kind === kind)
    .map((one) => h("option", { value: one.id, selected: state[side] === one.id }, nameOf(one)));
  const groups = Object.keys(KINDS).map((kind) => [kind, options(kind)]).filter(([, found]) => found.length);
  return h("label", {}, label, " ",
    h("select", { id: `compare-${side}`, onchange: (event) => choose({ [side]: event.target.value }) },
      groups.map(([kind, found]) => (kind === "now" ? found : h("optgroup", { label: KINDS[kind]() }, found))),
      state.file && h("option", { value: UPLOAD, selected: state[side] === UPLOAD }, state.file.name)));
}
