/**
 * What the page knows, in one place; views draw it and are told when it changes.
 *
 * - `route`: `{page, key}`, from the address
 * - `desk`: the answer of `/api/desk`
 * - `view`: the week as the server has it (`WeekView`), null before any is open
 * - `preview`: `{parts, title}` that is drawn in place of the parts of `view`, while a search runs or
 *   an offer is looked at; null else
 * - `held`: the card that is held, with its coloured places; null else
 * - `search`: how far the search is, null where none runs
 * - `connection`: `"live"` or `"lost"`; `people`: how many have the week open, null where that is not known
 * - `saving`: whether a step is on its way; `file`: how the file stands (`FileStateView`), null before
 *   that is known
 * - `language`: the code of the language, whenever it changes
 * - `unsaved`: how many fields of the forms are changed and not saved
 * - `filter`: `{by: "room" | "committee" | "delegation", who: string | null}`
 */
const state = { route: { page: "", key: "" }, desk: null, view: null, preview: null, held: null, search: null, connection: "live", people: null, saving: false, file: null, language: null, filter: { by: "room", who: null } };
const listeners = new Set();

/** The state; to be read only. */
export const get = () => state;

/** Change some of it, and tell all who listen. */
export function put(changes) {
  Object.assign(state, changes);
  for (const listener of [...listeners]) listener(state, changes);
}

/**
 * Be told of changes.
 * @param {(state: Object, changes: Object) => void} listener
 * @returns {() => void} ends it
 */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
