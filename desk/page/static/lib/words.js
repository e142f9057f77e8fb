/** The sentences of the page, in the language in which it is read. */

let code = "en";
let sentences = {};
let plural = new Intl.PluralRules("en");

/** The code of the language: `en`, `fr` or `es`. */
export const language = () => code;

/** The same, as dates and numbers are written here: with days before months, and 24 hours. */
export const locale = () => ({ en: "en-GB", fr: "fr-CH", es: "es-ES" })[code];

/** Read the page in another language from now on. */
export async function speak(wanted) {
  const answer = await fetch(`/api/words/${wanted}`);
  if (!answer.ok) return;
  sentences = await answer.json();
  code = wanted;
  plural = new Intl.PluralRules(code);
  document.documentElement.lang = code;
}

/**
 * A sentence, with values in place of the names in braces.
 * @param {string} sentence in English, as the catalogues have it
 */
export function say(sentence, values = {}) {
  return filled(sentences[sentence]?.[0] || sentence, values);
}

/** A sentence with a number in it, `{n}`, in the form that the number asks for. */
export function count(one, many, n, values = {}) {
  const form = plural.select(n) === "one" ? 0 : 1;
  return filled(sentences[one]?.[form] || (n === 1 ? one : many), { n, ...values });
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

/** A time of day, in minutes after midnight. */
export function clock(minutes) {
  const hours = Math.floor(minutes / 60) % 24;
  const rest = String(minutes % 60).padStart(2, "0");
  return code === "fr" ? `${hours}\u00a0h\u00a0${rest}` : `${String(hours).padStart(2, "0")}:${rest}`;
}

/** A length in minutes: 45 min, 1 h, 1 h 30. */
export function length(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${String(rest).padStart(2, "0")}` : `${hours} h`;
}
