/** After a step by hand: what it broke and mended, with undo beside it. */
import { announce, h, notice } from "../lib/dom.js";
import { listen } from "../lib/store.js";
import { say } from "../lib/words.js";
import { inTurn } from "./hand.js";
import { undo } from "./undo.js";
import { signed } from "./words.js";

const SHOWN = 3;
const STAYS = 12000;

let last = null;
let version = 0;
let timer = 0;

// What was said of a step, and its undo, hold until another is made or another view is opened.
listen(({ view }, changes) => {
  if ("route" in changes || ("view" in changes && view?.version !== version)) last?.remove();
});

/** Say what came of a step. */
export function after(done) {
  if (!done) return;
  clearTimeout(timer);
  last?.remove();
  version = done.view.version;
  const musts = (effects) => effects.filter((one) => one.must).map((one) => one.sentence);
  const costs = costsOf(done);
  const [breaks, mends] = [musts(done.breaks), musts(done.mends)];
  const button = h("button", { type: "button", onclick: () => (last?.remove(), inTurn(undo)) }, say("Undo"));
  const lists = [
    list(say("It breaks:"), breaks, "breaks"),
    list(say("It mends:"), mends, "mends"),
    list(say("What that costs:"), costs, "costs"),
    list(say("What followed:"), done.notes ?? [], "notes"),
  ];
  last = notice(done.said, { wrong: breaks.length > 0, actions: [...lists, button].filter(Boolean) });
  last.classList.add("after-step");
  if (!breaks.length) timer = setTimeout(() => last?.remove(), STAYS);
  announce([done.said, breaks.length && say("It breaks:"), ...breaks, mends.length && say("It mends:"), ...mends, ...costs.slice(0, SHOWN)].filter(Boolean).join(" "));
}

/** What the preferences cost more and less now, the greatest first. */
function costsOf({ breaks, mends }) {
  const all = [...breaks, ...mends.map((one) => ({ ...one, cost: -one.cost }))].filter((one) => !one.must && one.cost);
  all.sort((one, other) => one.tier - other.tier || Math.abs(other.cost) - Math.abs(one.cost));
  return all.map((one) => `${signed(one.cost)}  ${one.sentence}`);
}

const list = (heading, all, kind) => all.length > 0 && h("div", { class: `after-${kind}` }, heading,
  h("ul", { lang: "en" }, all.slice(0, SHOWN).map((one) => h("li", {}, one)), all.length > SHOWN && h("li", {}, say("and {n} more", { n: all.length - SHOWN }))));
