/** A dialog of the page: modal, closed by Escape, the focus back where it was. */
import { h, show } from "../lib/dom.js";
import { say } from "../lib/words.js";

/**
 * Open a dialog.
 * @param {string} title
 * @param {(body: HTMLElement, close: () => void) => void} fill draws what is in it
 * @returns {() => void} closes it
 */
export function openDialog(title, fill) {
  const before = document.activeElement;
  const body = h("div", { class: "dialog-body" });
  const heading = h("h2", { id: "holding-dialog-title", dir: "auto" }, title);
  const close = () => element.close();
  const element = h("dialog", { class: "holding-dialog", "aria-labelledby": "holding-dialog-title" },
    h("div", { class: "dialog-head" }, heading, h("button", { type: "button", "aria-label": say("Close"), onclick: close }, "×")), body);
  element.addEventListener("close", () => {
    element.remove();
    if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true });
  });
  element.addEventListener("click", (event) => event.target === element && close());
  document.body.append(element);
  fill(body, close);
  element.showModal();
  return close;
}

/** Say in a dialog that something is on its way, or has failed. */
export async function filled(body, asking, draw) {
  show(body, h("p", { role: "status" }, say("Asking …")));
  try {
    const answer = await asking;
    show(body, draw(answer));
  } catch (error) {
    show(body, h("p", { role: "alert" }, error.message || say("The server does not answer.")));
  }
}
