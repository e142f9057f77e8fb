/** The start page: the weeks that are open, and all that can be opened or begun. */
import { ask, refuse } from "../lib/api.js";
import { announce, h, show } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { get, put } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { beginning } from "./beginning.js";
import { opening, problems } from "./doing.js";
import { filesOf } from "./files.js";

/** Draw the start page into an element. */
export function openStart(root) {
  let alive = true;
  const draw = () => alive && get().desk && show(root, start(get().desk, read));
  const read = async () => {
    try {
      put({ desk: await ask("desk") });
      draw();
    } catch (error) {
      await refuse(error);
    }
  };
  draw();
  read();
  return () => { alive = false; };
}

function start(desk, again) {
  return h("div", { class: "start" },
    desk.refused && mayWrite() && refused(desk.refused),
    weeks(desk, again),
    mayWrite() && [filesOf(desk, again), beginning(desk, again), library(desk)]);
}

function refused({ path, told }) {
  const place = h("div", {}, problems(told));
  const retry = () => opening(place, () => ask("desk/open", { method: "POST", body: { path } }));
  return h("section", { class: "box wrong", "aria-labelledby": "start-refused" },
    h("h2", { id: "start-refused" }, say("{file} cannot be opened yet", { file: path })),
    h("p", {}, say("Correct what is wrong in the file, save it, and try again.")), place,
    h("button", { type: "button", class: "main", "data-key": "again", onclick: retry }, say("Try again")));
}

function weeks({ weeks: open, folder }, again) {
  const close = (week) => async () => {
    await ask(`weeks/${encodeURIComponent(week.key)}`, { method: "DELETE" }).catch(refuse);
    announce(say("Closed"));
    again();
  };
  return h("section", { class: "box", "aria-labelledby": "start-open" },
    h("h2", { id: "start-open" }, say("Open weeks")),
    open.length === 0 && h("p", {}, mayWrite() ? say("No week is open. Open one, begin a new one, or look at one of the library.") : say("No week is open.")),
    h("ul", { class: "weeks" }, open.map((week) => h("li", {},
      h("a", { href: `#/${encodeURIComponent(week.key)}/week`, dir: "auto" }, week.title), " ", h("span", { class: "quiet" }, week.file),
      week.people > 0 && h("span", { class: "quiet" }, " · ", count("{n} here", "{n} here", week.people)), " ",
      mayWrite() && h("button", { type: "button", "aria-label": say("Close {name}", { name: week.title }), onclick: close(week) }, say("Close"))))),
    h("p", { class: "quiet" }, say("Folder: {folder}", { folder })));
}

function library({ library: known }) {
  const told = h("div");
  const look = (week) => () => opening(told, () => ask("desk/library", { method: "POST", body: { name: week.name } }));
  const one = (week) => h("li", {}, h("button", { type: "button", lang: "en", onclick: look(week) }, week.title || week.name), " ", h("span", { class: "quiet" }, week.name));
  const [first, ...rest] = known;
  return h("section", { class: "box", "aria-labelledby": "start-library" },
    h("h2", { id: "start-library" }, say("Look at a week of the library")),
    h("p", {}, say("It is copied into the folder, so that you can change it.")), told,
    h("ul", { class: "weeks" }, first && one(first)),
    rest.length > 0 && h("details", {}, h("summary", {}, say("More weeks")), h("ul", { class: "weeks" }, rest.map(one))));
}
