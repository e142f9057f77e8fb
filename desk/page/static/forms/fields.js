/** The cells of a field, as a person fills them in: in a row of a table, and with its words in a form. */
import { h } from "../lib/dom.js";
import { language, say } from "../lib/words.js";
import { choosing } from "./choosing.js";
import { REST, cellsOf, draftOf, forget, write } from "./drafts.js";
import { headed, langOf } from "./heads.js";
import { begins } from "./model.js";

/** The id of a cell in the page, in a table or in a form. */
export const idOf = (entry, field, n = 0, where = "f") => `${where}/${nameOfCell(entry, field, n)}`;

const nameOfCell = (entry, field, n) => `${entry.section}/${entry.path.join("/")}/${field.key}/${n}`;

const YES_NO = { yes: () => say("Yes"), no: () => say("No") };
const MODES = { must: () => say("Must"), prefer: () => say("Preference"), off: () => say("Off") };

const DISPLAY = { "yes or no": YES_NO, mode: MODES };

/**
 * One cell of a field.
 * @param {{state: Object, label?: string, usual?: string, where?: string}} how
 */
export function cell(entry, field, n, { state, label = null, usual = "", where = "f" }) {
  const width = field.cells.length;
  const cells = cellsOf(state, entry, field.key, width);
  const input = control(entry, field, n, cells[n], state, usual);
  input.id = idOf(entry, field, n, where);
  input.dataset.field = field.key;
  input.dataset.cell = nameOfCell(entry, field, n);
  if (label) input.setAttribute("aria-label", label);
  if (document.documentElement.dataset.role === "viewer") input[input.tagName === "SELECT" ? "disabled" : "readOnly"] = true;
  const take = () => {
    const now = [...cellsOf(state, entry, field.key, width)];
    now[n] = input.value;
    write(state, entry, field.key, now);
    show(entry, field, state, input);
  };
  input.addEventListener(input.tagName === "SELECT" || input.type === "date" ? "change" : "input", take);
  input.addEventListener("keydown", (event) => {
    const opened = input.getAttribute("aria-expanded") === "true";
    if (event.key === "Escape" && !opened && draftOf(state, entry, field.key) && !entry.isNew) {
      event.preventDefault();
      forget(state, entry, field.key);
      show(entry, field, state);
    }
  });
  mark(input, entry, field, state);
  const offers = field.cells[n].offers;
  if (input.tagName !== "INPUT" || typeof offers !== "string" || !offers || input.readOnly) return input;
  const several = field.kind === "list" || field.kind === "set";
  return choosing(input, () => state.form.offers[offers] ?? [], { several, chosen: take });
}

/** Show what a field says now wherever it stands on the page; the cell in which a person writes is left. */
function show(entry, field, state, writing = null) {
  const cells = cellsOf(state, entry, field.key, field.cells.length);
  cells.forEach((text, n) => {
    for (const one of document.querySelectorAll(`[data-cell="${CSS.escape(nameOfCell(entry, field, n))}"]`)) {
      if (one !== writing) one.value = text;
      mark(one, entry, field, state);
    }
  });
}

function control(entry, field, n, text, state, usual) {
  const { kind } = field;
  const { offers } = field.cells[n];
  if (kind === "yaml") return h("textarea", { rows: Math.min(12, text.split("\n").length + 1), spellcheck: "false", value: text });
  if (kind === "date") return h("input", { type: "date", value: text });
  if (Array.isArray(offers) && offers.length && kind !== "list") {
    const shown = DISPLAY[kind] ?? {};
    const words = text && !offers.includes(text) ? [text, ...offers] : offers;
    const empty = kind === "mode" && usual ? say("as usual: {how}", { how: (MODES[usual === "must" ? "must" : "off"])() }) : "";
    return h("select", {}, h("option", { value: "" }, empty),
      words.map((word) => h("option", { value: word, selected: word === text }, shown[word]?.() ?? word.replaceAll("_", " "))));
  }
  const count = kind === "number" || (kind === "mode" && n > 0);
  return h("input", { type: "text", value: text, inputmode: count && "numeric", class: count && "count", spellcheck: kind === "texts" ? null : "false", lang: kind === "texts" ? ["en", "fr", "es"][n] : null });
}

/** Show of a cell whether it is changed, and whether it is wrong. */
export function mark(input, entry, field, state) {
  input.classList.toggle("changed", Boolean(draftOf(state, entry, field.key)));
  const wrong = problemsOf(state, entry, field);
  const theirs = draftOf(state, entry, field.key)?.theirs;
  input.toggleAttribute("aria-invalid", false);
  if (wrong.length) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  input.title = [...wrong.map((one) => one.what), theirs && say("Somebody else has written: {what}", { what: theirs.join(" ") })].filter(Boolean).join("\n");
}

/** What is wrong with a field: problems with what stands at its path, and below. */
export function problemsOf(state, entry, field) {
  const here = [...entry.path, ...(field.path ?? [])];
  if (field.key === REST) return [];
  return state.problems.filter(({ path }) => path.length && (field.path.length || field.kind !== "mode"
    ? begins(path, here)
    : begins(path, here) && (path.length === here.length || ["must", "prefer", "off"].includes(path[here.length]))));
}

/** A field with its label, its help, and what is wrong with it. */
export function labelled(entry, field, state, { usual = "", help = "" } = {}) {
  const wrong = problemsOf(state, entry, field);
  const theirs = draftOf(state, entry, field.key)?.theirs;
  const base = `${idOf(entry, field)}`;
  const said = help || field.cells[0].help;
  const describe = [said && `${base}-help`, wrong.length && `${base}-wrong`, theirs && `${base}-theirs`].filter(Boolean).join(" ");
  const groups = field.cells.map((one, n) => {
    const made = cell(entry, field, n, { state, usual });
    const input = made.matches("input, select, textarea") ? made : made.querySelector("input");
    if (describe) input.setAttribute("aria-describedby", describe);
    if (field.needed && n === 0) input.setAttribute("aria-required", "true");
    return h("div", { class: "one-cell" }, h("label", { for: input.id, lang: langOf(one.head) }, headed(one.head), field.needed && n === 0 && h("span", { class: "needed", title: say("needed") }, " *")), made);
  });
  return h("div", { class: `field kind-${field.kind.replaceAll(" ", "-")}` }, groups,
    said && h("p", { class: "help", id: `${base}-help`, lang: "en" }, said),
    meaning(entry, field, state),
    wrong.length > 0 && h("p", { class: "wrong-words", id: `${base}-wrong`, lang: "en" }, wrong.map((one) => one.what).join(" ")),
    theirs && h("p", { class: "theirs", id: `${base}-theirs` }, say("Somebody else has written: {what}", { what: theirs.join(" ") || "–" }), " ",
      h("button", { type: "button", onclick: () => { forget(state, entry, field.key); state.redraw(); } }, say("Take theirs"))));
}

/** The names of what stands in a list of keys, for those who do not know the keys. */
function meaning(entry, field, state) {
  const offers = state.form.offers[field.cells[0].offers];
  if (!Array.isArray(offers) || !["list", "set", "text"].includes(field.kind)) return null;
  const names = new Map(offers.map((one) => [one.word, one.name]));
  const words = cellsOf(state, entry, field.key)[0].split(/[,;]/).map((one) => one.replace(/^\s*(and|but not)\s+/i, "").trim());
  const said = words.map((one) => names.get(one)).filter((one, n) => one && one !== words[n]);
  return said.length > 0 && h("p", { class: "meaning", lang: language() }, said.join(", "));
}
