/** The switch of languages: remembered, and everything is drawn anew. */
import { refresh } from "../lib/api.js";
import { h } from "../lib/dom.js";
import { get, put } from "../lib/store.js";
import { language, say, speak } from "../lib/words.js";

const NAMES = { en: "English", fr: "Français", es: "Español" };
const KEPT = "language";

/** Read the page in the language that was chosen last, or else in that of the browser. */
export async function speakAsBefore() {
  const wanted = localStorage.getItem(KEPT) ?? navigator.languages.map((one) => one.slice(0, 2)).find((one) => one in NAMES);
  await speak(wanted in NAMES ? wanted : "en");
}

/** The switch, for the head of the page. */
export function languages() {
  return h("select", { id: "language", "aria-label": say("Language"), onchange: (event) => change(event.target.value) },
    Object.entries(NAMES).map(([code, name]) => h("option", { value: code, lang: code, selected: code === language() }, name)));
}

async function change(code) {
  localStorage.setItem(KEPT, code);
  await speak(code);
  if (get().view) await refresh().catch(() => {});
  put({ language: code });
}
