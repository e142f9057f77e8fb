/**
 * The card that is in the hand: what it is, where its shadow is, and the colours of its places.
 *
 * What is held: `{session, number, title, from, at, places, by, landing, lost}`. `number` and `from` are
 * null for a session that is not in the week; `at` is `{day, start, minutes, room}`, or null over
 * nothing; `by` is what holds it: "keys", "mouse" or "touch".
 */
import { announce } from "../lib/dom.js";
import { ask, here, step } from "../lib/api.js";
import { mayWrite } from "../lib/person.js";
import { get, listen, put } from "../lib/store.js";
import { say } from "../lib/words.js";
import { alike, asked, bestPlace, firstPlace, partOf, placeOf } from "./places.js";

const hearers = new Set();
let hand = null;
let asking = null;
let later = 0;
let last = Promise.resolve();
let waiting = 0;

/** What is held, or null. */
export const held = () => hand;

/** Whether something that was asked of the hand is not done yet. */
export const busy = () => waiting > 0;

/**
 * Be told of what the hand does: `picked`, `moved`, `coloured`, `landing`, `done`, `gone`.
 * @param {(hand: Object|null, what: string, done?: Object) => void} hearer
 */
export function hear(hearer) {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

const tell = (what, done) => hearers.forEach((hearer) => hearer(hand, what, done));

/** Do something when all that was asked before is done, so that keys held down lose nothing. */
export function inTurn(action) {
  waiting += 1;
  last = last.then(action).catch((error) => announce(error.message)).finally(() => (waiting -= 1));
  return last;
}

/** Take a card into the hand. */
export function pickUp({ session, number }, by) {
  const { view } = get();
  const known = view?.sessions.find((one) => one.id === session);
  if (!known || !mayWrite()) return;
  if (hand) release();
  const part = partOf(view, session, number);
  const from = part && placeOf(part);
  const at = from ?? (by === "keys" ? firstPlace(view, known) : null);
  hand = { session, number: part?.number ?? null, title: known.title, usual: known.least, from, at, places: null, by, landing: false, lost: false };
  still(() => elementOf(session, part?.number), () => {
    document.body.classList.add("has-hand");
    put({ held: hand });
  });
  tell("picked");
  colour();
}

/** Move the shadow: to a place, or with null over nothing. */
export function moveTo(at) {
  if (!hand || hand.landing || alike(at, hand.at)) return;
  const length = hand.at?.minutes;
  hand.at = at;
  hand.moved = true;
  tell("moved");
  if (at && length !== undefined && at.minutes !== length) soon();
}

/** Put the card where its shadow is; where that is refused, it stays in the hand. */
export async function drop() {
  if (!hand?.at || hand.landing) return hand?.at ? null : putBack();
  if (alike(hand.at, hand.from)) return putBack();
  return made(stepOf(hand), hand.at);
}

/** Take the card out of the week; one that is not in it goes back. */
export async function takeOut() {
  if (!hand || hand.number === null) return putBack();
  return made({ do: "remove", session: hand.session, number: hand.number }, null);
}

/** Let go of the card where it was. */
export function putBack() {
  if (!hand || hand.landing) return null;
  const { session, number } = hand;
  release();
  announce(say("Put back."));
  toCard(session, number);
  return null;
}

async function made(what, at) {
  const { session } = hand;
  hand.landing = true;
  tell("landing");
  const done = await step(what, { again: false });
  hand.landing = false;
  if (!done) {
    hand.dragged = false;
    renew();
    return null;
  }
  release();
  const part = at && done.view.parts.find((one) => one.session === session && alike(placeOf(one), at));
  toCard(session, part?.number ?? null);
  tell("done", done);
  return done;
}

function stepOf({ session, number, from, at }) {
  const { day, start, minutes, room } = at;
  if (number === null) return { do: "place", session, day, start, minutes, room };
  const there = day === from.day && start === from.start && room === from.room;
  if (there) return { do: "resize", session, number, minutes };
  return { do: "move", session, number, day, start, room, ...(minutes === from.minutes ? {} : { minutes }) };
}

function release() {
  asking?.abort();
  clearTimeout(later);
  hand = null;
  document.body.classList.remove("has-hand");
  put({ held: null });
  tell("gone");
}

/** The card of a part, or of a session that is not in the week. */
export const elementOf = (session, number) =>
  [...document.querySelectorAll("button.card")].find((one) => one.dataset.session === session && one.dataset.number === String(number ?? 0));

/** Give the focus to a card, where it is now. */
export function toCard(session, number) {
  const cards = [...document.querySelectorAll("button.card[data-session]")];
  const card = elementOf(session, number) ?? cards.find((one) => one.dataset.session === session);
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Do what gives the grid other lanes; a card that is in it stays where it is in the window. */
function still(find, action) {
  const before = find()?.getBoundingClientRect();
  action();
  const after = find()?.getBoundingClientRect();
  const grid = document.querySelector(".week .grid");
  if (before && after && grid?.contains(find())) grid.scrollLeft += after.left - before.left;
}

/** Colour the places of the card; a question that is no longer asked is given up. */
async function colour() {
  clearTimeout(later);
  asking?.abort();
  const signal = (asking = new AbortController()).signal;
  const card = hand;
  try {
    const places = await ask(here(`/places?${asked(card)}`), { signal });
    if (hand !== card) return;
    hand.places = places;
    hand.lost = false;
    if (!hand.from && !hand.moved && hand.by === "keys") hand.at = bestPlace(places) ?? hand.at;
    tell("coloured");
  } catch (error) {
    if (signal.aborted || hand !== card) return;
    hand.lost = true;
    tell("coloured");
    later = setTimeout(colour, 2000);
  }
}

function soon() {
  clearTimeout(later);
  later = setTimeout(colour, 80);
}

/** The week has changed under the hand: the card stays in it, its places are coloured anew. */
function renew() {
  const { view } = get();
  if (!hand || hand.landing || !view) return;
  const part = hand.from && (view.parts.find((one) => one.session === hand.session && alike(placeOf(one), hand.from)) ?? partOf(view, hand.session, hand.number));
  if (hand.from && !part) announce(say("The card was taken out of the week by somebody else; it is still in your hand."));
  hand.number = part?.number ?? null;
  hand.from = part ? placeOf(part) : null;
  hand.places = null;
  tell("moved");
  colour();
}

/** Watch the week for as long as the page shows it. */
export function watch() {
  const end = listen((_, changes) => "view" in changes && hand && !hand.landing && renew());
  return () => {
    end();
    if (hand) release();
  };
}
