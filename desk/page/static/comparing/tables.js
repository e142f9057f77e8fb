/** What moved, what it costs, and what is found in one only, as tables. */
import { h } from "../lib/dom.js";
import { count, say } from "../lib/words.js";
import { sideName } from "./sides.js";

/** What moved: from, to, and why it matters. */
export function movesPart({ moves, sentences, sides }) {
  const heads = [say("Meeting"), say("From"), say("To"), say("Why it matters")];
  const said = moves.length ? [] : sentences;
  return panel("moves", say("What moved"), moves.length > 0 && table(heads, moves.map((one) => h("tr", { "data-session": one.session },
    h("th", { scope: "row", dir: "auto" }, one.title),
    h("td", {}, one.before || say("Not held")), h("td", {}, one.after || say("Not held")),
    h("td", {}, one.matters.length ? h("ul", { lang: "en" }, one.matters.map((row) => h("li", {}, matter(row, sides)))) : say("No rule finds it better or worse."))))),
  said.length > 0 && h("ul", {}, said.map((one) => h("li", { dir: "auto" }, one))));
}

/** A finding with the mark of what it is: better, worse, or other. */
function matter({ amounts, sentences, tier, costs }, sides) {
  const better = amounts[1] < amounts[0];
  const price = tier === "must" ? say("must") : `${tierName(tier)}, ${signed(costs[1] - costs[0])}`;
  return [h("span", { class: better ? "better" : "worse" }, better ? "▼ " : "▲ ", h("span", { class: "unseen" }, better ? say("better") : say("worse"), ": ")),
    h("span", { dir: "auto" }, sentences[1] || say("No longer: {what}", { what: sentences[0] })), h("span", { class: "help" }, ` (${price})`)];
}

/** What each tier costs, and how many musts are broken. */
export function costsPart({ tiers, sides }) {
  return panel("costs", say("What they cost"), table(["", ...names(sides), say("Difference")], tiers.map(({ tier, costs }) => h("tr", {},
    h("th", { scope: "row" }, tier ? say("Tier {tier}", { tier }) : say("Broken musts")), figures(costs))), [...names(sides), say("Difference")]));
}

/** What each rule finds; those that find the same are shown where they are asked for. */
export function rulesPart({ rules, sides }, every, toggle) {
  const shown = rules.filter((one) => every || one.amounts[0] !== one.amounts[1] || one.tiers[0] !== one.tiers[1] || one.costs[0] !== one.costs[1]);
  const heads = [say("Rule"), say("Applied as"), ...names(sides), say("Difference"), say("Cost")];
  return panel("rules", say("Rule by rule"),
    shown.length === 0 && h("p", {}, say("Every rule finds the same in both.")),
    shown.length > 0 && table(heads, shown.map((one) => h("tr", {},
      h("th", { scope: "row", lang: "en" }, one.title, h("span", { class: "help" }, ` (${one.unit})`)),
      h("td", {}, applied(one.tiers)), figures(one.amounts), h("td", { class: "figure" }, change(one.costs)))), heads.slice(2)),
    h("p", {}, h("label", {}, h("input", { type: "checkbox", id: "every-rule", checked: every, onchange: toggle }), " ", say("Show every rule"))));
}

/** What is found in one of them only, or more of in one. */
export function findingsPart({ findings, sides }) {
  const heads = [say("Rule"), say("Applied as"), ...names(sides)];
  return panel("findings", say("What is found in one only"),
    findings.length === 0 ? h("p", {}, say("Both have the same findings.")) : [
      h("p", {}, count("{n} finding differs.", "{n} findings differ.", findings.length)),
      table(heads, findings.map((one) => h("tr", {},
        h("th", { scope: "row", lang: "en" }, one.title), h("td", {}, tierName(one.tier)),
        one.sentences.map((sentence, number) => h("td", { lang: sentence ? "en" : null, dir: "auto", class: one.amounts[number] > one.amounts[1 - number] ? "worse" : null }, sentence || "–"))))),
    ]);
}

const panel = (name, heading, ...children) =>
  h("section", { class: "panel", "aria-labelledby": `${name}-heading` }, h("h2", { id: `${name}-heading` }, heading), children);

/** A table that scrolls in its own place; on a narrow screen each row is a block of its own. */
function table(heads, rows, figured = []) {
  const [head, ...others] = heads;
  for (const row of rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, number) => {
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      if (number) cell.dataset.head = others[number - 1];
    });
  }
  const column = (one) => h("th", { scope: "col", role: "columnheader", dir: "auto", class: figured.includes(one) ? "figure" : null }, one);
  return h("div", { class: "wide", role: "region", tabindex: "0", "aria-label": heads.filter(Boolean).join(", ") },
    h("table", { role: "table" },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head ? column(head) : h("td", { role: "cell" }), others.map(column))),
      h("tbody", { role: "rowgroup" }, rows)));
}

const names = (sides) => sides.map(sideName);

const figures = (pair) => [
  pair.map((one, number) => h("td", { class: `figure${(one ?? 0) > (pair[1 - number] ?? 0) ? " worse" : ""}` }, one ?? "–")),
  h("td", { class: "figure" }, change(pair)),
];

const change = ([one, other]) => (one === other ? "=" : signed((other ?? 0) - (one ?? 0)));

const signed = (number) => (number > 0 ? `+${number}` : number < 0 ? `−${-number}` : "0");

/** `must`, or `tier 2`, in the language. */
function tierName(tier) {
  if (tier == null) return say("not applied");
  return tier === "must" ? say("must") : say("Tier {tier}", { tier: tier.slice(5) });
}

const applied = ([one, other]) => (one === other ? tierName(one) : `${tierName(one)} → ${tierName(other)}`);
