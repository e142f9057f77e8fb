/** Places as a list: by day, the best first, each a button; what is not possible, and why. */
import { announce, h } from "../lib/dom.js";
import { get } from "../lib/store.js";
import { clock, count, say } from "../lib/words.js";
import { costWords, roomWords, signed } from "./words.js";

const TIMES = 8;

/**
 * The list of "Move to …".
 * @param {Object} found the answer of `/moves`
 * @param {(at: Object) => void} choose
 * @param {(day: number, offset: number) => Promise<Object>} more of a day
 */
export function moveList(found, choose, more) {
  const { days } = get().view;
  return [
    found.days.length === 0 && h("p", {}, say("No place keeps every must. Pick the card up to put it anywhere all the same.")),
    found.days.map((day) => h("section", {},
      h("h3", {}, days.find((one) => one.day === day.day)?.words),
      dayRows(day, choose, more))),
    found.impossible.length > 0 && h("details", { class: "impossible-times", open: found.days.length === 0 },
      h("summary", {}, say("Where it would break a must, and why")),
      h("ul", { class: "move-rows", lang: "en" }, found.impossible.map((one) => h("li", { class: "move-row" },
        h("strong", {}, one.when), h("ul", { class: "reasons breaks" }, one.reasons.flatMap((reason) => reason.sentences.slice(0, 2).map((text) => h("li", {}, text)))))))),
  ];
}

function dayRows(day, choose, more) {
  const list = h("ul", { class: "move-rows" }, day.rows.map((row) => moveRow(row, choose)));
  let shown = day.rows.length;
  const left = () => count("Show {n} more", "Show {n} more", day.total - shown);
  const button = h("button", { type: "button", hidden: shown >= day.total, onclick: async () => {
    const answer = await more(day.day, shown).catch(() => null);
    const rows = answer?.days[0]?.rows;
    if (!rows) return announce(say("The server does not answer."));
    const first = list.children.length;
    list.append(...rows.map((row) => moveRow(row, choose)));
    shown += rows.length;
    button.hidden = shown >= day.total;
    button.textContent = left();
    list.children[first]?.querySelector("button")?.focus();
    return undefined;
  } }, left());
  return [list, button];
}

function moveRow(row, choose) {
  const room = row.rooms.length > 1
    ? h("select", { "aria-label": say("Room") }, row.rooms.map((one) => h("option", { value: one ?? "" }, roomWords(one))))
    : null;
  const at = (start) => ({ day: row.day, start, minutes: row.minutes, room: room ? room.value : row.rooms[0] });
  const time = (start) => h("button", { type: "button", class: "time", onclick: () => choose(at(start)) }, `${clock(start)}–${clock(start + row.minutes)}`);
  const [first, rest] = [row.starts.slice(0, TIMES), row.starts.slice(TIMES)];
  return h("li", { class: row.here ? "move-row is-here" : "move-row" },
    h("span", { class: "times" }, first.map(time), rest.length > 0 && h("details", { class: "later" }, h("summary", {}, say("later")), rest.map(time))),
    h("span", { class: "in-room", dir: "auto" }, room ?? roomWords(row.rooms[0])),
    rowWorth(row));
}

/** What a row is worth: the cost by tier, and its reasons. */
export function rowWorth(row) {
  const kind = !row.possible ? "impossible" : row.costs[0]?.cost > 0 ? "dearer" : "free";
  const sign = { impossible: "✕ ", dearer: "", free: "✓ " }[kind];
  const words = row.here ? say("It is here now.") : row.possible ? costWords(row.costs) : say("It would break:");
  const reasons = row.reasons.flatMap((one) => (one.tier === null ? one.sentences.slice(0, 2) : [`${signed(one.cost)}  ${one.title}`]));
  return h("div", { class: "row-worth" },
    h("span", { class: `worth ${kind}` }, `${sign}${words}`),
    !row.here && reasons.length > 0 && h("ul", { class: "reasons", lang: "en" }, reasons.slice(0, 5).map((one) => h("li", {}, one))));
}
