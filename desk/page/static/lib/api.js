/** What the page asks of the server. */
import { announce, h, notice } from "./dom.js";
import { called } from "./person.js";
import { get, put } from "./store.js";
import { language, say } from "./words.js";

/** An answer that is no success: `status`, and what the server says of it. */
export class Refused extends Error {
  constructor(status, body) {
    super((body?.told ?? [body?.detail ?? `${status}`]).join("\n"));
    this.status = status;
    this.body = body;
  }
}

/**
 * Ask the server.
 * @param {string} path below `/api/`
 * @param {{method?: string, body?: *, raw?: Blob, version?: number, signal?: AbortSignal}} how `body`
 *   goes as JSON, `raw` as it is
 */
export async function ask(path, { method = "GET", body, raw, version, signal } = {}) {
  const headers = { "Accept-Language": language(), "X-Person": encodeURIComponent(called()) };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  const answer = await fetch(`/api/${path}`, { method, headers, signal, body: raw ?? (body === undefined ? undefined : JSON.stringify(body)) });
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : await answer.text();
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
}

/** The address of the open week below `/api/`. */
export const here = (rest = "") => `weeks/${encodeURIComponent(get().route.key)}${rest}`;

/** Read the open week anew. */
export async function refresh() {
  const view = await ask(here());
  const before = get().view;
  if (before?.key !== view.key || before.version <= view.version) put({ view });
}

/** Read the open week anew where the server has a newer one than the steps under way will bring. */
export async function catchUp(version) {
  await last;
  if ((get().view?.version ?? 0) < version) await refresh();
}

let last = Promise.resolve();

/**
 * Make a step on the week, after those before it; the view becomes what comes of it.
 * @param {Object} what
 * @param {{again?: boolean}} how whether it is offered again where it was stale
 * @returns {Promise<Object|null>} what the server says, null where it was refused
 */
export const step = (what, { again = true } = {}) => afterAll(() => made(what, again));

/**
 * Do something that makes a step, after those before it, so that nobody stands in their own way.
 * @template T
 * @param {() => Promise<T>} work which refuses nothing
 * @returns {Promise<T>}
 */
export function afterAll(work) {
  last = last.then(work);
  return last;
}

async function made(what, again) {
  put({ saving: true });
  try {
    const done = await ask(here("/steps"), { method: "POST", body: what, version: get().view.version });
    put({ view: done.view, saving: false, ...(done.file !== get().file?.state && { file: { state: done.file } }) });
    announce(done.said);
    return done;
  } catch (error) {
    put({ saving: false });
    await refuse(error, again ? () => step(what) : null);
    return null;
  }
}

/** Say why something was refused; a stale write can be made again on the week as it is now. */
export async function refuse(error, again = null) {
  if (!(error instanceof Refused)) {
    notice(say("The server does not answer. Nothing that was shown as saved is lost."), { wrong: true });
  } else if (error.status === 412) {
    const since = error.body.since.map((one) => `${one.who || say("Somebody")}: ${one.what}`).join("\n");
    await refresh();
    const button = again && h("button", { onclick: (event) => { event.target.closest(".notice").remove(); again(); } }, say("Do it again now"));
    notice(`${say("The week has changed since, so this was not done:")}\n${since}`, { wrong: true, actions: button ? [button] : [] });
  } else {
    notice(error.message, { wrong: true });
  }
}
