/** Ways from a sentence to the place where what it speaks of can be changed. */
import { h } from "../lib/dom.js";
import { get } from "../lib/store.js";

/** By what a link leads to: where that stands in the scenario's file, which the forms follow. */
const WAYS = {
  rule: ["rules"],
  session: ["sessions"],
  room: ["venue", "rooms"],
  delegation: ["delegations", "also"],
  body: ["bodies"],
};

/** The address at which something of the week can be changed. */
export const addressOf = ({ kind, key }) =>
  `#/${[get().route.key, "change", ...WAYS[kind], key].map(encodeURIComponent).join("/")}`;

/** A list of links to what a sentence speaks of; nothing where it speaks of nothing. */
export function linksTo(links) {
  if (!links?.length) return null;
  return h("span", { class: "ways-out" }, links.map((link) =>
    h("a", { href: addressOf(link), class: `link-${link.kind}`, lang: link.kind === "rule" && "en" }, link.name)));
}
