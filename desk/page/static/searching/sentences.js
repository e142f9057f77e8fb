/** Sentences of searches that the page knows in every language; all others are English. */
import { count, say } from "../lib/words.js";

const KNOWN = {
  "The best week": () => say("The best week"),
  "The best week that was found": () => say("The best week that was found"),
  "What came nearest": () => say("What came nearest"),
  "The week rearranged": () => say("The week rearranged"),
  "The week with the fewest changes": () => say("The week with the fewest changes"),
  "The week with the repair": () => say("The week with the repair"),
  "Nothing else has to move.": () => say("Nothing else has to move."),
  "It is proven that fewer would not do.": () => say("It is proven that fewer would not do."),
  "It is proven that no week with it there is better.": () => say("It is proven that no week with it there is better."),
  "Whether fewer would do was not settled.": () => say("Whether fewer would do was not settled."),
  "Whether a week with it there is better was not settled.": () => say("Whether a week with it there is better was not settled."),
  "No week was found in the time given.": () => say("No week was found in the time given."),
  "It cannot stay there, whatever else moves.": () => say("It cannot stay there, whatever else moves."),
};

const COUNTED = [
  [/^(\d+) other parts? changes?\.$/, (n) => count("{n} other part changes.", "{n} other parts change.", n)],
  [/^(\d+) parts? changes?\.$/, (n) => count("{n} part changes.", "{n} parts change.", n)],
  [/^(\d+) breach(?:es)? of (?:a must|musts) stays?, with it there\.$/, (n) => count("{n} breach of a must stays, with it there.", "{n} breaches of musts stay, with it there.", n)],
  [/^Alternative (\d+)$/, (n) => say("Alternative {n}", { n })],
  [/^Point (\d+)$/, (n) => say("Point {n}", { n })],
];

/**
 * A sentence in the language of the page, where it is known.
 * @returns {{text: string, lang: string|null}} `lang` is `en` where it is not
 */
export function sentence(english) {
  if (KNOWN[english]) return { text: KNOWN[english](), lang: null };
  for (const [pattern, said] of COUNTED) {
    const match = pattern.exec(english);
    if (match) return { text: said(Number(match[1])), lang: null };
  }
  return { text: english, lang: "en" };
}
