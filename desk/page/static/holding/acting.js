/** Steps that are made at once, without a card in the hand. */
import { step } from "../lib/api.js";
import { after } from "./after.js";
import { inTurn, toCard } from "./hand.js";
import { alike, placeOf } from "./places.js";

/**
 * Make a step when all before it are made, say what came of it, and give the focus to the card.
 * @param {Object} what the step
 * @param {{session: string, number: number|null}} card
 * @param {Object|null} at where it will be, if that is known
 */
export function act(what, card, at = null) {
  return inTurn(async () => {
    const done = await step(what);
    if (!done) return;
    after(done);
    const there = at && done.view.parts.find((one) => one.session === card.session && alike(placeOf(one), at));
    toCard(card.session, there?.number ?? card.number);
  });
}
