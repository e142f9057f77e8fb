/** The card of a part. */
import { h } from "../lib/dom.js";
import { clock, count, length, say } from "../lib/words.js";
import { isOwn } from "./model.js";

/** The hours of a part, in words. */
export const hoursOf = ({ start, minutes }) => `${clock(start)}–${clock(start + minutes)}${start + minutes > 1440 ? " (+1)" : ""}`;

/** Which part of its session a card is: "2 of 5"; empty where it is the only one. */
export const partOf = ({ part, of }) => (of > 1 ? say("{n} of {all}", { n: part.number, all: of }) : "");

/** What else is to be known of a card, as words: pinned, an experiment, interpreted, outside. */
export function signsOf({ part, session }) {
  return [
    part.pinned && ["pin", say("pinned")],
    session.experiment && ["flask", say("experiment")],
    session.interpreted && ["voice", say("interpretation")],
    part.outside && ["outside", say("outside every sitting")],
  ].filter(Boolean);
}

/** All that a card says, for those who do not see it. */
export function spoken(card, day) {
  const { part, session, room } = card;
  const findings = card.findings.filter((one) => isOwn(one, card));
  const musts = findings.filter((one) => one.must).length;
  return [
    session.title,
    card.of > 1 && say("part {n} of {all}", { n: part.number, all: card.of }),
    day?.words,
    hoursOf(part),
    room?.name,
    session.presides,
    ...signsOf(card).map(([, words]) => words),
    musts > 0 && count("{n} must broken", "{n} musts broken", musts),
    findings.length > musts && count("{n} finding", "{n} findings", findings.length - musts),
    card.duty?.words,
  ].filter(Boolean).join(", ");
}

/**
 * The card of a part.
 * @param {Object} card of the model
 * @param {Object} day of the view
 * @param {Object} [style] where it stands
 */
export function cardElement(card, day, style = {}) {
  const { part, session } = card;
  return h("button", {
    type: "button",
    class: `card ${lookOf(card.body)} ${classes(card)}`,
    "data-key": card.key,
    "data-session": part.session,
    "data-number": String(part.number),
    "aria-label": spoken(card, day),
    style,
  },
    h("span", { class: "when" }, h("span", {}, clock(part.start), h("span", { class: "until" }, `–${hoursOf(part).split("–")[1]}`)), signs(card)),
    h("span", { class: "title", dir: "auto" }, divided(session.title)),
    card.duty && h("span", { class: "duty" }, card.duty.words),
    partOf(card) && h("span", { class: "part" }, partOf(card)),
    card.room && h("span", { class: "room", dir: "auto" }, card.room.name),
    session.presides && h("span", { class: "presides", dir: "auto" }, divided(session.presides)),
    h("span", { class: "length" }, length(part.minutes)));
}

const LONG_WORD = /[\p{Script=Latin}]{6,}/gu;
const SYLLABLE = /([aeiouyà-öø-ÿœ])([b-df-hj-np-tv-xzçñ]||[b-df-hj-np-tv-xzçñ]{2})(?=[b-df-hj-np-tv-xzçñ][aeiouyrlhà-öø-ÿ])/giu;

/**
 * A title whose long words may be broken between syllables: few browsers know how to do it, and lanes
 * are narrow.
 */
export const divided = (title) => title.replace(LONG_WORD, (word) =>
  word.replace(SYLLABLE, (found, vowel, consonant, at) =>
    (at + found.length < 3 || word.length - at - found.length < 3 ? found : `${found}\u00ad`)));

/** The classes of the colour of a body. */
export const lookOf = (body) => (body ? `look-${body.look % 8} edge-${Math.floor(body.look / 8) % 4}` : "look-none");

function classes({ part, change, session, faint, clash, twice, short, low }) {
  return [
    short && "short",
    low && "low",
    part.outside && "outside",
    part.pinned && "pinned",
    session.optional && "optional",
    change?.kind,
    faint && "faint",
    clash && "clash",
    twice && "twice",
  ].filter(Boolean).join(" ");
}

function signs(card) {
  const findings = card.findings.filter((one) => isOwn(one, card));
  const musts = findings.some((one) => one.must);
  return h("span", { class: "signs", "aria-hidden": "true" },
    signsOf(card).map(([sign, words]) => h("span", { class: `sign ${sign}`, title: words })),
    findings.length > 0 && h("span", { class: musts ? "badge must" : "badge" }, String(findings.length)));
}
