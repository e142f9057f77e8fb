/** What is said of a search, in the language of the page. */
import { count, say } from "../lib/words.js";

const TIERS = {
  "a first timetable": () => say("A first week"),
  "a better timetable": () => say("A better week"),
  "given up": () => say("Musts that are not kept"),
  musts: () => say("Musts"),
  canonical: () => say("Which of the best weeks"),
  conflicts: () => say("What clashes"),
  repair: () => say("What to give up"),
  "the week as it is": () => say("The week as it is"),
  "parts that move": () => say("Parts that move"),
  "how far they move": () => say("How far they move"),
};

const STAGES = [
  [/^the best, (.*)$/, ([, rest]) => `${say("The best week")}: ${tierName(rest)}`],
  [/^alternative (\d+), (.*)$/, ([, n, rest]) => `${say("Alternative {n}", { n })}: ${tierName(rest)}`],
  [/^point (\d+), (.*)$/, ([, n, rest]) => `${say("Point {n}", { n })}: ${tierName(rest)}`],
  [/^tier (\d+)$/, ([, n]) => say("Tier {n}", { n })],
];

/** What a tier is called. */
export function tierName(name) {
  if (TIERS[name]) return TIERS[name]();
  for (const [pattern, said] of STAGES) {
    const match = pattern.exec(name);
    if (match) return said(match);
  }
  return name;
}

/** What the status of a search means; empty where it has none. */
export function statusSaid(status) {
  return {
    PROVEN: () => say("This is the best week: it is proven that none costs less."),
    FEASIBLE: () => say("This week works. Whether there is a better one is not proven."),
    INFEASIBLE: () => say("Nothing fits: it is proven that no week keeps every must."),
    UNKNOWN: () => say("Nothing was found in this time, and nothing is proven."),
  }[status]?.() ?? "";
}

/** What came of a search, in a sentence for the page; empty where its own sentences say it. */
export function outcomeSaid({ kind, outcome }) {
  if (kind === "solve" || (kind === "keep" && !outcome.offers.length)) return statusSaid(outcome.status);
  if (kind === "explain" && outcome.status === "FEASIBLE") return say("Nothing stands in the way: there is a week that keeps every must.");
  if (kind === "explain" && outcome.status === "UNKNOWN") return statusSaid("UNKNOWN");
  return "";
}

/** A length of time in seconds: 12 s, 2 min 5 s. */
export function time(seconds) {
  const whole = Math.floor(seconds);
  const rest = whole % 60;
  if (whole < 60) return `${whole} s`;
  return rest ? `${Math.floor(whole / 60)} min ${rest} s` : `${whole / 60} min`;
}

/** A share of 0 to 1 as a percentage. */
export const percent = (share) => `${Math.round(100 * share)}\u00a0%`;

/** What a tier costs more or less than now, in words. */
export function moreSaid(more) {
  if (!more) return say("as now");
  return more > 0 ? say("{n} more than now", { n: more }) : say("{n} less than now", { n: -more });
}

/** How many parts move; or that only who speaks in them does. */
export function movesSaid({ changed, changes }) {
  if (changed) return count("{n} part changes", "{n} parts change", changed);
  return changes.length ? say("No part changes; only who speaks in which part does.") : say("No part changes: this is the week as it is.");
}
