/** The documents as they would go out, made of the week as it is; nothing is written for them. */
import { h } from "../lib/dom.js";
import { here } from "../lib/api.js";
import { say } from "../lib/words.js";
import { choice } from "./changes.js";
import { query } from "./address.js";
import { called, form as formOf } from "./names.js";

const PICTURES = ["week.png", "week.pdf", "week.svg"];
const OUT = ["programme", "delegations", "changes", "notices", "calendar", "calendars"];
const KEPT = ["schedule", "speakers", "scenario", "week"];
const INSIDE = ["programme.html", "delegations.html", "week.png"];

/** The documents by what they are, with one of them open below. */
export function documentsPart(state, redraw) {
  const { list, form } = state;
  if (!list) return null;
  const { shown } = form;
  const names = [...list.documents, ...PICTURES];
  const codes = form.languages?.length ? form.languages : ["en", "fr", "es"];
  const choose = (values) => { Object.assign(shown, values); redraw(); };
  const first = !list.last;
  const table = (stems, heading) => h("table", { class: "documents" }, h("caption", {}, heading),
    h("thead", { class: "unseen" }, h("tr", {}, h("th", { scope: "col" }, say("Document")), h("th", { scope: "col" }, say("Open or save")))),
    h("tbody", {}, stems.filter((stem) => !(first && ["changes", "notices"].includes(stem))).map((stem) => h("tr", {},
      h("th", { scope: "row" }, called(stem)),
      h("td", {}, h("span", { class: "links" }, names.filter((name) => name.startsWith(`${stem}.`)).map((name) => link(name, state, choose))))))));
  return h("section", { class: "panel", "aria-labelledby": "documents-heading" },
    h("h2", { id: "documents-heading" }, say("The documents, before anything is published")),
    h("p", {}, say("They are made of the week as it is now."), " ", codes.length > 1 && choice(codes, shown.language, (language) => choose({ language }))),
    table(OUT, say("What is sent")),
    table(KEPT, say("To work on, or to keep")),
    inside(state, choose));
}

function link(name, state, choose) {
  const open = INSIDE.includes(name);
  const words = formOf(name);
  const label = `${called(name.split(".")[0])}: ${words}`;
  if (open) {
    const on = state.form.shown.name === name;
    return h("button", { type: "button", "data-key": `show ${name}`, "aria-expanded": String(on), "aria-controls": "document-inside", "aria-label": say("Show here: {what}", { what: label }), onclick: () => choose({ name: on ? "" : name }) }, say("Show"));
  }
  const shows = name.endsWith(".pdf");
  return h("a", { href: address(name, state, !shows), target: shows && "_blank", rel: shows && "noopener", download: !shows, "aria-label": label }, words);
}

/** One of them inside the page: a document in a frame that can do nothing, or a picture. */
function inside(state, choose) {
  const { name } = state.form.shown;
  const what = name && called(name.split(".")[0]);
  return h("div", { id: "document-inside" }, name && [
    h("p", { class: "links" }, h("strong", {}, what),
      h("a", { href: address(name, state, true), download: true }, say("Save")),
      h("a", { href: address(name, state, false), target: "_blank", rel: "noopener" }, say("Open in a new tab")),
      h("button", { type: "button", onclick: () => choose({ name: "" }) }, say("Close"))),
    name.endsWith(".html")
      ? h("iframe", { sandbox: "", title: what, src: address(name, state, false) })
      : h("img", { class: "picture", alt: what, src: address(name, state, false) }),
  ]);
}

const address = (name, { form, preview }, download) =>
  `/api/${here(`/documents/${name}`)}?${query({ language: form.shown.language, folder: form.folder, note: form.note, download: download ? "true" : "", version: preview?.version })}`;
