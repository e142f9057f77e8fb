/** The shadow of a held card: where it would be put. */
import { h } from "../lib/dom.js";
import { clock } from "../lib/words.js";
import { divided } from "../week/card.js";
import { unfold } from "../week/folding.js";
import { laneOf } from "../week/geometry.js";
import { elementOf, held } from "./hand.js";
import { worthOf } from "./places.js";
import { signOf } from "./words.js";

/** Minutes below which a shadow is too low for a title that has more than a line. */
const BRIEF = 60;

let shadow = null;

/** Draw the shadow where the hand has it, and mark the card that is held. */
export function drawShadow() {
  shadow?.remove();
  shadow = null;
  for (const one of document.querySelectorAll(".card.in-hand")) one.classList.remove("in-hand");
  const card = held();
  if (!card) return;
  elementOf(card.session, card.number)?.classList.add("in-hand");
  const lane = card.at && laneOf(card.at.day, card.at.room);
  if (!lane) return;
  unfold(card.at.day);
  const { start, minutes } = card.at;
  const worth = card.places && worthOf(card.places, card.at);
  shadow = h("div", { class: `shadow ${minutes < BRIEF ? "brief " : ""}${card.landing ? "landing" : worth?.kind ?? ""}`, "aria-hidden": "true", style: { "--at": start, "--long": minutes } },
    h("span", { class: "shadow-sign" }, worth ? signOf(worth) : "…"), ` ${clock(start)}–${clock(start + minutes)} `, h("strong", { dir: "auto" }, divided(card.title)));
  lane.append(shadow);
}

/** Bring the shadow into view; by keys it may leave the window. */
export const reveal = () => shadow?.scrollIntoView({ block: "nearest", inline: "nearest" });

/** The rectangle of the shadow in the window, or null. */
export const shadowBox = () => shadow?.getBoundingClientRect() ?? null;
