/** A new week: a small one, one with every key, or one from a timetable made by hand. */
import { ask } from "../lib/api.js";
import { h, notice } from "../lib/dom.js";
import { say } from "../lib/words.js";
import { opening } from "./doing.js";
import { send } from "./files.js";

/** How a new week begins; kept while the page is drawn anew. */
const wanted = { name: "", begin: "small", form: "yaml", timetable: "", pinned: false };

const WAYS = {
  small: () => say("A small example, to change step by step"),
  full: () => say("A large example that shows everything that can be said"),
  timetable: () => say("From a timetable made by hand in a spreadsheet"),
};

/** The section for a new week. */
export function beginning(desk, again) {
  const told = h("div");
  const tables = desk.files.filter((one) => one.kind === "timetable").map((one) => one.path);
  if (!tables.includes(wanted.timetable)) wanted.timetable = tables[0] ?? "";
  const from = h("div", { class: "below", hidden: wanted.begin !== "timetable" }, timetables(tables, told, again));
  const choose = (way) => () => {
    wanted.begin = way;
    from.hidden = way !== "timetable";
  };
  const made = (event) => {
    event.preventDefault();
    opening(told, () => ask("desk/new", { method: "POST", body: { ...wanted, timetable: wanted.timetable || null } }));
  };
  return h("section", { class: "box", "aria-labelledby": "start-new" },
    h("h2", { id: "start-new" }, say("Begin a new week")),
    h("form", { class: "new", onsubmit: made },
      h("p", { class: "line" }, h("label", { for: "new-name" }, say("Name")), " ",
        h("input", { id: "new-name", required: true, maxlength: 90, value: wanted.name, placeholder: "lakes-2027", oninput: (event) => { wanted.name = event.target.value; } })),
      h("p", { class: "line" }, h("label", { for: "new-form" }, say("Kept as")), " ",
        h("select", { id: "new-form", onchange: (event) => { wanted.form = event.target.value; } },
          h("option", { value: "yaml", selected: wanted.form === "yaml" }, say("Text file (.yaml)")),
          h("option", { value: "workbook", selected: wanted.form === "workbook" }, say("Workbook (.xlsx)")))),
      h("fieldset", {}, h("legend", {}, say("What it begins with")),
        Object.entries(WAYS).map(([way, name]) => h("label", { class: "way" },
          h("input", { type: "radio", name: "begin", value: way, checked: wanted.begin === way, onchange: choose(way) }), " ", name()))),
      from, told, h("button", { class: "main" }, say("Begin"))));
}

function timetables(tables, told, again) {
  const picked = async (event) => {
    const [file] = event.target.files;
    if (file) await opening(told, async () => {
      const { path, kind } = await send(file);
      if (kind !== "timetable") notice(say("{file} has no table with dates, times and titles.", { file: path }), { wrong: true });
      wanted.timetable = path;
      await again();
      return null;
    });
  };
  return [
    h("p", {}, say("It needs dates, times and titles, and may name rooms, bodies and people.")),
    tables.length > 0 && h("p", { class: "line" }, h("label", { for: "new-timetable" }, say("Timetable")), " ",
      h("select", { id: "new-timetable", onchange: (event) => { wanted.timetable = event.target.value; } },
        tables.map((one) => h("option", { value: one, selected: one === wanted.timetable }, one)))),
    h("p", { class: "line" }, h("label", { for: "new-upload" }, say("From your computer (.xlsx, .csv)")), " ",
      h("input", { id: "new-upload", type: "file", accept: ".xlsx,.xlsm,.csv", onchange: picked })),
    h("label", { class: "way" }, h("input", { type: "checkbox", checked: wanted.pinned, onchange: (event) => { wanted.pinned = event.target.checked; } }), " ",
      say("Pin every meeting to its place")),
  ];
}
