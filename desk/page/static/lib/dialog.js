/** A dialog over the page: Escape closes it, and the focus goes back to where it was. */
import { h } from "./dom.js";
import { say } from "./words.js";

/**
 * Open a dialog.
 * @param {string} title
 * @param {(close: () => void) => Node[]} fill what stands in it
 */
export function openDialog(title, fill) {
  const before = document.activeElement;
  const close = () => element.close();
  const element = h("dialog", { class: "asked", "aria-labelledby": "asked-title" },
    h("div", { class: "asked-head" }, h("h2", { id: "asked-title" }, title),
      h("button", { type: "button", "aria-label": say("Close"), onclick: close }, "×")),
    fill(close));
  element.addEventListener("close", () => {
    element.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  document.body.append(element);
  element.showModal();
}
