/** The form: where, what is said of it, in which languages, and what stands against it. */
import { h } from "../lib/dom.js";
import { get } from "../lib/store.js";
import { count, say } from "../lib/words.js";

const LANGUAGES = { en: "English", fr: "Français", es: "Español" };

/** Whether whoever looks at the page may change nothing. */
export const looksOnly = () => (get().view?.role ?? get().desk?.role) === "viewer";

/**
 * The form as elements.
 * @param {Object} state of the view
 * @param {{load: Function, publish: Function, redraw: Function, documents: Function}} actions
 */
export function publishForm(state, actions) {
  const { form, list, preview, busy, wrong } = state;
  const number = preview?.number ?? (list ? list.last + 1 : 1);
  const against = preview?.against ?? [];
  return h("form", { class: "panel", "aria-labelledby": "publish-heading", onsubmit: (event) => { event.preventDefault(); actions.publish(); } },
    h("h2", { id: "publish-heading" }, say("Publish revision {number}", { number })),
    folderField(state, actions),
    h("label", { class: "field" }, h("span", {}, say("Note")),
      h("textarea", { id: "publish-note", rows: "3", value: form.note, "aria-describedby": "note-help", oninput: (event) => { form.note = event.target.value; document.getElementById("publish-now").disabled = !allowed(state); }, onchange: actions.documents })),
    h("p", { class: "help", id: "note-help" }, say("It stands in everything that is sent, as it is written here.")),
    languageFields(state, actions),
    against.map((one) => reason(one, state, actions)),
    preview && Object.entries(preview.missing).map(untranslated),
    wrong && h("p", { class: "against wrong", role: "alert" }, wrong),
    h("p", {}, h("button", { class: "main", id: "publish-now", disabled: !allowed(state) }, busy ? say("Publishing …") : say("Publish revision {number}", { number }))),
    h("p", { class: "help" }, say("What is published is never changed again: the next revision is.")));
}

function folderField({ form, list }, { load }) {
  if (!list && !form.folder) return null;
  const told = h("p", { class: "help", id: "folder-help" }, list?.fixed
    ? say("The week comes from a revision in this folder, and goes on there.")
    : say("The revisions of this week lie in this folder, and nothing else."));
  return [
    h("label", { class: "field" }, h("span", {}, say("Folder of the revisions")),
      h("input", { id: "publish-folder", value: form.folder || list?.folder || "", readonly: list?.fixed, "aria-describedby": "folder-help", spellcheck: "false", onchange: (event) => { form.folder = event.target.value.trim(); load(true); } })),
    told,
  ];
}

function languageFields({ form }, { load, documents }) {
  const chosen = form.languages ?? [];
  const choose = (code, on) => {
    form.languages = Object.keys(LANGUAGES).filter((one) => (one === code ? on : chosen.includes(one)));
    if (!form.languages.includes(form.shown.language)) form.shown.language = form.languages[0] ?? form.shown.language;
    documents();
    load();
  };
  return h("fieldset", { class: "languages" }, h("legend", {}, say("Languages of the documents")),
    Object.entries(LANGUAGES).map(([code, name]) => h("label", {},
      h("input", { type: "checkbox", id: `publish-${code}`, checked: chosen.includes(code), onchange: (event) => choose(code, event.target.checked) }), " ", h("span", { lang: code }, name))),
    !chosen.length && h("p", { class: "help" }, say("Without a language no document is written.")));
}

/** What would go out in another language, since nobody has translated it. */
function untranslated([code, texts]) {
  if (!texts.length) return null;
  return h("details", { class: "against" },
    h("summary", { "data-key": `missing ${code}` }, count("{n} text of the week is not translated, and stays as it is: {language}", "{n} texts of the week are not translated, and stay as they are: {language}", texts.length, { language: LANGUAGES[code] })),
    h("ul", {}, texts.map((one) => h("li", { dir: "auto" }, one))));
}

/** Whether it can be published: nothing is against it that the person has not overruled. */
function allowed({ form, list, preview, busy }) {
  if (busy || !preview || looksOnly()) return false;
  const others = String(form.languages) !== String(list.languages);
  const over = { breaches: form.anyway, takes_back: form.takeBack, unchanged: others || form.note.trim() !== "" };
  return preview.against.every(({ kind }) => over[kind]);
}

function reason({ kind, sentences }, { form, list }, { redraw }) {
  const told = {
    folder: () => say("Nothing can be published into this folder:"),
    unknown: () => say("The timetable has meetings that the week does not know:"),
    breaches: () => count("The timetable breaks a must:", "The timetable breaks {n} musts:", sentences.length),
    takes_back: () => say("This week comes from an earlier revision than the last. Published as it is, it takes back what has changed since:"),
    unchanged: () => say("Nothing has changed since revision {number}. To send it out once more, say why in the note, or choose other languages.", { number: list?.last }),
  };
  const overruled = {
    breaches: ["anyway", say("Publish it all the same; the revision says what it breaks.")],
    takes_back: ["takeBack", say("Take these changes back.")],
  }[kind];
  return h("div", { class: kind === "unchanged" ? "against" : "against wrong", "data-kind": kind },
    h("p", {}, told[kind]?.() ?? kind),
    sentences.length > 0 && h("ul", { lang: "en" }, sentences.map((one) => h("li", { dir: "auto" }, one))),
    overruled && h("label", {}, h("input", { type: "checkbox", id: `publish-${kind}`, checked: form[overruled[0]], onchange: (event) => { form[overruled[0]] = event.target.checked; redraw(); } }), " ", overruled[1]));
}
