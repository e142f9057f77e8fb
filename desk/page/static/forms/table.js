/** The entries of a section as a table, edited in place. */
import { h } from "../lib/dom.js";
import { count, language, say } from "../lib/words.js";
import { allCells } from "./drafts.js";
import { cell } from "./fields.js";
import { headElement, headed, langOf } from "./heads.js";
import { code, entriesOf, fieldsOf, innerOf, isList, nameOf } from "./model.js";
import { named } from "./names.js";

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** The fields that are columns of a table: of texts only those in the main language. */
export function columnsOf(section) {
  const main = section.main.map((key) => section.fields.find((one) => one.key === key)).filter(Boolean);
  return main.flatMap((field) => (field.kind === "texts" ? [[field, 0]] : field.cells.map((_, n) => [field, n])));
}

/**
 * Draw a table.
 * @param {{within?: Object|null, open: (entry: Object) => void, opened?: Object|null}} how
 */
export function table(state, section, { within = null, open, opened = null }) {
  const wanted = plain(within ? "" : state.filter.trim());
  const all = entriesOf(state, section, within);
  const entries = all.filter((one) => !wanted || plain(searched(state, one)).includes(wanted));
  const columns = columnsOf(section);
  const showsName = !["title", "name", "item", "first", "at"].includes(section.main[0]) || section.id === "rules";
  const head = h("tr", {}, showsName && h("th", { scope: "col" }, section.id === "rules" ? say("Rule") : section.ids.map((one) => headElement(one.head))),
    columns.map(([field, n]) => h("th", { scope: "col", lang: langOf(field.cells[n].head), title: field.cells[n].help, class: `col-${field.kind.replaceAll(" ", "-")} cell-${n}` }, headed(field.cells[n].head))),
    h("th", { scope: "col" }, h("span", { class: "unseen" }, say("Details"))));
  const rows = entries.map((entry) => row(state, section, entry, columns, { open, showsName, chosen: opened && code(opened.path) === code(entry.path) }));
  return h("div", { class: "sheet-frame" },
    h("table", { class: "sheet", onkeydown: walk }, h("caption", { class: "unseen" }, named(section.name)), h("thead", {}, head), h("tbody", {}, rows)),
    wanted && h("p", { class: "quiet", role: "status" }, count("{n} of {all} is shown", "{n} of {all} are shown", entries.length, { all: all.length })),
    !all.length && h("p", { class: "quiet" }, say("There is nothing here yet.")));
}

const searched = (state, entry) =>
  [nameOf(state.form, entry), ...entry.path, ...Object.values(allCells(state, entry)).flat(), entry.rest].join(" ");

function row(state, section, entry, columns, { open, showsName, chosen }) {
  const name = nameOf(state.form, entry, allCells(state, entry), language());
  const rule = section.id === "rules" ? state.form.rules[entry.path.at(-1)] : null;
  const label = (field, n) => `${headed(field.cells[n].head)}, ${name}`;
  const inner = innerOf(state.form, section).map((one) => entriesOf(state, one, entry).length && `${named(one.name)}: ${entriesOf(state, one, entry).length}`).filter(Boolean);
  return h("tr", { class: [chosen && "chosen", entry.isNew && "new"].filter(Boolean).join(" ") || null, "data-row": code(entry.path) },
    showsName && h("th", { scope: "row", lang: rule ? "en" : null }, isList(section) && !section.ids.length ? name : rule ? rule.title : section.id === "leadership.tasks" ? entry.path.at(-2) : String(entry.path.at(-1)),
      rule && h("small", {}, entry.path.at(-1))),
    columns.map(([field, n]) => h("td", { "data-head": headed(field.cells[n].head), class: `col-${field.kind.replaceAll(" ", "-")} cell-${n}` },
      cell(entry, field, n, { state, label: label(field, n), usual: rule?.usual ?? "", where: "t" }))),
    h("td", { class: "more" }, h("button", { type: "button", "data-key": `open/${entry.path.join("/")}`, "aria-expanded": String(Boolean(chosen)), "aria-label": say("Details of {name}", { name }), title: inner.join(", ") || null, onclick: () => open(entry) }, chosen ? "‹" : "›")));
}

/** The keys of a spreadsheet: Enter and the arrows go to the row below or above, in the same column. */
function walk(event) {
  const here = event.target.closest("td");
  if (!here || event.defaultPrevented || event.isComposing) return;
  const isSelect = event.target.tagName === "SELECT";
  const down = (event.key === "Enter" && !event.shiftKey) || (event.key === "ArrowDown" && !isSelect && !event.altKey);
  const up = (event.key === "Enter" && event.shiftKey) || (event.key === "ArrowUp" && !isSelect && !event.altKey);
  if (event.target.tagName === "BUTTON" || event.target.tagName === "TEXTAREA" || !(down || up)) return;
  const line = here.parentElement;
  const next = down ? line.nextElementSibling : line.previousElementSibling;
  const there = next?.cells[here.cellIndex]?.querySelector("input, select");
  event.preventDefault();
  there?.focus();
  there?.select?.();
}
