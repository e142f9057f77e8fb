/** Cards taken into the hand and put elsewhere: by mouse, by touch, by keyboard, and from a list. */
import { listen } from "../lib/store.js";
import { after } from "./after.js";
import { drawColours } from "./colours.js";
import { hear, held, watch } from "./hand.js";
import { keys } from "./keys.js";
import { closeMenu } from "./menu.js";
import { panel } from "./panel.js";
import { pointers } from "./pointer.js";
import { drawShadow, reveal, shadowBox } from "./shadow.js";

/** Whether the shadow has left the window, as where a list has become a grid under a finger. */
function outOfSight() {
  const box = shadowBox();
  return box !== null && (box.bottom < 0 || box.top > innerHeight);
}

/**
 * Let cards of the week be moved, in the element in which the week is drawn; to be called after the
 * week has begun to draw itself, so that colours go into what is there.
 * @param {HTMLElement} root
 * @returns {() => void} ends it
 */
export function openHolding(root) {
  const beside = panel();
  const draw = (what, colours) => {
    if (colours) drawColours();
    drawShadow();
    beside.draw(what);
    if (what === "picked" && (held()?.by === "keys" || outOfSight())) reveal();
  };
  const ends = [
    hear((_, what, done) => {
      if (what === "done") after(done);
      else draw(what, what !== "moved" && what !== "landing");
    }),
    watch(),
    listen((_, changes) => "view" in changes && draw("moved", true)),
    pointers(root),
    keys(),
    closeMenu,
    beside.close,
  ];
  return () => ends.reverse().forEach((end) => end());
}
