/** The forms of a week as the server describes them: sections, entries, fields, and the ways to them. */

/** A path as one text, by which things are looked up. */
export const code = (path) => JSON.stringify(path);

/** Whether a path begins with the steps of another. */
export const begins = (path, way) => way.length <= path.length && way.every((step, n) => String(step) === String(path[n]));

/** Whether an entry of a section can stand at a path, where `[]` is any place in a list. */
export const matches = (section, path) =>
  section.path.length > 0 && section.path.length === path.length &&
  section.path.every((step, n) => step.startsWith("<") || (step === "[]" ? /^\d+$/.test(path[n]) : step === path[n]));

/** Whether the entries of a section are the items of a list. */
export const isList = (section) => section.path.at(-1) === "[]";

/** The way to all entries of a section: what comes before the last step; `[]` alone is left out. */
export const wayOf = (section) => section.path.slice(0, -1);

/** The fields of an entry: those of its section, and those of its rule. */
export function fieldsOf(form, entry) {
  const section = sectionOf(form, entry.section);
  const more = section.id === "rules" ? (form.rules[entry.path.at(-1)]?.fields ?? []) : [];
  return [...section.fields, ...more];
}

/** A section by its id. */
export const sectionOf = (form, id) => form.sections.find((one) => one.id === id);

/** The entries of a section, all or those inside another entry; those that are new stand last. */
export const entriesOf = (state, section, within = null) =>
  [...state.form.entries, ...state.added].filter((one) => one.section === section.id && (!within || begins(one.path, within.path)));

/** The sections whose entries stand inside those of another. */
export const innerOf = (form, section) => form.sections.filter((one) => one.within === section.id);

/** What a person calls an entry, in the language of the page where it has a name in it. */
export function nameOf(form, entry, cells = entry.cells, language = "en") {
  if (entry.section === "rules") return form.rules[entry.path.at(-1)]?.title ?? String(entry.path.at(-1));
  const said = cells.title ?? cells.name ?? cells.item ?? cells.what;
  const place = ["en", "fr", "es"].indexOf(language);
  const name = said?.[place] || said?.[0];
  if (name) return name;
  const last = entry.path.at(-1);
  if (typeof last !== "number") return String(last ?? "");
  const words = cells.first ? `${cells.first[0]} → ${cells.then?.[0] ?? ""}` : (cells.at?.[0] ?? cells[""]?.[0]);
  return words || `${last + 1}`;
}

/**
 * What an address below `#/my-week/change/` leads to.
 * @param {string[]} steps the way to a value, an entry or a section
 * @returns {{section: Object, entry: Object|null, field: string}|null}
 */
export function resolve(form, steps) {
  if (!steps.length) return null;
  const whole = form.sections.find((one) => !one.single && wayOf(one).filter((s) => s !== "[]").join("/") === steps.join("/"));
  if (whole) return { section: whole, entry: null, field: "" };
  for (let size = steps.length; size > 0; size -= 1) {
    const section = form.sections.find((one) => matches(one, steps.slice(0, size)));
    const entry = section && entryAt(form, section, steps.slice(0, size));
    if (entry) return { section: sectionOf(form, entry.section), entry, field: fieldAt(fieldsOf(form, entry), steps.slice(size)) };
    if (section) return { section: section.id === "delegations.also" ? sectionOf(form, "delegations.except") : section, entry: null, field: "" };
  }
  const single = form.sections.filter((one) => one.single);
  const field = (one) => one.fields.find((each) => begins(steps, each.path)) ?? one.fields.find((each) => begins(each.path, steps));
  const section = single.find((one) => field(one)?.path[0] === steps[0] && one.fields[1]?.path[0] === steps[0]) ?? single.find(field);
  return section ? { section, entry: entryAt(form, section, []), field: steps.length > 1 || steps[0] === "title" ? (field(section)?.key ?? "") : "" } : null;
}

/** Where a thing may stand as well that is not where one looks for it first. */
const ELSEWHERE = {
  sessions: "experiments.proposals",
  "delegations.also": "delegations.except",
  "delegations.except": "delegations.also",
  "venue.rooms": "venue.rooms.*.divides_into",
};

function entryAt(form, section, path) {
  const here = form.entries.filter((one) => one.section === section.id);
  const found = here.find((one) => one.path.length === path.length && begins(one.path, path));
  if (found || section.single) return found;
  const key = String(path.at(-1));
  const other = form.entries.find((one) => one.section === ELSEWHERE[section.id] && one.path.at(-1) === key);
  if (other) return other;
  if (section.id === "sessions") {
    return here.filter((one) => key.startsWith(`${one.path.at(-1)}-`)).sort((a, b) => b.path.at(-1).length - a.path.at(-1).length)[0];
  }
  return undefined;
}

/** The key of the field that a way inside an entry leads to. */
function fieldAt(fields, steps) {
  if (!steps.length) return "";
  if (["must", "prefer", "off"].includes(steps[0]) && fields[0]?.kind === "mode") return "how";
  return (fields.find((one) => one.path.length && begins(steps, one.path)) ?? fields.find((one) => begins(one.path, steps)))?.key ?? "";
}

/** The steps of an address that lead to a section, an entry or a field of it. */
export function stepsTo(section, entry = null, field = null) {
  if (entry?.path.length) return [...entry.path, ...(field?.path ?? [])];
  if (field) return field.path;
  return section.single ? [section.fields[1].path[0]] : wayOf(section).filter((step) => step !== "[]");
}

/** A key for something new, made of its name, that nothing in a list has yet. */
export function keyFor(name, taken) {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const stem = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "") || "new";
  let key = stem;
  for (let number = 2; taken.includes(key); number += 1) key = `${stem}-${number}`;
  return key;
}
