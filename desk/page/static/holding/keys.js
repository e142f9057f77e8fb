/** Cards in the hand by keyboard, and undo. */
import { announce } from "../lib/dom.js";
import { get } from "../lib/store.js";
import { say } from "../lib/words.js";
import { busy, drop, held, inTurn, moveTo, pickUp, putBack, takeOut } from "./hand.js";
import { cardAt, openMenu } from "./menu.js";
import { reveal } from "./shadow.js";
import { redo, undo } from "./undo.js";

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"]);

/** Listen to keys; returns what ends it. */
export function keys() {
  const off = new AbortController();
  document.addEventListener("keydown", pressed, { signal: off.signal });
  document.addEventListener("keyup", (event) => event.key === " " && cardAt(event.target) && event.preventDefault(), { signal: off.signal });
  document.addEventListener("click", clicked, { signal: off.signal });
  return () => off.abort();
}

function pressed(event) {
  if (event.defaultPrevented || event.target.closest?.("dialog, [role=menu], input, select, textarea, [contenteditable]")) return;
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  inTurn(action);
}

function actionOf(event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) return ofControl(event);
  const card = cardAt(event.target);
  const engaged = held() || busy();
  const elsewhere = event.target.closest?.("button, a, summary") && !card;
  if ((key === "Enter" || key === " ") && (card || engaged) && !elsewhere) return event.repeat ? () => {} : () => enter(card);
  if (key === "Escape" && held()) return putBack;
  if (ARROWS.has(key) && engaged) return () => held() && nudge(event);
  if (!card || engaged || event.altKey) return null;
  if (key === "m" || key === "M" || key === "ContextMenu") return () => openMenu(named(card));
  if (key === "Delete" && card.dataset.number !== "0") return () => (pickUp(named(card), "keys"), takeOut());
  return null;
}

function ofControl(event) {
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) return redo;
  if (key === "z") return undo;
  if ((key === "arrowup" || key === "arrowdown") && held()) return () => held() && toSitting(key === "arrowdown" ? 1 : -1);
  return null;
}

/** A button that a screen reader presses is clicked, without a key. */
function clicked(event) {
  const card = cardAt(event.target);
  if (card && event.detail === 0) inTurn(() => enter(card));
}

const named = (card) => ({ session: card.dataset.session, number: Number(card.dataset.number) || null });

function enter(pressedCard) {
  if (held()) return drop();
  const card = cardAt(document.activeElement) ?? pressedCard;
  if (card) pickUp(named(card), "keys");
  if (held()) announce(say("{title} is in your hand. Arrows move it, with Shift they lengthen and shorten it, Enter puts it down, Escape puts it back.", { title: held().title }));
  return reveal();
}

/** Move the shadow by a key: the grain, a room, a day, to the ends of the sitting; Shift: the end. */
function nudge({ key, shiftKey }) {
  const { view } = get();
  const { at } = held();
  if (!at) return;
  const sign = key === "ArrowUp" || key === "ArrowLeft" || key === "PageUp" ? -1 : 1;
  if (key === "Home" || key === "End") {
    const sitting = view.sittings.find((one) => one.day === at.day && one.opens <= at.start && at.start < one.closes);
    if (sitting) moveTo({ ...at, start: key === "Home" ? sitting.opens : Math.max(sitting.opens, sitting.closes - at.minutes) });
  } else if (key.startsWith("Page")) toDay(sign);
  else if (key === "ArrowLeft" || key === "ArrowRight") toLane(sign);
  else if (shiftKey) moveTo({ ...at, minutes: Math.max(view.grain, at.minutes + sign * view.grain) });
  else moveTo({ ...at, start: Math.min(1440 - view.grain, Math.max(0, at.start + sign * view.grain)) });
  reveal();
}

function toDay(sign) {
  const { view } = get();
  const days = view.days.map((one) => one.day);
  const day = days[days.indexOf(held().at.day) + sign];
  if (day !== undefined) moveTo({ ...held().at, day });
}

/** The next room, or beside the last one the first of the next day. */
function toLane(sign) {
  const { view } = get();
  const { at } = held();
  const rooms = view.rooms.map((one) => one.id);
  const next = rooms.indexOf(at.room) + sign;
  if (rooms[next]) return moveTo({ ...at, room: rooms[next] });
  const day = view.days.find((one) => one.day === at.day + sign);
  return day && moveTo({ ...at, day: day.day, room: (sign > 0 ? rooms[0] : rooms.at(-1)) ?? null });
}

/** The first start of the next sitting, or of the one before, over all days. */
function toSitting(sign) {
  const { at } = held();
  const moment = ({ day, opens }) => day * 1440 + opens;
  const inOrder = [...get().view.sittings].sort((one, other) => moment(one) - moment(other));
  const now = at.day * 1440 + at.start;
  const next = sign > 0 ? inOrder.find((one) => moment(one) > now) : inOrder.findLast((one) => moment(one) < now);
  if (next) moveTo({ ...at, day: next.day, start: next.opens });
  reveal();
}
