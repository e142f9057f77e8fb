/** Why nothing fits: the count, the conflict and the ways out, each with links. */
import { h } from "../lib/dom.js";
import { count, say } from "../lib/words.js";
import { linksTo } from "./links.js";

const SHOWN = 6;

/** Draw an explanation. */
export function conflictOf(explanation) {
  const { counts, conflicts, completeness, repair } = explanation;
  if (!counts.length && !conflicts.length) return null;
  return h("div", { class: "conflict" },
    counts.length > 0 && [
      h("h3", {}, say("What can be counted")),
      h("ul", {}, counts.map((one) => h("li", {}, english(one.sentence, one.remedy && `What to try: ${one.remedy}`), linksTo(one.links)))),
    ],
    conflicts.map((one, at) => conflict(one, at, conflicts.length)),
    completeness && h("p", {}, english(completeness)),
    repair.sentence && [h("h3", {}, say("The least to give up")), h("p", {}, english(repair.sentence)), asked(repair.given_up), repair.more && h("p", {}, english(repair.more))]);
}

function conflict({ sentence, requirements, ways, unsettled }, at, all) {
  return [
    (sentence || ways.length > 0) && h("h3", {}, all > 1 ? say("Conflict {n}", { n: at + 1 }) : say("The conflict")),
    sentence && h("p", {}, english(sentence)),
    requirements.length > 0 && asked(requirements),
    ways.length > 0 && [
      h("h4", {}, say("Ways out: any one of these would be enough")),
      h("ul", { class: "ways" }, ways.map((way) => h("li", { class: way.chosen && "chosen" }, english(way.sentence), linksTo(way.links)))),
    ],
    unsettled > 0 && h("p", { class: "quiet" }, count("Whether {n} more would be enough was not settled.", "Whether {n} more would be enough was not settled.", unsettled)),
  ];
}

/** Requirements as a list with links; where there are many, the first few and the rest on demand. */
export function asked(requirements) {
  const items = requirements.map((one) => h("li", {}, english(one.sentence), linksTo(one.links)));
  if (items.length <= SHOWN + 1) return h("ul", {}, items);
  const more = items.length - SHOWN;
  return [
    h("ul", {}, items.slice(0, SHOWN)),
    h("details", {}, h("summary", {}, count("{n} more", "{n} more", more)), h("ul", {}, items.slice(SHOWN))),
  ];
}

const english = (...sentences) => h("span", { lang: "en" }, sentences.filter(Boolean).join(" "));
