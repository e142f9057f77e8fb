/** A text field that offers what there is to choose from, for one word or for a list of them. */
import { h } from "../lib/dom.js";
import { say } from "../lib/words.js";

const MOST = 12;
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/**
 * Let a text field offer words: a list opens below it while a person writes.
 * @param {HTMLInputElement} input
 * @param {() => {word: string, name: string}[]} offers
 * @param {{several?: boolean, chosen: () => void}} how
 * @returns {HTMLElement} the list, to stand behind the field
 */
export function choosing(input, offers, { several = false, chosen }) {
  const list = h("ul", { class: "word-offers", role: "listbox", id: `${input.id}-offers`, hidden: true, "aria-label": say("To choose from") });
  let found = [];
  let at = -1;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", autocomplete: "off" })) {
    input.setAttribute(name, value);
  }
  const piece = () => (several ? input.value.slice(0, input.selectionStart ?? undefined).split(/[,;]/).at(-1) : input.value).trim();
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const open = (all) => {
    const typed = plain(all ? "" : piece());
    const has = several ? input.value.split(/[,;]/).map((one) => one.trim()) : [];
    const fits = offers().filter((one) => !has.includes(one.word) && (plain(one.word).includes(typed) || plain(one.name).includes(typed)));
    const first = (one) => (plain(one.word).startsWith(typed) ? 0 : plain(one.name).startsWith(typed) ? 1 : 2);
    found = typed ? fits.sort((a, b) => first(a) - first(b)) : fits;
    found = found.slice(0, all ? 400 : MOST);
    list.replaceChildren(...found.map((one, n) => h("li", {
      id: `${list.id}-${n}`, role: "option", "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); take(n); },
    }, h("b", {}, one.word), one.name && one.name !== one.word && ` ${one.name}`)));
    list.hidden = !found.length;
    at = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const light = (n) => {
    at = (n + found.length) % found.length;
    [...list.children].forEach((one, each) => one.setAttribute("aria-selected", String(each === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
  };
  const take = (n) => {
    if (several) {
      const end = input.selectionStart ?? input.value.length;
      const begin = Math.max(input.value.lastIndexOf(",", end - 1), input.value.lastIndexOf(";", end - 1)) + 1;
      const rest = input.value.slice(end).replace(/^[^,;]*/, "");
      const head = input.value.slice(0, begin);
      input.value = `${head}${head && !head.endsWith(" ") ? " " : ""}${found[n].word}${rest || ", "}`;
    } else input.value = found[n].word;
    close();
    chosen();
  };
  input.addEventListener("input", () => open(false));
  input.addEventListener("blur", () => {
    if (several && /,\s*$/.test(input.value)) {
      input.value = input.value.replace(/[,\s]+$/, "");
      chosen();
    }
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && (event.altKey || !list.hidden)) {
      event.preventDefault();
      event.stopPropagation();
      if (list.hidden) open(true);
      else light(at + 1);
    } else if (!list.hidden && event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      light(at - 1);
    } else if (!list.hidden && at >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      if (event.key === "Enter") event.preventDefault();
      event.stopPropagation();
      take(at);
    } else if (!list.hidden && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  const all = h("button", { type: "button", class: "all", tabindex: "-1", "aria-hidden": "true", onmousedown: (event) => {
    event.preventDefault();
    input.focus();
    if (list.hidden) open(true);
    else close();
  } }, "▾");
  return h("span", { class: "with-offers" }, input, all, list);
}
