/** The colours of every place, drawn into the lanes: what begins there costs so much. */
import { h } from "../lib/dom.js";
import { get } from "../lib/store.js";
import { laneOf } from "../week/geometry.js";
import { held } from "./hand.js";
import { every, kindOf } from "./places.js";
import { signOf } from "./words.js";

const SHADES = 3;

/** Draw the colours of what is held, or take them away. */
export function drawColours() {
  for (const layer of document.querySelectorAll(".lane > .places, .day .folded")) layer.replaceChildren();
  const places = held()?.places;
  if (!places) return;
  const shade = shadesOf(places);
  const { sittings } = get().view;
  for (const sitting of places.sittings) {
    const closes = sittings.find((one) => one.id === sitting.sitting)?.closes ?? sitting.first + sitting.minutes;
    for (const column of sitting.rooms) {
      const layer = laneOf(sitting.day, column.room)?.querySelector(":scope > .places");
      layer?.append(...runs(places, sitting, column).map((run) => block(run, closes, shade)));
    }
    const folded = document.querySelector(`.week .day[data-day="${sitting.day}"] .folded`);
    const hidden = sitting.rooms.filter((column) => laneOf(sitting.day, column.room)?.classList.contains("idle"));
    if (folded && hidden.length) folded.append(...runs(places, sitting, ...hidden).filter((run) => !run.breaks).map((run) => block(run, closes, shade)));
  }
}

/** Neighbouring starts of one colour together; of several rooms, the best of them at each start. */
function runs(places, sitting, ...columns) {
  const found = [];
  for (const one of best(every({ ...places, sittings: [{ ...sitting, rooms: columns }] }))) {
    const last = found.at(-1);
    const same = last && kindOf(last) === kindOf(one) && last.tier === one.tier && last.cost === one.cost;
    if (!same) {
      if (last) last.until = one.start;
      found.push({ ...one, until: null });
    }
  }
  return found;
}

/** Of all that begins at one time, the best. */
function best(all) {
  const found = new Map();
  for (const one of all) if (!found.has(one.start) || better(one, found.get(one.start)) < 0) found.set(one.start, one);
  return [...found.values()];
}

/** Fewer musts broken before less cost; what costs more in no tier has the tier null. */
const better = (one, other) =>
  one.breaks - other.breaks || (one.tier ? other.tier ? other.tier - one.tier || one.cost - other.cost : 1 : other.tier ? -1 : 0);

function block(run, closes, shade) {
  const kind = kindOf(run);
  const until = run.until ?? Math.max(closes, run.start);
  return h("div", { class: kind === "dearer" ? `place dearer shade-${shade(run)}` : `place ${kind}`, style: { "--at": run.start, "--long": until - run.start } },
    h("span", { class: "place-sign" }, signOf({ kind, cost: run.cost })));
}

/** How dark a dearer place is: first by the tier that it costs more in, then by how much. */
function shadesOf(places) {
  const dear = [...every(places)].filter((one) => !one.breaks && one.tier);
  const steps = [...new Set(dear.map(({ tier, cost }) => `${tier} ${cost}`))].map((one) => one.split(" ").map(Number));
  steps.sort(([tier, cost], [otherTier, otherCost]) => otherTier - tier || cost - otherCost);
  const order = new Map(steps.map(([tier, cost], index) => [`${tier} ${cost}`, index]));
  return ({ tier, cost }) => 1 + Math.floor((SHADES * order.get(`${tier} ${cost}`)) / steps.length);
}
