/** What lies in the folder and can be opened, a path to type, and files from the computer. */
import { ask } from "../lib/api.js";
import { h, notice } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { opening } from "./doing.js";

const KINDS = {
  scenario: () => say("Scenario"),
  workbook: () => say("Workbook"),
  revisions: () => say("Published revisions"),
};

const openPath = (path) => ask("desk/open", { method: "POST", body: { path } });

/** Send a file from the computer into the folder; returns what it is called there, and what it is. */
export const send = (file) => ask(`desk/upload?name=${encodeURIComponent(file.name)}`, { method: "POST", raw: file });

/** The section of files. */
export function filesOf(desk, again) {
  const told = h("div");
  const files = desk.files.filter((one) => one.kind !== "timetable");
  const field = h("input", { id: "start-path", autocomplete: "off", spellcheck: "false", placeholder: "my-week.yaml" });
  const typed = (event) => {
    event.preventDefault();
    opening(told, () => openPath(field.value));
  };
  const picked = (event) => {
    const [file] = event.target.files;
    if (file) opening(told, () => sent(file, again));
    event.target.value = "";
  };
  return h("section", { class: "box", "aria-labelledby": "start-files" },
    h("h2", { id: "start-files" }, say("Open a week")), told,
    files.length === 0 ? h("p", {}, say("No scenario, workbook or folder of revisions lies in this folder.")) : list(files, told),
    h("form", { class: "line", onsubmit: typed }, h("label", { for: "start-path" }, say("File in this folder")), " ", field, " ", h("button", {}, say("Open"))),
    h("p", { class: "line" }, h("label", { for: "start-upload" }, say("From your computer (.yaml, .xlsx, .csv)")), " ",
      h("input", { id: "start-upload", type: "file", accept: ".yaml,.yml,.xlsx,.xlsm,.csv", onchange: picked })));
}

function list(files, told) {
  return h("ul", { class: "weeks" }, files.map((one) => h("li", {},
    h("button", { type: "button", "data-key": `file ${one.path}`, onclick: () => opening(told, () => openPath(one.path)) }, one.path), " ",
    h("span", { class: "quiet", dir: "auto" }, [KINDS[one.kind](), one.title].filter(Boolean).join(" · ")))));
}

async function sent(file, again) {
  const { path, kind } = await send(file);
  if (kind && kind !== "timetable") return openPath(path);
  await again();
  const told = kind
    ? say("{file} is a timetable. It lies in the folder now: begin a new week from it.", { file: path })
    : say("{file} is no scenario, no workbook of a week and no timetable, so it cannot be opened. It lies in the folder now.", { file: path });
  notice(told, { wrong: !kind });
  return null;
}
