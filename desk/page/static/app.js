/** The page begins here: routes, the head, and the events of the open week. */
import { h, show } from "./lib/dom.js";
import { ask, here, refresh } from "./lib/api.js";
import { get, listen, put } from "./lib/store.js";
import { say, speak } from "./lib/words.js";
import { enterWeek, keepPanel, searchButton } from "./searching/searching.js";
import { openWeek } from "./week/week.js";
import { openCompare } from "./comparing/comparing.js";
import { openPublish } from "./publishing/publishing.js";

/** By the last word of an address `#/my-week/week`: its name, and what draws it. */
const PAGES = {
  week: { name: () => say("The week"), open: openWeek },
  compare: { name: () => say("Compare"), open: openCompare },
  publish: { name: () => say("Publish"), open: openPublish },
};

let close = () => {};
let source = null;

function routed() {
  const [, key = "", page = "week"] = location.hash.split("/").map(decodeURIComponent);
  return { key, page: key && PAGES[page] ? page : key ? "week" : "" };
}

async function go() {
  const before = get().route.key;
  put({ route: routed() });
  const { key, page } = get().route;
  if (key !== before) await enter(key);
  close();
  const root = document.getElementById("view");
  show(root);
  close = (page && PAGES[page].open(root)) || (() => {});
  head();
}

async function enter(key) {
  source?.close();
  put({ view: null, preview: null, held: null, search: null });
  if (!key) return;
  await refresh();
  source = new EventSource(`/api/${here("/events")}`);
  source.addEventListener("changed", (event) => {
    if (JSON.parse(event.data).version !== get().view?.version) refresh();
  });
  source.addEventListener("published", (event) => put({ published: JSON.parse(event.data) }));
  source.addEventListener("search", (event) => put({ search: JSON.parse(event.data) }));
  await enterWeek();
}

function head() {
  const { view, route } = get();
  const links = Object.entries(PAGES).map(([page, { name }]) =>
    h("a", { href: `#/${route.key}/${page}`, "aria-current": page === route.page && "page" }, name()));
  show(document.getElementById("head"), h("h1", {}, view?.title ?? "meeting-week"), view && h("nav", { "aria-label": say("Views") }, links), view && searchButton());
  document.title = view?.title ?? "meeting-week";
}

async function begin() {
  await speak(localStorage.getItem("language") ?? navigator.language.slice(0, 2));
  if (!location.hash) {
    const desk = await ask("desk").catch(() => null);
    put({ desk });
    if (desk?.weeks?.length === 1) location.replace(`#/${encodeURIComponent(desk.weeks[0].key)}/week`);
  }
  keepPanel(document.getElementById("searching"));
  addEventListener("hashchange", go);
  listen((_, changes) => "view" in changes && head());
  await go();
}

begin();
