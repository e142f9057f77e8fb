/** Saving what was changed: one step for all of it, what it changes in the week, and what is refused. */
import { announce, h, notice } from "../lib/dom.js";
import { Refused, afterAll, ask, here, refuse, step } from "../lib/api.js";
import { put } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { changes, renew, settle } from "./drafts.js";

/** Read the forms anew; what a person has written stays. */
export async function read(state) {
  const lost = renew(state, await ask(here("/form")));
  if (lost.length) notice(`${say("Somebody else has taken away what you were changing. You had written:")}\n${lost.join("\n")}`, { wrong: true });
}

/**
 * Save, in one step: all changes, or those of one entry, and more.
 * @param {{within?: (string|number)[], more?: Object[], alone?: boolean, words?: string, said?: string, again?: boolean}} what
 *   `alone`: what was written is not saved, only `more`
 * @returns {Promise<boolean>} whether it was saved
 */
export const save = (state, what = {}) => afterAll(() => saved(state, what));

async function saved(state, { within = null, more = [], alone = false, words = "", said = "", again = true }) {
  const body = words ? { words } : { changes: [...(alone ? [] : changes(state, within)), ...more], said };
  if (!words && !body.changes.length) return true;
  try {
    const done = await ask(here("/form"), { method: "POST", body, version: state.form.version });
    if (!words && (within || !alone)) settle(state, within);
    state.problems = [];
    state.done = done;
    state.form = { ...state.form, version: done.view.version };
    put({ view: done.view });
    await read(state);
    announce([done.said, ...consequencesInWords(done)].join(". "));
    state.redraw();
    return true;
  } catch (error) {
    return await refused(state, error, { within, more, alone, words, said, again });
  }
}

async function refused(state, error, how) {
  if (error instanceof Refused && error.status === 422) {
    state.problems = (error.body.problems ?? []).map((one) => ({ ...one, path: one.path ?? [] }));
    if (!state.problems.length) notice(error.message, { wrong: true });
    state.done = null;
    state.redraw();
    document.getElementById("form-problems")?.focus();
    return false;
  }
  if (error instanceof Refused && error.status === 412 && how.again) {
    await read(state);
    const touched = [...state.drafts.values()].some((one) => one.theirs);
    if (!touched && !how.more.length) return saved(state, { ...how, again: false });
    state.redraw();
    notice(say("Somebody else has changed the week meanwhile. Look at what is marked, and save again."), { wrong: true });
    return false;
  }
  await refuse(error);
  return false;
}

const consequencesInWords = (done) => [
  done.breaks.length > 0 && count("{n} finding is worse", "{n} findings are worse", done.breaks.length),
  done.mends.length > 0 && count("{n} finding is better", "{n} findings are better", done.mends.length),
].filter(Boolean);

/** What the last save has changed in the week. */
export function outcome(state) {
  const { done } = state;
  if (!done || done.view.version !== state.form.version) return null;
  const list = (title, all) => all.length > 0 && h("details", { open: all.length < 4 }, h("summary", {}, title),
    h("ul", { lang: "en" }, all.slice(0, 40).map((one) => h("li", { class: one.must && "must" }, one.sentence))));
  const nothing = !done.breaks.length && !done.mends.length;
  return h("section", { class: "outcome", "aria-label": say("Saved") },
    h("button", { type: "button", class: "close", "aria-label": say("Close"), onclick: () => { state.done = null; state.redraw(); } }, "×"),
    h("p", {}, h("b", {}, say("Saved")), " ", h("span", { lang: "en" }, done.said), " ",
      h("button", { type: "button", onclick: async () => { if (await step({ do: "undo" })) { state.done = null; await read(state); state.redraw(); } } }, say("Undo"))),
    done.notes.length > 0 && h("ul", { class: "notes", lang: "en" }, done.notes.map((one) => h("li", {}, one))),
    list(count("{n} finding is worse", "{n} findings are worse", done.breaks.length), done.breaks),
    list(count("{n} finding is better", "{n} findings are better", done.mends.length), done.mends),
    nothing && h("p", { class: "quiet" }, say("The timetable is judged as before.")));
}
