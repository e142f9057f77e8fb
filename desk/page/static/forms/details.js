/** Everything about one entry: all its fields, what stands inside it, and what can be done with it. */
import { h } from "../lib/dom.js";
import { language, say } from "../lib/words.js";
import { adding } from "./adding.js";
import { REST, allCells, drop } from "./drafts.js";
import { labelled } from "./fields.js";
import { entriesOf, fieldsOf, innerOf, isList, nameOf, sectionOf } from "./model.js";
import { named } from "./names.js";
import { save } from "./saving.js";
import { table } from "./table.js";

/** The panel of an entry. */
export function details(state, entry, { close, open }) {
  const section = sectionOf(state.form, entry.section);
  const rule = section.id === "rules" ? state.form.rules[entry.path.at(-1)] : null;
  const name = nameOf(state.form, entry, allCells(state, entry), language());
  return h("section", { class: "entry-panel", "aria-labelledby": "details-name" },
    h("header", {}, h("h3", { id: "details-name", tabindex: "-1", lang: rule ? "en" : null }, name),
      close && h("button", { type: "button", class: "close", "aria-label": say("Close"), onclick: close }, "×")),
    rule && h("p", { class: "help", lang: "en" }, rule.help),
    ...innerOf(state.form, section).map((inner) => within(state, inner, entry, open)),
    fields(state, entry, rule?.usual ?? ""),
    !section.single && rest(state, entry, rule),
    !section.single && !rule && actions(state, section, entry, { name, close, open }));
}

/** All fields of an entry. */
export function fields(state, entry, usual = "") {
  return h("div", { class: "fields" }, fieldsOf(state.form, entry).map((field) => labelled(entry, field, state, { usual })));
}

function within(state, section, entry, open) {
  const opened = state.inner && entriesOf(state, section, entry).find((one) => one.path.join("/") === state.inner);
  return h("section", { class: "inside" }, h("h4", {}, named(section.name)),
    table(state, section, { within: entry, opened, open: (one) => { state.inner = state.inner === one.path.join("/") ? null : one.path.join("/"); open(entry, true); } }),
    opened && h("div", { class: "inside-panel" }, fields(state, opened), rest(state, opened),
      actions(state, section, opened, { name: nameOf(state.form, opened), open: () => open(entry, true) })),
    adding(state, section, { within: entry, begun: (one) => { state.inner = null; open(entry, true); return one; } }));
}

function rest(state, entry, rule = null) {
  const field = { key: REST, path: [], kind: "yaml", needed: false, cells: [{ head: rule ? "Other parameters" : "Anything else", offers: "", help: "What has no field of its own, as in a scenario file (YAML): each key on a line, with its value." }] };
  const filled = entry.rest || state.drafts.size && allCells(state, entry)[REST];
  return h("details", { class: "yaml-rest", open: Boolean(filled) || (!fieldsOf(state.form, entry).length) }, h("summary", {}, say("Anything else (YAML)")), labelled(entry, field, state));
}

function actions(state, section, entry, { name, close = () => {}, open }) {
  const last = entry.path.at(-1);
  const inList = isList(section);
  const among = entriesOf(state, section, { path: entry.path.slice(0, -1) }).length;
  const move = (to) => save(state, { more: [{ do: "rename", path: entry.path, to }] });
  const key = h("input", { id: "new-key", type: "text", value: String(last) });
  return h("div", { class: "actions" },
    inList && !entry.isNew && h("button", { type: "button", disabled: last === 0, onclick: () => move(last - 1) }, say("Further up")),
    inList && !entry.isNew && h("button", { type: "button", disabled: last >= among - 1, onclick: () => move(last + 1) }, say("Further down")),
    h("button", { type: "button", class: "danger", onclick: async () => {
      if (entry.isNew) {
        drop(state, entry);
        close();
        open(null);
      } else if (await save(state, { within: entry.path, alone: true, said: `Taken away: ${name}`, more: [{ do: "remove", path: entry.path }] })) {
        state.inner = null;
        close();
      }
    } }, say("Take {name} away", { name })),
    !inList && !entry.isNew && h("details", { class: "key" }, h("summary", {}, say("Key: {key}", { key: String(last) })),
      h("p", { class: "quiet" }, say("The key is what the thing is called in files; whatever names it must name the new one.")),
      h("label", { for: "new-key" }, say("Key")), key,
      h("button", { type: "button", onclick: async () => {
        const to = key.value.trim();
        if (to !== last && await save(state, { alone: true, more: [{ do: "rename", path: entry.path, to }] })) close();
      } }, say("Give it this key"))));
}
