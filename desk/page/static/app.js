/** The page begins here: routes, what each shows, and what stands in the head. */
import { Refused, ask, refresh, refuse } from "./lib/api.js";
import { show } from "./lib/dom.js";
import { get, listen, put } from "./lib/store.js";
import { say } from "./lib/words.js";
import { openHolding } from "./holding/holding.js";
import { undoButtons } from "./holding/undo.js";
import { openCompare } from "./comparing/comparing.js";
import { connect } from "./opening/connection.js";
import { keepHead } from "./opening/head.js";
import { speakAsBefore } from "./opening/languages.js";
import { openLog } from "./opening/log.js";
import { askNameOnce } from "./opening/name.js";
import { lookAtFile } from "./opening/saved.js";
import { openStart } from "./opening/start.js";
import { openPublish } from "./publishing/publishing.js";
import { enterWeek, keepPanel, searchButton } from "./searching/searching.js";
import { openChange } from "./forms/change.js";
import { openWeek } from "./week/week.js";

/** By the last word of an address `#/my-week/week`: its name, and what draws it. */
const PAGES = {
  week: { name: () => say("The week"), open: held },
  change: { name: () => say("Change the week"), open: openChange, writes: true },
  compare: { name: () => say("Compare"), open: openCompare },
  publish: { name: () => say("Publish"), open: openPublish },
  log: { name: () => say("Log"), open: openLog },
};

/** What stands in the head while a week is open. */
const TOOLS = [undoButtons, searchButton];

/** The week, with its cards to be moved. */
function held(root) {
  const ends = [openWeek(root), openHolding(root)];
  return () => ends.forEach((end) => end());
}

let close = () => {};

/** What an address asks for; an empty page is the start page. */
function routed() {
  const [, key = "", page = "week"] = location.hash.split("/").map(decoded);
  return { key, page: key && (Object.hasOwn(PAGES, page) ? page : "week") };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function go() {
  const before = get().route.key;
  put({ route: routed() });
  const { key } = get().route;
  if (key !== before && !(await enter(key))) return;
  draw();
}

/** Draw what the address asks for. */
function draw() {
  const { page } = get().route;
  close();
  const root = document.getElementById("view");
  show(root);
  close = (page ? PAGES[page].open(root) : openStart(root)) || (() => {});
}

/** Read the week that an address names; whether it is there. */
async function enter(key) {
  put({ view: null, preview: null, held: null, search: null, file: null });
  try {
    if (key) await refresh();
  } catch (error) {
    await (error instanceof Refused && error.status === 404 ? null : refuse(error));
    put({ route: { key: "", page: "" } });
    location.replace("#/");
    return true;
  }
  connect();
  if (!key) return true;
  lookAtFile();
  await enterWeek();
  askNameOnce();
  return true;
}

async function begin() {
  await speakAsBefore();
  put({ desk: await ask("desk").catch(() => null) });
  const { desk } = get();
  document.documentElement.dataset.role = desk?.role ?? "editor";
  if (!location.hash && desk?.weeks.length === 1) location.replace(`#/${encodeURIComponent(desk.weeks[0].key)}/week`);
  keepHead(document.getElementById("head"), PAGES, TOOLS);
  keepPanel(document.getElementById("searching"));
  addEventListener("hashchange", go);
  listen((_, changes) => "language" in changes && draw());
  put({ route: { key: null, page: "" } });
  await go();
}

begin();
