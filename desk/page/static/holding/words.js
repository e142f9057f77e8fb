/** What places are worth, in words. */
import { get } from "../lib/store.js";
import { clock, count, length, say } from "../lib/words.js";

const MINUS = "\u2212";

/** A cost with its sign: +15, −5. */
export const signed = (cost) => (cost < 0 ? `${MINUS}${-cost}` : `+${cost}`);

/** Where and when a place is. */
export function placeWords({ day, start, minutes, room }) {
  const { view } = get();
  const words = [view.days.find((one) => one.day === day)?.words, `${clock(start)}–${clock(start + minutes)}`, length(minutes)];
  return [...words, roomWords(room)].filter(Boolean).join(", ");
}

/** The name of a room. */
export const roomWords = (room) => get().view.rooms.find((one) => one.id === room)?.name ?? room ?? "";

/** What a colour says: the sign and the sentence of `worthOf`. */
export function worthWords(worth) {
  switch (worth.kind) {
    case "here": return say("It is here now.");
    case "free": return say("Free: it costs no more here.");
    case "dearer": return say("It costs {cost} more here in tier {tier}.", worth);
    case "impossible": return count("It would break {n} must.", "It would break {n} musts.", worth.breaks);
    default: return say("This is outside the sittings that it may use.");
  }
}

/** The sign of a colour, so that nothing is said by colour alone. */
export const signOf = ({ kind, cost }) => ({ here: "●", free: "✓", dearer: `+${cost}`, impossible: "✕" })[kind] ?? "✕";

/** Costs by tier in words: "+15 in tier 2, −3 in tier 3". */
export function costWords(costs) {
  if (!costs.length) return say("It costs the same.");
  return costs.map(({ tier, cost }) => say("{cost} in tier {tier}", { tier, cost: signed(cost) })).join(", ");
}
