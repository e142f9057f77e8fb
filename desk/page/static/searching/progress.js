/** How far a search is: time, and tier by tier what is found and what may be possible. */
import { h } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { percent, tierName, time } from "./words.js";

/** Draw how far a search is. */
export function progress(search) {
  const costs = search.tiers.some((one) => one.best !== null);
  return [clockOf(search), costs ? tiers(search.tiers) : search.running && stage(search.tiers)];
}

function clockOf({ running, seconds, limit, stopping }) {
  if (!running) return h("p", { class: "quiet" }, say("It took {time}.", { time: time(seconds) }));
  const words = stopping ? say("Stopping …") : say("{time} of {limit} at most", { time: time(seconds), limit: time(limit) });
  return h("p", { class: "clock" },
    h("progress", { max: String(limit), value: String(Math.min(seconds, limit)), "aria-label": say("Time") }), h("span", {}, words));
}

/** What is being asked, where nothing is counted. */
const stage = (all) => all.length > 0 && h("p", { class: "quiet" }, tierName(all.at(-1).name));

/** Tiers of which nothing is to be said any more are left out, but for the one being settled. */
function tiers(all) {
  const told = all.filter((one, at) => one.best !== null || at === all.length - 1);
  return h("div", { class: "scroll" }, h("table", { class: "tiers" },
    h("caption", { class: "unseen" }, say("How far the search is")),
    h("thead", {}, h("tr", {},
      h("th", { scope: "col" }, say("Settled one after another")),
      h("th", { scope: "col" }, say("found")),
      h("th", { scope: "col" }, say("at least")),
      h("th", { scope: "col" }, say("gap")))),
    h("tbody", {}, told.map((one) => row(one)))));
}

function row({ name, best, bound, gap }) {
  return h("tr", {},
    h("th", { scope: "row" }, tierName(name)),
    h("td", {}, best ?? "–"),
    h("td", {}, bound ?? "–"),
    h("td", { class: "gap" }, gap === null ? "–" : [bar(gap), percent(gap)]));
}

/** The part of the cost that is known to be needed; what is left of the bar is the gap. */
const bar = (gap) => h("span", { class: "bar", "aria-hidden": "true" }, h("span", { style: { width: `${Math.round(100 * (1 - gap))}%` } }));
