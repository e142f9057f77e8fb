/** What a person has changed in the forms and not yet saved; kept while the page is open. */
import { begins, code, fieldsOf, isList, sectionOf } from "./model.js";

const weeks = new Map();

/** How many fields of a week are changed and not saved. */
export const unsavedOf = (key) => weeks.get(key)?.drafts.size ?? 0;

addEventListener("beforeunload", (event) => [...weeks.keys()].some(unsavedOf) && event.preventDefault());

/**
 * The state of the forms of a week.
 *
 * - `form`: the answer of the server; `added`: entries that are new
 * - `drafts`: by the code of path and field: `{path, field, cells, base, theirs}`; the field `…` is the YAML
 * - `problems`: what the server refused last: `{path, what}`
 * - `done`: what the last save has changed; `filter`: what is searched for
 */
export function stateOf(key) {
  if (!weeks.has(key)) {
    weeks.set(key, { form: null, added: [], drafts: new Map(), problems: [], done: null, filter: "", listeners: new Set() });
  }
  return weeks.get(key);
}

/** The name of the field in which an entry's YAML stands. */
export const REST = "…";

const id = (path, field) => code([...path, "|", field]);
const same = (one, other) => one.length === other.length && one.every((text, n) => text.trim() === other[n].trim());

/** What stands in the cells of a field now, with what a person has changed. */
export function cellsOf(state, entry, key, width = 1) {
  return state.drafts.get(id(entry.path, key))?.cells ?? saved(entry, key, width);
}

/** What stands in the cells of a field in the file. */
export function saved(entry, key, width = 1) {
  const there = key === REST ? [entry.rest] : entry.cells[key];
  return Array.from({ length: width }, (_, n) => there?.[n] ?? "");
}

/** The draft of a field, if it has one. */
export const draftOf = (state, entry, key) => state.drafts.get(id(entry.path, key));

/** The cells of an entry by their fields, with what a person has changed. */
export function allCells(state, entry) {
  const found = { ...entry.cells };
  for (const one of state.drafts.values()) if (code(one.path) === code(entry.path)) found[one.field] = one.cells;
  return found;
}

/** Note what a person writes into a field. */
export function write(state, entry, key, cells) {
  const base = state.drafts.get(id(entry.path, key))?.base ?? saved(entry, key, cells.length);
  const theirs = state.drafts.get(id(entry.path, key))?.theirs;
  if (same(cells, base) && !entry.isNew) state.drafts.delete(id(entry.path, key));
  else state.drafts.set(id(entry.path, key), { path: entry.path, field: key, cells: [...cells], base, theirs });
  tell(state);
}

/** Forget what was written into a field, or into all. */
export function forget(state, entry = null, key = null) {
  if (entry) state.drafts.delete(id(entry.path, key));
  else {
    state.drafts.clear();
    state.added = [];
    state.problems = [];
  }
  tell(state);
}

/** Begin an entry that is new. */
export function begin(state, section, path, cells = {}) {
  const entry = { section: section.id, path, cells: {}, rest: "", isNew: true };
  state.added.push(entry);
  for (const [key, said] of Object.entries(cells)) if (said.some((text) => text.trim())) write(state, entry, key, said);
  return entry;
}

/** Leave out an entry that is new, with all that is in it. */
export function drop(state, entry) {
  state.added = state.added.filter((one) => !begins(one.path, entry.path));
  for (const [key, one] of state.drafts) if (begins(one.path, entry.path)) state.drafts.delete(key);
  tell(state);
}

/** What has been changed, as the server takes it; of one entry and what is in it, or of all. */
export function changes(state, within = null) {
  return [...state.drafts.values()].filter((one) => !within || begins(one.path, within)).map((one) =>
    one.field === REST ? { do: "rest", path: one.path, text: one.cells[0] } : { do: "fill", path: one.path, field: one.field, cells: one.cells });
}

/** Forget what has been saved: of one entry and what is in it, or all. */
export function settle(state, within = null) {
  if (!within) forget(state);
  else {
    state.added = state.added.filter((one) => !begins(one.path, within));
    for (const [key, one] of state.drafts) if (begins(one.path, within)) state.drafts.delete(key);
  }
}

/**
 * Take over forms that the server has read anew: what a person has not touched is renewed, what is
 * touched stays, marked with what somebody else has written there.
 * @returns {string[]} what was written for entries that are gone
 */
export function renew(state, form) {
  state.form = form;
  const there = new Map(form.entries.map((one) => [code(["", ...one.path]), one]));
  const lost = [];
  renumber(state, form);
  for (const [key, one] of state.drafts) {
    const entry = one.path.length ? there.get(code(["", ...one.path])) : singleWith(form, one.field);
    if (!entry) {
      if (!state.added.some((each) => code(each.path) === code(one.path))) {
        lost.push(one.cells.join(" "));
        state.drafts.delete(key);
      }
      continue;
    }
    const now = saved(entry, one.field, one.cells.length);
    if (same(now, one.cells)) state.drafts.delete(key);
    else if (!same(now, one.base)) state.drafts.set(key, { ...one, base: now, theirs: now });
  }
  return lost;
}

/** Items that are new stand behind those that are there by now. */
function renumber(state, form) {
  const next = new Map();
  state.added = state.added.filter((entry) => {
    if (!isList(sectionOf(form, entry.section))) return !form.entries.some((one) => code(one.path) === code(entry.path));
    const way = entry.path.slice(0, -1);
    const place = next.get(code(way)) ?? form.entries.filter((one) => one.section === entry.section && begins(one.path, way)).length;
    next.set(code(way), place + 1);
    const path = [...way, place];
    for (const [key, one] of [...state.drafts]) {
      if (code(one.path) !== code(entry.path) || code(path) === code(entry.path)) continue;
      state.drafts.delete(key);
      state.drafts.set(id(path, one.field), { ...one, path });
    }
    entry.path = path;
    return true;
  });
}

const singleWith = (form, key) =>
  form.entries.find((one) => !one.path.length && fieldsOf(form, one).some((field) => field.key === key));

/** Tell the views that something was written. */
export function tell(state) {
  for (const listener of state.listeners) listener();
}
