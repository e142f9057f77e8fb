/** What has been published: every revision with its notes and files, the last one first. */
import { announce, h, notice } from "../lib/dom.js";
import { ask, here, refuse } from "../lib/api.js";
import { get, put } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { looksOnly } from "./form.js";
import { called, form as formOf } from "./names.js";
import { query } from "./address.js";

const FIRST = ["documents", "changes", "notices"];
const ORDER = ["programme", "delegations", "changes", "notices"];

/** The list of revisions. */
export function revisionsPart({ list, form }) {
  if (!list) return null;
  return h("section", { class: "panel", "aria-labelledby": "revisions-heading" },
    h("h2", { id: "revisions-heading" }, say("Published so far")),
    list.revisions.length === 0 && h("p", {}, say("Nothing yet.")),
    list.gone.length > 0 && h("p", { class: "against wrong" }, say("These revisions are not here any more: {numbers}", { numbers: list.gone.join(", ") })),
    list.unfinished.length > 0 && h("p", { class: "against" }, say("A revision is being written now, or a publish was stopped; the next one removes what is left of it.")),
    h("ol", { class: "revisions" }, list.revisions.map((one) => h("li", {}, revision(one, one.number === list.last, form)))));
}

function revision(one, last, form) {
  const { key } = get().route;
  return h("details", { open: last, "data-revision": one.number },
    h("summary", { "data-key": `revision ${one.number}` }, h("strong", {}, say("Revision {number}", { number: one.number })), one.issued && ` · ${one.issued}`, one.note && h("span", { dir: "auto" }, ` · ${one.note}`)),
    !one.readable && h("p", { class: "against wrong", lang: "en" }, one.edits.join(" ")),
    one.readable && one.edits.length > 0 && h("div", { class: "against wrong" }, h("p", {}, say("It was edited after it was published:")), h("ul", { lang: "en" }, one.edits.map((edit) => h("li", {}, edit)))),
    one.breaches.length > 0 && h("div", { class: "against" }, h("p", {}, count("It was published with a broken must:", "It was published with {n} broken musts:", one.breaches.length)), h("ul", { lang: "en" }, one.breaches.map((sentence) => h("li", { dir: "auto" }, sentence)))),
    one.changes && h("p", {}, h("strong", {}, say("What changed")), " ", h("span", { lang: "en" }, one.changes)),
    one.asked.length > 0 && h("p", { lang: "en" }, one.asked.join(" ")),
    one.left_out.length > 0 && h("p", { class: "against", lang: "en" }, one.left_out.join(" ")),
    one.readable && h("p", { class: "links" },
      h("a", { href: `#/${encodeURIComponent(key)}/compare/revision:${one.number}/now` }, say("Compare with the week as it is")),
      !looksOnly() && h("button", { type: "button", onclick: () => take(one, form) }, say("Take this timetable back"))),
    files(one, form));
}

/** Take the timetable of a revision back: a step like any other, which can be undone. */
async function take({ number }, form) {
  try {
    const path = here(`/revisions/${number}/take?${query({ folder: form.folder })}`);
    const done = await ask(path, { method: "POST", version: get().view.version });
    put({ view: done.view });
    announce(done.said);
    notice(say("The timetable of revision {number} is taken back. It can be undone.", { number }));
  } catch (error) {
    await refuse(error);
  }
}

function files(one, form) {
  const sent = one.files.filter(({ name }) => FIRST.includes(name.split("/")[0])).map(({ name }) => ({ name, ...told(name) }));
  const rest = one.files.filter(({ name }) => !FIRST.includes(name.split("/")[0]));
  return [
    h("p", { class: "links" }, one.files.length > 0 && h("a", { href: address("all.zip", one, form, true), download: true }, say("Save all files as one (ZIP)"))),
    sent.length > 0 && sentTable(one, sent, form),
    rest.length > 0 && h("details", {}, h("summary", { "data-key": `files ${one.number}` }, count("{n} further file", "{n} further files", rest.length)),
      h("ul", { class: "files" }, rest.map(({ name }) => h("li", {}, link(name, name, one, form))))),
  ];
}

/** What a file that is sent is called without language and ending, and in which language it is. */
function told(name) {
  const [stem, code] = name.split("/").pop().split(".");
  return { stem, code: code.length === 2 ? code : "" };
}

function sentTable(one, sent, form) {
  const codes = [...one.languages, ""].filter((code) => sent.some((file) => file.code === code));
  const stems = ORDER.filter((stem) => sent.some((file) => file.stem === stem));
  const links = (stem, code) => sent.filter((file) => file.stem === stem && file.code === code)
    .map(({ name }) => link(name, formOf(name), one, form, `${called(stem)}, ${code ? `${code.toUpperCase()}, ` : ""}${formOf(name)}`));
  return h("div", { class: "wide" }, h("table", {},
    h("thead", {}, h("tr", {}, [say("Document"), ...codes.map((code) => code.toUpperCase() || say("All languages"))].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, stems.map((stem) => h("tr", {}, h("th", { scope: "row" }, called(stem)), codes.map((code) => h("td", {}, h("span", { class: "links" }, links(stem, code)))))))));
}

function link(name, words, one, form, label = null) {
  const shows = /\.(html|pdf)$/.test(name);
  return h("a", { href: address(name, one, form, !shows), target: shows && "_blank", rel: shows && "noopener", download: !shows, "aria-label": label }, words);
}

const address = (name, one, form, download) =>
  `/api/${here(`/revisions/${one.number}/files/${name.split("/").map(encodeURIComponent).join("/")}`)}?${query({ folder: form.folder, download: download ? "true" : "" })}`;
