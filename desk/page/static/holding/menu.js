/** The menu of a card. */
import { h } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { get } from "../lib/store.js";
import { length, say } from "../lib/words.js";
import { rearrange } from "../searching/asking.js";
import { another, join, moveDialog, splitDialog, swapDialog, whyDialog } from "./choosing.js";
import { act } from "./acting.js";
import { elementOf, held, inTurn, pickUp, toCard } from "./hand.js";
import { partOf } from "./places.js";

let menu = null;

/** The card that an element is, or is in; null where it is none that can be held. */
export const cardAt = (element) => element?.closest?.("button.card[data-session][data-number]") ?? null;

/** Close the menu, if it is open. */
export function closeMenu() {
  menu?.remove();
  menu = null;
}

/**
 * Open the menu of a card.
 * @param {HTMLElement|{session: string, number: number|null}} card
 * @param {{clientX: number, clientY: number}|null} where beside the card where null
 */
export function openMenu(card, where = null) {
  closeMenu();
  const named = card.dataset ? { session: card.dataset.session, number: Number(card.dataset.number) || null } : card;
  const { view } = get();
  const session = view.sessions.find((one) => one.id === named.session);
  if (!session || held()) return;
  const items = itemsOf(view, named, partOf(view, named.session, named.number), session);
  if (!items.length) return;
  menu = h("div", { class: "card-menu screen-only", role: "menu", "aria-label": say("What to do with {title}", { title: session.title }), onkeydown: (event) => keyed(event, named), onfocusout: left },
    items.filter(Boolean).map(([words, action, keys]) =>
      h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => chosen(action, named) }, h("span", {}, words), keys && h("kbd", {}, keys))));
  document.body.append(menu);
  stand(where ?? elementOf(named.session, named.number)?.getBoundingClientRect());
  menu.querySelector("button").focus({ preventScroll: true });
}

function itemsOf(view, named, part, session) {
  const pick = [say("Pick up, then choose a place"), () => inTurn(() => pickUp(named, "keys")), say("Enter")];
  if (!mayWrite()) return part ? [[say("Why is it there?"), () => whyDialog(named)]] : [];
  if (!part) return [pick, [say("Put into the week …"), () => moveDialog(named)]];
  const { grain } = view;
  const others = view.parts.filter((one) => one.session === named.session && one.number !== part.number);
  const longer = (minutes) => () => act({ do: "resize", ...named, minutes: part.minutes + minutes }, named);
  return [
    pick,
    [say("Move to …"), () => moveDialog(named)],
    view.rooms.length > 1 && [say("Another room …"), () => another(named)],
    [say("Longer by {time}", { time: length(grain) }), longer(grain)],
    part.minutes > grain && [say("Shorter by {time}", { time: length(grain) }), longer(-grain)],
    part.minutes > grain && [say("Split …"), () => splitDialog(named)],
    others.length > 0 && [say("Join with …"), () => join(named)],
    view.parts.length > 1 && [say("Swap with …"), () => swapDialog(named)],
    part.pinned ? [say("Unpin"), () => act({ do: "unpin", ...named }, named)] : [say("Pin here"), () => act({ do: "pin", ...named }, named)],
    [say("Take out"), () => act({ do: "remove", ...named }, named), say("Delete")],
    [say("Rearrange the rest"), () => inTurn(() => rearrange(named.session, named.number))],
    [say("Why is it there?"), () => whyDialog(named)],
  ];
}

function chosen(action, named) {
  closeMenu();
  toCard(named.session, named.number);
  action();
}

function keyed(event, named) {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items.at(to % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") {
    closeMenu();
    toCard(named.session, named.number);
  } else if (event.key.length === 1 && /\S/.test(event.key)) {
    const letter = event.key.toLowerCase();
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    order.find((one) => one.textContent.toLowerCase().startsWith(letter))?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

const left = (event) => menu && event.relatedTarget && !menu.contains(event.relatedTarget) && closeMenu();

document.addEventListener("pointerdown", (event) => menu && !menu.contains(event.target) && closeMenu(), { capture: true });

function stand(where) {
  if (innerWidth < 700 || !where) return;
  const { offsetWidth: width, offsetHeight: height } = menu;
  const x = where.clientX ?? where.left + 12;
  const y = where.clientY ?? where.top + 20;
  menu.style.setProperty("left", `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`);
  menu.style.setProperty("top", `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`);
}
