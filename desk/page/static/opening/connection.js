/** What the server tells of the open week; a lost connection is shown, and mended. */
import { Refused, catchUp, here, refresh } from "../lib/api.js";
import { notice } from "../lib/dom.js";
import { get, put } from "../lib/store.js";
import { say } from "../lib/words.js";
import { lookAtFile } from "./saved.js";

/** Milliseconds after which a connection is tried again that the browser has given up. */
const SOON = 3000;

let source = null;
let again = null;

/** Listen to the week that is open, in place of the one before; to none where none is open. */
export function connect() {
  source?.close();
  clearTimeout(again);
  source = null;
  put({ connection: "live", people: null });
  if (get().route.key) listenTo(get().route.key);
}

function listenTo(key) {
  source = new EventSource(`/api/${here("/events")}`);
  const mine = source;
  const on = (name, heard) => mine.addEventListener(name, (event) => mine === source && heard(JSON.parse(event.data)));
  on("changed", ({ version }) => {
    if (get().connection === "lost") mended();
    catchUp(version).catch(() => {});
  });
  on("search", (search) => put({ search }));
  on("published", (published) => put({ published }));
  on("people", ({ n }) => put({ people: n }));
  on("file", () => lookAtFile());
  mine.addEventListener("error", () => {
    if (mine !== source) return;
    put({ connection: "lost" });
    if (mine.readyState === EventSource.CLOSED) again = setTimeout(() => retry(key), SOON);
  });
}

/** The browser has given up: see why, and go on where that is possible. */
async function retry(key) {
  if (get().route.key !== key) return;
  try {
    await refresh();
    listenTo(key);
    mended();
  } catch (error) {
    if (error instanceof Refused && [401, 404].includes(error.status)) gone(error.status);
    else again = setTimeout(() => retry(key), SOON);
  }
}

function mended() {
  put({ connection: "live" });
  lookAtFile();
}

/** The week is closed, or the page needs its whole address again. */
function gone(status) {
  const why = status === 401 ? say("The program was started anew. Open the page by the address that it shows now.") : say("This week is not open any more. Nothing is lost: it can be opened again.");
  notice(why, { wrong: true });
  if (status === 404) location.hash = "#/";
}
