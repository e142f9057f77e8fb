/** Places as values: comparing them, finding them in what the server has coloured. */

/** The part of a session by its number, or undefined. */
export const partOf = (view, session, number) =>
  view.parts.find((one) => one.session === session && one.number === Number(number));

/** Where a part is. */
export const placeOf = ({ day, start, minutes, room }) => ({ day, start, minutes, room });

/** Whether two places are the same; both may be null. */
export function alike(one, other) {
  if (!one || !other) return one === other;
  return one.day === other.day && one.start === other.start && one.minutes === other.minutes && one.room === other.room;
}

/** How a held card is named to the server. */
export function asked({ session, number, at, from, usual }, more = {}) {
  const minutes = at?.minutes ?? from?.minutes ?? usual;
  const values = { session, number, minutes, ...more };
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value != null)).toString();
}

/** Where the shadow of a session begins that has no place yet. */
export function firstPlace(view, session) {
  const sitting = view.sittings[0];
  return sitting ? { day: sitting.day, start: sitting.opens, minutes: session.least, room: view.rooms[0]?.id ?? null } : null;
}

/** Every start of every sitting and room, with what it is worth. */
export function* every(places) {
  for (const sitting of places.sittings) {
    for (const column of sitting.rooms) {
      for (const [index, breaks] of column.breaks.entries()) {
        const start = sitting.first + index * places.grain;
        const tier = column.dearer[index];
        const cost = tier ? column.costs[index][places.tiers.indexOf(tier)] : 0;
        yield { day: sitting.day, start, minutes: sitting.minutes, room: column.room, breaks, tier, cost };
      }
    }
  }
}

/** The first place that breaks no must, one that costs no more before others. */
export function bestPlace(places) {
  const possible = [...every(places)].filter((one) => !one.breaks);
  const best = possible.find((one) => !one.tier) ?? possible[0];
  return best ? placeOf(best) : null;
}

/**
 * What a place is worth, as the colours say it.
 * @returns {{kind: "here"|"free"|"dearer"|"impossible"|"outside", breaks?: number, tier?: number, cost?: number}}
 */
export function worthOf(places, at) {
  if (alike(at, places.here)) return { kind: "here" };
  for (const one of every(places)) if (alike(placeOf(one), at)) return { kind: kindOf(one), ...one };
  return { kind: "outside" };
}

/** The name of a colour. */
export const kindOf = ({ breaks, tier }) => (breaks ? "impossible" : tier ? "dearer" : "free");

/**
 * The place that is meant where the pointer is: near the end of a sitting the last start that the
 * server coloured there, and a sitting that parts take whole as a whole.
 */
export function nearest(places, sittings, at) {
  const sitting = sittings.find((one) => one.day === at.day && one.opens <= at.start && at.start < one.closes);
  const coloured = places?.sittings.find((one) => one.sitting === sitting?.id);
  if (!coloured) return at;
  const ends = coloured.first + (coloured.rooms[0].breaks.length - 1) * places.grain;
  return { ...at, start: Math.min(Math.max(at.start, coloured.first), ends), minutes: coloured.minutes };
}
