/** What is chosen in a dialog: a place, a room, a time to split at, a part to join or swap with. */
import { ask, here } from "../lib/api.js";
import { h, show } from "../lib/dom.js";
import { get } from "../lib/store.js";
import { clock, length, say } from "../lib/words.js";
import { act } from "./acting.js";
import { filled, openDialog } from "./dialog.js";
import { moveList, rowWorth } from "./move_list.js";
import { askWhy } from "../searching/asking.js";
import { asked, partOf, placeOf } from "./places.js";
import { placeWords, roomWords } from "./words.js";

const titleOf = (session) => get().view.sessions.find((one) => one.id === session)?.title ?? session;
const query = (card, more = {}) => asked({ session: card.session, number: card.number, at: null, from: null, usual: null }, more);

/** Put a card at a place by a step. */
function put(card, at) {
  const { day, start, minutes, room } = at;
  const part = partOf(get().view, card.session, card.number);
  const length = part && part.minutes === minutes ? {} : { minutes };
  const what = card.number === null
    ? { do: "place", session: card.session, day, start, minutes, room }
    : { do: "move", session: card.session, number: card.number, day, start, room, ...length };
  return act(what, card, at);
}

/** "Move to …": the best places by day, each with what it costs, and why not the others. */
export function moveDialog(card) {
  const heading = card.number === null ? say("Put “{title}” into the week", { title: titleOf(card.session) }) : say("Move “{title}” to", { title: titleOf(card.session) });
  openDialog(heading, (body, close) => {
    const choose = (at) => (close(), put(card, at));
    const more = (day, offset) => ask(here(`/moves?${query(card, { day, offset, limit: 20 })}`));
    filled(body, ask(here(`/moves?${query(card)}`)), (found) => moveList(found, choose, more));
  });
}

/** "Another room …": every room at the time that the part has. */
export function another(card) {
  const part = partOf(get().view, card.session, card.number);
  if (!part) return;
  openDialog(say("Another room for “{title}”", { title: titleOf(card.session) }), (body, close) => {
    const row = (one) => h("li", { class: "move-row" },
      h("button", { type: "button", disabled: one.here, onclick: () => (close(), put(card, { ...placeOf(part), room: one.rooms[0] })) }, roomWords(one.rooms[0])),
      rowWorth(one));
    filled(body, ask(here(`/rooms?${query(card)}`)), ({ rows }) => h("ul", { class: "move-rows" }, rows.map(row)));
  });
}

/** "Split …": when the second part begins. */
export function splitDialog(card) {
  const part = partOf(get().view, card.session, card.number);
  if (!part) return;
  const { grain } = get().view;
  openDialog(say("Split “{title}”", { title: titleOf(card.session) }), (body, close) => {
    const choices = [];
    for (let after = grain; after < part.minutes; after += grain) {
      const words = say("at {time}: {first} and {second}", { time: clock(part.start + after), first: length(after), second: length(part.minutes - after) });
      choices.push(h("li", {}, h("button", { type: "button", onclick: () => (close(), act({ do: "split", session: card.session, number: card.number, after }, card)) }, words)));
    }
    show(body, h("p", {}, say("Two parts are made of one; then each can be moved by itself.")), h("ul", { class: "choice-rows" }, choices));
  });
}

/** "Join with …": another part of the same session. */
export function join(card) {
  const others = get().view.parts.filter((one) => one.session === card.session && one.number !== card.number);
  const made = (other) => act({ do: "join", session: card.session, number: card.number, other: other.number }, card);
  if (others.length === 1) return made(others[0]);
  return chosenPart(say("Join “{title}” with", { title: titleOf(card.session) }), others, made);
}

/** "Swap with …": any other part. */
export function swapDialog(card) {
  const others = get().view.parts.filter((one) => one.session !== card.session || one.number !== card.number);
  const made = (other) => act({ do: "swap", one: { session: card.session, number: card.number }, other: { session: other.session, number: other.number } }, card);
  return chosenPart(say("Swap “{title}” with", { title: titleOf(card.session) }), others, made);
}

function chosenPart(heading, parts, made) {
  return openDialog(heading, (body, close) => {
    const days = get().view.days.filter((day) => parts.some((one) => one.day === day.day));
    show(body, days.map((day) => [
      h("h3", {}, day.words),
      h("ul", { class: "choice-rows" }, parts.filter((one) => one.day === day.day).map((one) =>
        h("li", {}, h("button", { type: "button", onclick: () => (close(), made(one)) },
          h("span", { dir: "auto" }, titleOf(one.session)), " ", h("span", { class: "quiet" }, `${clock(one.start)}–${clock(one.start + one.minutes)} ${roomWords(one.room)}`))))),
    ]));
  });
}

/** "Why is it there?": what the best place of every other sitting would be worth. */
export function whyDialog(card) {
  const part = partOf(get().view, card.session, card.number);
  if (!part) return;
  openDialog(say("Why is “{title}” there?", { title: titleOf(card.session) }), (body, close) => {
    const row = (one) => h("li", { class: one.here ? "move-row is-here" : "move-row" }, h("span", { class: "where" }, placeWords({ ...one, start: one.starts[0], room: one.rooms[0] })), rowWorth(one));
    filled(body, ask(here(`/why?${query(card)}`)), ({ rows }) => [
      h("p", {}, say("It is on {where}. With all else where it is, this is what the best place of each sitting would be worth:", { where: placeWords(part) })),
      h("ul", { class: "move-rows" }, rows.map(row)),
      h("p", {}, h("button", { type: "button", onclick: () => (close(), askWhy(card.session, card.number)) }, say("Ask with the others moving as well"))),
    ]);
  });
}
