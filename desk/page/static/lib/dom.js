/** Elements made of values: text is always text, so that no title can be markup. */

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, *>} attributes `on…` are listeners, `class` and `aria-…` attributes,
 *   `style` an object of properties; null, undefined and false leave one out, true writes it bare.
 * @param {...*} children elements, texts, or lists of them; null and false are left out
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  element.append(...children.flat(Infinity).filter((one) => one != null && one !== false).map(asNode));
  return element;
}

function set(element, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "style") for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
  else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

const asNode = (one) => (one instanceof Node ? one : document.createTextNode(String(one)));

/**
 * Put other children into an element, and keep the focus where it was: on the element with the same
 * `data-key` (or id), if there is one.
 */
export function show(element, ...children) {
  const inside = element.contains(document.activeElement) ? document.activeElement : null;
  const key = inside?.closest("[data-key]")?.dataset.key;
  const id = inside?.id;
  element.replaceChildren(...children.flat(Infinity).filter((one) => one != null && one !== false).map(asNode));
  const again = id ? document.getElementById(id) : key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
}

/** Say something to those who listen to a screen reader. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/**
 * Show a notice: it stays until it is closed where something is wrong, else for some seconds.
 * @param {string} text
 * @param {{wrong?: boolean, actions?: Node[]}} how
 */
export function notice(text, { wrong = false, actions = [] } = {}) {
  const close = h("button", { "aria-label": "×", onclick: () => element.remove() }, "×");
  const element = h("div", { class: wrong ? "notice wrong" : "notice", role: wrong ? "alert" : "status" }, text, " ", actions, close);
  document.getElementById("notices").append(element);
  if (!wrong && !actions.length) setTimeout(() => element.remove(), 6000);
  return element;
}
