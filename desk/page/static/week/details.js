/** The details of a card, beside it while it is hovered or focused. */
import { h } from "../lib/dom.js";
import { get, listen } from "../lib/store.js";
import { length, say } from "../lib/words.js";
import { hoursOf, partOf, signsOf } from "./card.js";
import { isOwn } from "./model.js";

/** Milliseconds for which a card is hovered before its details are shown, and after something was let go. */
const PATIENCE = 300;
const CALM = 2500;

/**
 * Show details in a layer while cards of an element are hovered or focused.
 * @param {HTMLElement} root
 * @param {() => Object} model of what is drawn
 * @returns {() => void} ends it
 */
export function detailsOf(root, model) {
  const layer = h("div", { class: "details screen-only", id: "card-details", role: "tooltip", hidden: true });
  document.body.append(layer);
  let timer = 0;
  let calm = 0;
  let shown = null;
  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    layer.hidden = true;
  };
  const open = (element) => {
    hide();
    const inside = contents(model(), element);
    if (!inside || get().held) return;
    layer.replaceChildren(...inside);
    layer.hidden = false;
    beside(layer, element);
    element.setAttribute("aria-describedby", layer.id);
    shown = element;
  };
  const soon = (event) => {
    const element = event.target.closest?.(".card");
    if (layer.contains(event.target) || (element && element === shown)) return clearTimeout(timer);
    clearTimeout(timer);
    if (performance.now() < calm) return hide();
    timer = setTimeout(() => (element && root.contains(element) && event.pointerType !== "touch" ? open(element) : hide()), PATIENCE);
    return undefined;
  };
  const focused = (event) => {
    const element = event.target.closest?.(".card");
    if (element && element.matches(":focus-visible")) open(element);
    else hide();
  };
  const key = (event) => event.key === "Escape" && hide();
  const endListening = listen((_, changes) => {
    if (!("held" in changes)) return;
    if (changes.held === null) calm = performance.now() + CALM;
    hide();
  });
  document.addEventListener("pointerover", soon);
  document.addEventListener("pointerdown", hide);
  document.addEventListener("keydown", key);
  root.addEventListener("focusin", focused);
  root.addEventListener("focusout", hide);
  return () => {
    hide();
    endListening();
    layer.remove();
    document.removeEventListener("pointerover", soon);
    document.removeEventListener("pointerdown", hide);
    document.removeEventListener("keydown", key);
    root.removeEventListener("focusin", focused);
    root.removeEventListener("focusout", hide);
  };
}

function contents(model, element) {
  const { session: id, number } = element.dataset;
  if (number === "0") return waiting(model, id);
  const card = model.cards.find((one) => one.key === `${id}/${number}`);
  if (!card) return null;
  const { part, session, body, room } = card;
  const what = [...signsOf(card).map(([, words]) => words), needs(session)];
  const own = card.findings.filter((one) => isOwn(one, card));
  const findings = [...own, ...card.findings.filter((one) => !own.includes(one))];
  const day = model.view.days.find((one) => one.day === part.day);
  return [
    h("strong", { class: "title", dir: "auto" }, session.title),
    h("p", {}, [day?.words, hoursOf(part), length(part.minutes)].filter(Boolean).join(" · ")),
    h("p", {}, [partOf(card) && say("part {n} of {all}", { n: part.number, all: card.of }), room?.name, body?.name].filter(Boolean).join(" · ")),
    session.presides && h("p", { dir: "auto" }, session.presides),
    h("p", { class: "quiet" }, [session.format, ...what].filter(Boolean).join(" · ")),
    card.change && h("p", { class: "quiet" }, changed(model, card.change)),
    findings.length > 0 && h("ul", {}, findings.slice(0, 8).map((one) => h("li", { lang: "en", class: one.must ? "must" : "" }, one.sentence)),
      findings.length > 8 && h("li", {}, say("and {n} more", { n: findings.length - 8 }))),
  ].filter(Boolean);
}

function changed(model, { from, kind }) {
  if (kind === "added") return say("New in the week");
  return kind === "resized" ? say("Was {when}", { when: hoursOf(from) }) : say("Moved from {where}", { where: whereWas(model, from) });
}

const needs = (session) => say("{least} at least, {wanted} wanted", { least: length(session.least), wanted: length(session.wanted) });

function whereWas(model, part) {
  const day = model.view.days.find((one) => one.day === part.day);
  return [day?.short, hoursOf(part), model.rooms.get(part.room)?.name].filter(Boolean).join(", ");
}

function waiting(model, id) {
  const session = model.sessions.get(id);
  if (!session) return null;
  const findings = model.verdict.findings.filter((one) => one.sessions.includes(id));
  return [
    h("strong", { class: "title", dir: "auto" }, session.title),
    h("p", { dir: "auto" }, [model.bodies.get(session.bodies[0])?.name, session.presides].filter(Boolean).join(" · ")),
    h("p", { class: "quiet" }, [say("not placed"), session.optional ? say("optional") : say("must be held"), needs(session)].join(" · ")),
    findings.length > 0 && h("ul", {}, findings.map((one) => h("li", { lang: "en", class: one.must ? "must" : "" }, one.sentence))),
  ].filter(Boolean);
}

/** Put the layer beside an element, inside the window. */
function beside(layer, element) {
  const box = element.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = layer;
  const right = box.right + 6 + width < innerWidth ? box.right + 6 : box.left - 6 - width;
  const left = right >= 4 ? right : Math.max(4, Math.min(box.left, innerWidth - width - 4));
  const top = right >= 4 ? box.top : box.bottom + 4;
  layer.style.setProperty("left", `${left}px`);
  layer.style.setProperty("top", `${Math.max(4, Math.min(top, innerHeight - height - 4))}px`);
}
