/** Searches are asked for here: from the panel, and from the menu of a card. */
import { announce } from "../lib/dom.js";
import { ask, here, refuse } from "../lib/api.js";
import { get, put } from "../lib/store.js";
import { say } from "../lib/words.js";

const OPEN = "searching.open";

/** Whether the panel is open. */
export const isOpen = () => get()[OPEN] ?? false;

/** Open or close the panel. */
export function open(wanted = true) {
  put({ [OPEN]: wanted });
}

/** Whether some changes of the store open or close the panel. */
export const opens = (changes) => OPEN in changes;

/** The seconds that a search may take, as the panel was last told. */
let seconds = 60;
export const limit = () => seconds;
export function setLimit(wanted) {
  seconds = wanted;
}

/**
 * Begin a search, and open the panel on it.
 * @param {Object} what `kind`, and what that kind asks for; see `/api/openapi.json`
 */
export async function search(what) {
  open();
  try {
    const { search: begun } = await ask(here("/searches"), { method: "POST", body: { seconds, ...what } });
    put({ search: begun });
    announce(say("The search has begun."));
  } catch (error) {
    await refuse(error);
  }
}

/** Find the best week in which a part stays where it is. */
export const rearrange = (session, number, fewest = true) => search({ kind: "rearrange", session, number, fewest });

/** Ask why a session is where it is: the best week with it in each half-day. */
export const askWhy = (session, number = null) => search({ kind: "why", session, number });

/** Stop the search that runs, and keep what it has found; put away one that has ended. */
export async function stop() {
  try {
    const { search: now } = await ask(here("/searches/current"), { method: "DELETE" });
    put({ search: now });
  } catch (error) {
    await refuse(error);
  }
}

/** Read the search of the week that was opened, if there is one. */
export async function look() {
  try {
    const { search: now } = await ask(here("/searches/current"));
    put({ search: now });
    if (now?.running) open();
  } catch (error) {
    await refuse(error);
  }
}
