/** Something new: a row of few fields, for what cannot be left out. */
import { h } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { choosing } from "./choosing.js";
import { begin, write } from "./drafts.js";
import { headed, langOf } from "./heads.js";
import { entriesOf, isList, keyFor, nameOf, wayOf } from "./model.js";
import { save } from "./saving.js";

/** By section: the fields that are asked for, beside those without which it is refused. */
const ASKED = {
  sessions: ["title", "body", "least"],
  "experiments.proposals": ["title", "body", "host", "least"],
  "sessions.*.agenda": ["item", "speakers", "minutes_each", "minutes"],
  "experiments.proposals.*.agenda": ["item", "speakers", "minutes_each", "minutes"],
  "sessions.*.pinned": ["at", "minutes", "room"],
  "experiments.proposals.*.pinned": ["at", "minutes", "room"],
  bodies: ["name", "kind", "instrument"],
  "delegations.except": ["absent"],
  "venue.rooms": ["name", "seats"],
  "venue.rooms.*.divides_into": ["name", "seats"],
  instruments: ["name", "parties"],
  "week.sittings": ["hours", "for"],
  "week.days.*.sittings": ["hours", "off"],
  formats: ["name", "like"],
};

/** What a new session is unless something else is chosen. */
const FORMATS = { sessions: [["plenary", () => say("Add a session")], ["side_event", () => say("Add a side event")]] };

/** What has been written into such forms and not added yet. */
const begunIn = new WeakMap();

/** A form for something new in a section. */
export function adding(state, section, { within = null, begun }) {
  if (section.id === "rules") return null;
  const keys = ASKED[section.id] ?? section.fields.filter((one) => one.needed).map((one) => one.key);
  const fields = keys.map((key) => section.fields.find((one) => one.key === key)).filter(Boolean);
  const named = fields.find((one) => ["title", "name"].includes(one.key) && one.kind === "texts" && !section.id.startsWith("delegations"));
  const ids = named ? [] : section.ids;
  const inputs = new Map();
  const kept = begunIn.get(state) ?? begunIn.set(state, new Map()).get(state);
  const put = (head, help, offers, key, several) => {
    const id = `new/${section.id}/${key}`;
    const choices = Array.isArray(offers) ? offers : null;
    const made = choices?.length
      ? h("select", { id }, h("option", { value: "" }), choices.map((word) => h("option", { value: word }, word.replaceAll("_", " "))))
      : h("input", { id, type: "text", title: help, autocomplete: "off" });
    inputs.set(key, made);
    const name = `${id}/${within?.path.join("/") ?? ""}`;
    made.value = kept.get(name) ?? "";
    made.addEventListener(choices?.length ? "change" : "input", () => kept.set(name, made.value));
    const shown = typeof offers === "string" && offers ? choosing(made, () => state.form.offers[offers] ?? [], { several, chosen: () => kept.set(name, made.value) }) : made;
    return h("div", { class: "one-cell" }, h("label", { for: id, lang: langOf(head) }, headed(head)), shown);
  };
  const parts = [
    ...ids.map((one, n) => put(one.head, one.help, one.offers, `id${n}`, false)),
    ...fields.flatMap((field) => (field.kind === "texts" ? field.cells.slice(0, 1) : field.cells).map((one, n) =>
      put(one.head, one.help, one.offers, `${field.key}/${n}`, ["list", "set"].includes(field.kind)))),
  ];
  const submit = async (event, more = {}) => {
    event.preventDefault();
    const said = (key) => inputs.get(key)?.value.trim().replace(/[,\s]+$/, "") ?? "";
    const cells = { ...more };
    for (const field of fields) cells[field.key] = field.cells.map((_, n) => said(`${field.key}/${n}`));
    const first = [...inputs.values()].find((one, n) => n < Math.max(1, ids.length) && !one.value.trim());
    if (first) return void first.focus();
    kept.clear();
    // How a delegation attends that the table lacks is said where it is named.
    const own = section.id === "delegations.except" && state.form.entries.find((one) => one.section === "delegations.also" && one.path.at(-1) === said("id0"));
    if (own) {
      for (const [key, one] of Object.entries(cells)) write(state, own, key, one);
      begun(own);
      await save(state, { within: own.path });
      return;
    }
    const entry = begin(state, section, pathFor(state, section, within, ids.map((_, n) => said(`id${n}`)), named && said(`${named.key}/0`)), cells);
    begun(entry);
    // A row of an entry, such as an item of an agenda, waits for those that come with it.
    if (!within && Object.keys(cells).length) await save(state, { within: entry.path, said: `Added: ${nameOf(state.form, entry, cells)}` });
  };
  const kinds = FORMATS[section.id];
  return h("form", { class: "adding", onsubmit: (event) => submit(event, kinds ? { format: [kinds[0][0]] } : {}) },
    parts,
    h("button", { type: "submit" }, kinds ? kinds[0][1]() : say("Add")),
    kinds?.slice(1).map(([format, title]) => h("button", { type: "button", onclick: (event) => submit(event, { format: [format] }) }, title())));
}

/** Where a new entry stands. */
function pathFor(state, section, within, ids, name) {
  const way = within ? [...within.path, section.path[within.path.length]] : wayOf(section);
  if (section.id === "leadership.tasks") {
    const path = ["leadership", "tasks", ids[0]];
    return [...path, entriesOf(state, section, { path }).length];
  }
  const steps = (within && !isList(section)) || !within ? way.filter((step) => step !== "[]") : way;
  if (isList(section)) return [...steps, entriesOf(state, section, within).length];
  const taken = entriesOf(state, section, within).map((one) => String(one.path.at(-1)));
  return [...steps, name ? keyFor(name, taken) : ids.at(-1)];
}
