/** What is wrong, in words: musts first, then by tier, each with what it speaks of. */
import { h } from "../lib/dom.js";
import { count, language, say } from "../lib/words.js";
import { light, steady } from "./light.js";

/** Which lists are open, by name, so that a redrawn page has them as they were. */
const open = new Map();

/** The sentences that were said before the last step; null where that is not known. */
let known = null;

const isNew = (finding) => known !== null && !known.has(finding.sentence);

/**
 * The panel of findings.
 * @param {Object} verdict of the view
 * @param {Object | null} before that before the last step
 */
export function findingsPanel(verdict, before) {
  known = before && new Set(before.findings.map((one) => one.sentence));
  const musts = verdict.findings.filter((one) => one.must);
  const tiers = Object.keys(verdict.costs).map(Number);
  return h("section", { class: "findings", "aria-labelledby": "findings-name" },
    h("h2", { id: "findings-name" }, say("What is wrong")),
    costs(verdict, before),
    h("div", { class: "tier musts" },
      h("h3", { class: musts.length ? "broken" : "kept" }, musts.length ? count("{n} must broken", "{n} musts broken", musts.length) : say("Every must is kept.")),
      musts.length > 0 && byRule(musts, "must")),
    tiers.map((tier) => h("div", { class: "tier" },
      h("h3", {}, say("Tier {tier}", { tier }), " ", h("span", { class: "cost" }, say("costs {cost}", { cost: verdict.costs[tier] }))),
      byRule(verdict.findings.filter((one) => one.tier === tier), `tier-${tier}`))));
}

/** The costs of the tiers in a line, with what the last step has changed. */
export function costs(verdict, before) {
  return h("p", { class: "costs" }, Object.entries(verdict.costs).map(([tier, cost]) => {
    const more = before && tier in before.costs ? cost - before.costs[tier] : 0;
    return h("span", { class: "tier-cost" }, say("Tier {tier}", { tier }), " ", h("b", {}, String(cost)),
      more !== 0 && h("span", { class: more > 0 ? "dearer" : "cheaper" }, ` ${more > 0 ? "+" : "−"}${Math.abs(more)}`));
  }));
}

function byRule(findings, where) {
  const rules = new Map();
  for (const one of findings) {
    if (!rules.has(one.rule)) rules.set(one.rule, []);
    rules.get(one.rule).push(one);
  }
  const cost = (found) => found.reduce((sum, one) => sum + one.cost, 0);
  const sorted = [...rules].sort(([, one], [, other]) => cost(other) - cost(one));
  return sorted.map(([rule, found]) => ruleList(found, `${where}/${rule}`, cost(found)));
}

function ruleList(found, name, cost) {
  const avoidable = found.filter((one) => !one.fixed);
  const fixed = found.filter((one) => one.fixed);
  const must = found[0].must;
  return folded(name, must || found.length === 1, ["rule", must && "must"], found, [
    h("span", { class: "rule-title" }, h("span", { lang: "en" }, found[0].title), found.some(isNew) && fresh()),
    !must && h("span", { class: "cost" }, String(cost), found.length > 1 && h("small", { title: count("{n} finding", "{n} findings", found.length) }, ` (${found.length})`)),
  ],
    h("ul", {}, avoidable.map(item)),
    fixed.length > 0 && folded(`${name}/fixed`, false, ["fixed"], fixed,
      [count("{n} that no timetable can lower", "{n} that no timetable can lower", fixed.length)],
      h("ul", {}, fixed.map(item))));
}

function folded(name, usually, classes, found, summary, ...inside) {
  return h("details", {
    class: classes.filter(Boolean).join(" "),
    open: open.get(name) ?? usually,
    ontoggle: (event) => event.target === event.currentTarget && open.set(name, event.target.open),
  }, h("summary", { "data-key": `summary ${name}`, ...light(found) }, summary), ...inside);
}

const fresh = () => h("span", { class: "fresh", lang: language() }, ` ${say("new")}`);

function item(finding) {
  return h("li", {}, h("button", {
    type: "button",
    class: finding.must ? "finding must" : "finding",
    lang: "en",
    "data-key": `finding ${finding.rule} ${finding.sentence}`,
    ...light([finding]),
    onclick: (event) => steady(event.currentTarget, finding),
  }, h("span", {}, finding.sentence, isNew(finding) && fresh()), !finding.must && h("span", { class: "cost" }, String(finding.cost))));
}
