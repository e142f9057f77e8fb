/** What changes since the last revision, and who is told what. */
import { h } from "../lib/dom.js";
import { count, say } from "../lib/words.js";

/** What changes, in sentences of the language that is looked at. */
export function changesPart({ preview, form }) {
  if (!preview) return null;
  if (!preview.since) {
    return h("section", { class: "panel", "aria-labelledby": "changes-heading" }, h("h2", { id: "changes-heading" }, say("What changes")),
      h("p", {}, say("Nothing has been published in this folder yet: this is the first revision.")));
  }
  const code = shownIn(preview.sentences, form);
  return h("section", { class: "panel", "aria-labelledby": "changes-heading" },
    h("h2", { id: "changes-heading" }, say("What changes since revision {number}", { number: preview.since })),
    h("ul", { lang: code }, (preview.sentences[code] ?? []).map((one) => h("li", { dir: "auto" }, one))),
    preview.changes && !preview.against.some(({ kind }) => kind === "unchanged") && h("p", { class: "help", lang: "en" }, preview.changes));
}

/** Who is told, with the paragraph that is mailed to them. */
export function toldPart({ preview, form }, redraw) {
  if (!preview?.since) return null;
  const codes = Object.keys(preview.sentences);
  const code = shownIn(preview.sentences, form);
  return h("section", { class: "panel", "aria-labelledby": "told-heading" },
    h("h2", { id: "told-heading" }, say("Who is told")),
    preview.notices.length === 0
      ? h("p", {}, say("Nobody’s own days change, so that nobody has to be told."))
      : [
        h("p", {}, count("{n} addressee", "{n} addressees", preview.notices.length), ". ", codes.length > 1 && choice(codes, code, (one) => { form.shown.language = one; redraw(); })),
        h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say("Who is told") }, h("table", {},
          h("thead", {}, h("tr", {}, [say("Name"), say("Role"), say("Text")].map((one) => h("th", { scope: "col" }, one)))),
          h("tbody", {}, preview.notices.map((one) => h("tr", {},
            h("th", { scope: "row", dir: "auto" }, one.name), h("td", {}, one.role),
            h("td", { lang: code, dir: "auto" }, one.texts[code] ?? "")))))),
      ]);
}

/** A choice of a language. */
export function choice(codes, chosen, choose) {
  return h("label", {}, say("Language"), " ",
    h("select", { "data-key": "language", onchange: (event) => choose(event.target.value) },
      codes.map((code) => h("option", { value: code, selected: code === chosen }, code.toUpperCase()))));
}

const shownIn = (sentences, form) => (form.shown.language in sentences ? form.shown.language : Object.keys(sentences)[0]);
