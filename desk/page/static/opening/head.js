/** The head of the page: what is open, whether it is saved, the views, who is here. */
import { h, show } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { get, listen } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { languages } from "./languages.js";
import { nameButton } from "./name.js";
import { savedSign } from "./saved.js";

/** What of the state asks for a new drawing. */
const DRAWN = ["view", "route", "desk", "people", "connection", "saving", "unsaved", "file", "language"];

/**
 * Keep the head drawn in an element, for as long as the page is open.
 * @param {Object<string, {name: () => string, writes?: boolean}>} pages by the last word of an address
 * @param {(() => Node)[]} tools what else stands there while a week is open
 */
export function keepHead(root, pages, tools) {
  const draw = () => {
    const { view, route } = get();
    const title = view?.title ?? "meeting-week";
    document.title = route.page && pages[route.page] ? `${pages[route.page].name()} – ${title}` : title;
    show(root,
      h("div", { class: "head-title" },
        h("a", { class: "head-home", href: "#/", title: say("All weeks"), "aria-label": say("All weeks") }, h("img", { src: "icon.svg", alt: "", width: 20, height: 20 })),
        h("h1", { dir: "auto" }, title),
        view && h("span", { class: "head-file" }, view.file), view && savedSign()),
      view && h("nav", { "aria-label": say("Views") }, Object.entries(pages).filter(([, { writes }]) => !writes || mayWrite()).map(([page, { name }]) =>
        h("a", { href: `#/${encodeURIComponent(route.key)}/${page}`, "data-key": `view ${page}`, "aria-current": page === route.page && "page" }, name()))),
      h("div", { class: "head-tools" }, view && tools.map((tool) => tool()), here(), nameButton(), languages()));
  };
  listen((_, changes) => DRAWN.some((one) => one in changes) && draw());
  draw();
}

/** Who else is here, what the person may do, and whether the connection holds. */
function here() {
  const { view, people, connection } = get();
  const others = (people ?? 1) - 1;
  return [
    connection === "lost" && h("span", { class: "head-lost", role: "status" }, say("Connection lost; trying again …")),
    view && others > 0 && h("span", { class: "head-people" }, count("{n} other here", "{n} others here", others)),
    !mayWrite() && h("span", { class: "head-role", title: say("You can look at everything here, and change nothing.") }, say("For looking only")),
  ];
}
