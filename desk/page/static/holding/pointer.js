/** Cards in the hand by mouse, pen and touch. */
import { get } from "../lib/store.js";
import { placeAt } from "../week/geometry.js";
import { drop, elementOf, held, inTurn, moveTo, pickUp, putBack, takeOut } from "./hand.js";
import { cardAt, openMenu } from "./menu.js";
import { nearest, partOf } from "./places.js";

/** Pixels by which a mouse, and a finger, may tremble. */
const MOUSE = 4;
const FINGER = 10;
/** Milliseconds for which a finger rests on a card before it has it. */
const PRESS = 350;
/** Pixels at the lower edge of a card by which it is lengthened. */
const EDGE = 7;
/** Pixels at the border of the window, and of the grid, where it scrolls. */
const BORDER = 40;

/** Listen to pointers; returns what ends it. */
export function pointers(root) {
  const off = new AbortController();
  const on = (target, name, listener, more = {}) => target.addEventListener(name, listener, { signal: off.signal, ...more });
  let press = null;

  on(root, "pointerdown", (event) => {
    const card = cardAt(event.target);
    if (!card || event.button !== 0 || held()) return;
    press = pressed(event, card);
    if (event.pointerType !== "touch") return;
    const finger = press;
    finger.timer = setTimeout(() => press === finger && begin(finger), PRESS);
    // The card may be drawn anew while it is held: what a finger does is told to the old one alone.
    event.target.addEventListener("touchmove", (move) => finger.began && move.cancelable && move.preventDefault(), { passive: false });
  });

  function begin(one) {
    one.began = true;
    getSelection()?.removeAllRanges();
    if (one.touch) navigator.vibrate?.(15);
    root.setPointerCapture?.(one.id);
    inTurn(() => {
      pickUp(one.card, one.touch ? "touch" : "mouse");
      if (!held()) return;
      held().dragged = true;
      one.shift = aside(one, elementOf(one.card.session, one.card.number));
    });
    requestAnimationFrame(() => scrolled(one));
  }

  on(window, "pointermove", (event) => {
    if (!press || event.pointerId !== press.id) return carried(event);
    Object.assign(press, { x: event.clientX, y: event.clientY });
    const far = Math.hypot(event.clientX - press.fromX, event.clientY - press.fromY);
    if (!press.began && press.touch && far > FINGER) press = cancelled(press);
    else if (!press.began && !press.touch && far > MOUSE) begin(press);
    if (!press?.began) return undefined;
    press.far ||= far > (press.touch ? FINGER : MOUSE);
    const now = press;
    return inTurn(() => shadow(now));
  });

  on(window, "pointerup", (event) => {
    if (!press || event.pointerId !== press.id) return;
    const one = cancelled(press) ?? press;
    press = null;
    if (!one.began) return;
    addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true, signal: AbortSignal.timeout(50) });
    if (one.touch && !one.far) inTurn(() => { putBack(); openMenu(one.card); });
    else inTurn(() => (overTray(one) ? takeOut() : shadow(one) ? drop() : putBack()));
  });

  on(window, "pointercancel", (event) => {
    if (event.pointerId !== press?.id) return;
    const { began } = press;
    press = cancelled(press);
    if (began) inTurn(putBack);
  });

  on(window, "keydown", (event) => {
    if (event.key === "Escape" && press?.began) press = cancelled(press);
  }, { capture: true });

  on(root, "contextmenu", (event) => {
    const card = cardAt(event.target);
    if (!card || press?.touch || event.pointerType === "touch") return event.preventDefault();
    event.preventDefault();
    return held() ? undefined : openMenu(card, event.clientX ? event : null);
  });

  on(root, "click", (event) => {
    if (held() && !held().dragged) return dropped(event);
    const card = cardAt(event.target);
    if (card && event.detail > 0) openMenu(card, event);
    return undefined;
  });

  on(root, "dragstart", (event) => cardAt(event.target) && event.preventDefault());

  function scrolled(one) {
    if (press !== one || !one.began) return;
    scroll(one.x, one.y);
    if (one.far) shadow(one);
    requestAnimationFrame(() => scrolled(one));
  }

  return () => {
    press = press && cancelled(press);
    off.abort();
  };
}

function pressed(event, element) {
  const { view } = get();
  const card = { session: element.dataset.session, number: Number(element.dataset.number) || null };
  const part = partOf(view, card.session, card.number);
  const under = part && placeAt(event.clientX, event.clientY);
  const box = element.getBoundingClientRect();
  return {
    id: event.pointerId, touch: event.pointerType === "touch", card,
    fromX: event.clientX, fromY: event.clientY, x: event.clientX, y: event.clientY,
    grip: under ? Math.max(0, under.start - part.start) : 0,
    edge: Boolean(under) && box.bottom - event.clientY < EDGE && box.height > 3 * EDGE,
    shift: 0, began: false, far: false, timer: 0,
  };
}

/** How far beside the pointer a card of the grid has come to be, when other lanes were shown. */
function aside({ x }, card) {
  const box = card?.closest(".grid") && card.getBoundingClientRect();
  return box ? Math.max(box.left + 1, Math.min(x, box.right - 1)) - x : 0;
}

function cancelled(press) {
  clearTimeout(press.timer);
  return null;
}

/** Put the shadow where the pointer of a press is; false where that is no place. */
function shadow({ x, y, shift, grip, edge }) {
  const card = held();
  if (!card) return false;
  document.querySelector(".tray")?.classList.toggle("under", overTray({ x, y }));
  const under = placeAt(x + shift, y);
  if (!under) {
    if (!edge) moveTo(null);
    return edge;
  }
  const { grain } = get().view;
  if (edge) {
    const minutes = Math.max(grain, Math.round((under.start - card.from.start) / grain) * grain);
    moveTo({ ...card.from, minutes });
  } else {
    moveTo(placed(card, { ...under, start: under.start - grip }));
  }
  return true;
}

function placed(card, { day, start, room }) {
  const usual = card.from?.minutes ?? card.usual;
  const at = { day, start: Math.max(0, start), room, minutes: usual };
  return nearest(card.places, get().view.sittings, at);
}

const overTray = ({ x, y }) => Boolean(document.elementFromPoint(x, y)?.closest(".tray"));

/** A card that was picked up by keys, or stayed in the hand, follows a mouse that is not pressed. */
function carried(event) {
  if (!held() || held().dragged || held().landing || event.pointerType === "touch" || !(event.movementX || event.movementY)) return;
  const under = placeAt(event.clientX, event.clientY);
  if (under && !event.target.closest?.(".in-hand-panel")) inTurn(() => held() && moveTo(placed(held(), under)));
}

/** A click on a place while a card is carried: it goes there. */
function dropped(event) {
  if (event.target.closest(".in-hand-panel") || event.detail === 0) return undefined;
  event.stopPropagation();
  if (event.target.closest(".tray")) return inTurn(takeOut);
  const under = placeAt(event.clientX, event.clientY);
  return under && inTurn(() => held() && (moveTo(placed(held(), under)), drop()));
}

/** Scroll the grid and the window where the pointer is near their borders. */
function scroll(x, y) {
  const grid = document.querySelector(".week .grid");
  const box = grid?.getBoundingClientRect();
  if (box && x > box.left && x < box.right) grid.scrollLeft += step(x, Math.max(0, box.left), Math.min(innerWidth, box.right));
  if (box && y > box.top && y < box.bottom) grid.scrollTop += step(y, Math.max(0, box.top), Math.min(innerHeight, box.bottom));
  scrollBy(0, step(y, 0, innerHeight));
}

const step = (at, first, last) => (at < first + BORDER ? -9 : at > last - BORDER ? 9 : 0);
