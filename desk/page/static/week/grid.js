/** The grid: days across, time down, rooms as lanes inside a day. */
import { h } from "../lib/dom.js";
import { clock, say } from "../lib/words.js";
import { cardElement, hoursOf, lookOf } from "./card.js";
import { sideBySide } from "./model.js";

/** Pixels above and below the days of the grid, and of a minute at the least and at the most. */
const AROUND = 310;
const LEAST = 1.05;
const MOST = 1.7;

/** Pixels of a minute: as the window is tall, in steps, so that a bar that comes and goes redraws nothing. */
export const pixelsOf = ({ from, to }) =>
  Math.min(MOST, Math.max(LEAST, Math.round(((innerHeight - AROUND) / (to - from)) * 20) / 20));

/** More lanes than this do not go on the width of a page. */
const MANY = 20;

/** The height of a line of a card, in pixels as the style has it, and of its first line with its rims. */
const LINE = 14;
const LINE_OF_WIDE = 15;
const BESIDE = 19;

/** The height under which a card has its title alone, and of the rims of a card. */
const SHORT = 37;
const RIMS = 3;

/**
 * The week as a grid.
 * @param {Object} model
 */
export function grid(model) {
  const { view, hours } = model;
  const per = pixelsOf(hours);
  const lanes = [...model.lanes.values()].reduce((sum, { used }) => sum + used.length, 0);
  return h("div", {
    class: lanes > MANY ? "grid wide" : "grid",
    id: "timetable",
    role: "region",
    tabindex: "0",
    "aria-label": say("The timetable"),
    style: { "--from": hours.from, "--to": hours.to, "--px": per, "--fit": 560 / (hours.to - hours.from), "--rooms": view.rooms.length },
  }, axis(hours), view.days.map((day) => dayColumn(model, day, per)));
}

function axis({ from, to }) {
  const labels = [];
  for (let at = from; at <= to; at += 60) labels.push(h("span", { class: "hour", style: { "--at": at } }, clock(at)));
  return h("div", { class: "axis", "aria-hidden": "true" }, h("div", { class: "hours" }, labels));
}

function dayColumn(model, day, per) {
  const { used, all } = model.lanes.get(day.day);
  const shown = used.length ? used : all.slice(0, 1);
  const cards = model.cards.filter((card) => card.part.day === day.day);
  const rooms = all.length ? all : [""];
  const lanes = rooms.map((room) => lane(model, day, room, cards, per, !shown.includes(room)));
  const wide = lanes.reduce((sum, one) => sum + one.wide, 0);
  const name = `day-${day.day}`;
  return h("section", {
    class: `day${day.open ? "" : " closed"}${cards.length ? "" : " bare"}`,
    "data-day": String(day.day),
    "aria-labelledby": name,
    style: { "--used": Math.max(1, wide), "--idle": rooms.length - shown.length },
  },
    h("div", { class: "day-head" },
      h("h3", { id: name, title: day.words }, h("span", { class: "unseen" }, day.words), h("span", { "aria-hidden": "true" }, day.short)),
      h("div", { class: "room-names", "aria-hidden": "true" }, rooms.map((room) => roomName(model, room, !shown.includes(room), lanes[rooms.indexOf(room)].wide)))),
    h("div", { class: "lanes" }, bands(model, day), continued(model, day), lanes.map((one) => one.element), h("div", { class: "folded", "aria-hidden": "true" })));
}

/** The name of a lane; of one beside rooms for what has none, that it has none. */
const laneName = ({ rooms }, room) => rooms.get(room)?.name ?? (room || (rooms.size ? say("no room") : ""));

function roomName(model, room, idle, wide) {
  const name = laneName(model, room);
  return h("span", { class: idle ? "room-name idle" : "room-name", title: name, dir: "auto", style: { "--wide": Math.max(1, wide) } }, name);
}

function lane(model, day, room, cards, per, idle) {
  const own = sideBySide(cards.filter((card) => (card.part.room ?? "") === room));
  const wide = own.reduce((most, one) => Math.max(most, one.columns), idle ? 0 : 1);
  const name = laneName(model, room);
  const element = h("div", {
    class: idle ? "lane idle" : "lane",
    "data-day": String(day.day),
    "data-room": room,
    style: { "--wide": Math.max(1, wide) },
  },
    idle && h("span", { class: "lane-name", "aria-hidden": "true", dir: "auto" }, name),
    shut(model, day, room),
    h("div", { class: "places" }),
    model.ghosts.filter(({ part }) => part.day === day.day && (part.room ?? "") === room).map(ghost),
    own.map(({ card, column, columns }) => placed(model, { ...card, clash: columns > 1 && Boolean(room) }, day, { column, columns }, per)));
  return { element, wide };
}

function placed(model, card, day, { column, columns }, per) {
  const { start, minutes } = card.part;
  const cut = Math.min(start + minutes, model.hours.to) - Math.max(start, model.hours.from);
  const line = innerWidth < 1600 ? LINE : LINE_OF_WIDE;
  const room = Math.floor((cut * per - BESIDE) / line);
  const short = cut * per < SHORT;
  const low = cut * per < 2 * line + RIMS;
  const lines = short ? (low ? 1 : 2) : Math.max(1, room > 2 && card.of > 1 ? room - 1 : room);
  return cardElement({ ...card, short, low }, day, {
    "--at": Math.max(start, model.hours.from),
    "--long": Math.max(cut, model.view.grain / 2),
    "--column": column,
    "--columns": columns,
    "--lines": lines,
  });
}

const ghost = ({ part, session }) =>
  h("div", { class: "ghost", title: say("Was here: {what}", { what: session.title }), style: { "--at": part.start, "--long": part.minutes } },
    h("span", { class: "was", "aria-hidden": "true", dir: "auto" }, session.title),
    h("span", { class: "unseen" }, say("Was here: {what}", { what: `${session.title}, ${hoursOf(part)}` })));

/** The sittings of a day, and what lies between them. */
function bands({ view }, day) {
  return view.sittings.filter((one) => one.day === day.day).map((one) =>
    h("div", {
      class: `band${one.programme ? "" : " aside"}${one.poor ? " poor" : ""}`,
      "data-name": one.name,
      title: `${one.name}, ${clock(one.opens)}–${clock(one.closes)}`,
      style: { "--at": one.opens, "--long": one.closes - one.opens },
    }, one.programme ? null : h("span", { class: "band-name", "aria-hidden": "true" }, one.name)));
}

/** Where a room is closed while others are open. */
function shut({ view, rooms }, day, room) {
  const closed = new Set(rooms.get(room)?.closed ?? []);
  return view.sittings.filter((one) => one.day === day.day && closed.has(one.id)).map((one) =>
    h("div", { class: "shut", title: say("The room is closed"), style: { "--at": one.opens, "--long": one.closes - one.opens } }));
}

/** What goes on from a day before, past the last hour that is drawn of it. */
function continued(model, day) {
  const { from, to } = model.hours;
  return model.cards.flatMap((card) => {
    const { part } = card;
    const end = (part.day - day.day) * 1440 + part.start + part.minutes;
    if (part.day >= day.day || part.start + part.minutes <= to || end <= from) return [];
    return [h("div", { class: `continued ${lookOf(card.body)}`, style: { "--at": from, "--long": Math.min(end, to) - from } },
      h("span", { dir: "auto" }, say("{what} goes on", { what: card.session.title })))];
  });
}
