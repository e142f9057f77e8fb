/** Whether the week is saved, and what to do where it is not. */
import { ask, here, refuse, refresh } from "../lib/api.js";
import { unsavedOf } from "../forms/drafts.js";
import { openDialog } from "../lib/dialog.js";
import { announce, h } from "../lib/dom.js";
import { mayWrite } from "../lib/person.js";
import { get, put } from "../lib/store.js";
import { count, say } from "../lib/words.js";

/** What is said of a file that is not as the page shows it. */
const UNSAVED = {
  theirs: () => say("Somebody else has saved this file"),
  gone: () => say("The file is not there any more"),
  unsaved: () => say("The file cannot be written"),
};

/** Look at how the file stands. */
export async function lookAtFile() {
  put({ file: await ask(here("/file")).catch(() => null) });
}

/** The sign, for the head of the page: a text, or a button where something has to be decided. */
export function savedSign() {
  const { saving, file, route } = get();
  const left = unsavedOf(route.key);
  if (left) return h("a", { class: "saved wrong", href: `#/${encodeURIComponent(route.key)}/change` }, count("{n} field is changed and not saved", "{n} fields are changed and not saved", left));
  if (saving) return h("span", { class: "saved" }, say("Saving …"));
  const wrong = UNSAVED[file?.state];
  if (wrong) return h("button", { type: "button", id: "unsaved", class: "saved wrong", onclick: settle }, `${say("Not in the file")}: ${wrong()}`);
  return h("span", { class: "saved" }, file?.state === "none" ? say("Saved beside the revision") : say("Saved"));
}

/** Show how the file differs, and let the person choose. */
async function settle() {
  await lookAtFile();
  const { file } = get();
  if (!UNSAVED[file?.state]) return announce(say("Saved"));
  openDialog(UNSAVED[file.state](), (close) => [
    h("p", {}, say("All that you have done is kept beside the file {file}, and nothing is lost.", { file: file.file })),
    file.problems.length > 0 && h("ul", { class: "told", lang: "en" }, file.problems.map((one) => h("li", {}, [one.where, one.subject, one.what].filter(Boolean).join(": ")))),
    file.differs.length > 0 && differing(file),
    mayWrite() && h("p", { class: "choices" },
      h("button", { type: "button", class: "main", onclick: () => keep("mine", close) }, say("Write mine into the file")),
      file.state === "theirs" && h("button", { type: "button", onclick: () => keep("theirs", close) }, say("Take theirs, as a step that can be undone"))),
    mayWrite() && file.state === "theirs" && h("p", { class: "quiet" }, say("If you write yours, theirs stays beside it as a copy.")),
  ]);
}

function differing({ differs, more }) {
  const head = [say("What"), say("Here"), say("In the file")];
  return h("div", { class: "scrolled", tabindex: 0, role: "region", "aria-label": say("What differs") },
    h("table", {}, h("thead", {}, h("tr", {}, head.map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, differs.map((one) => h("tr", {}, h("td", {}, one.words), h("td", {}, said(one.mine)), h("td", {}, said(one.theirs)))))),
    more > 0 && h("p", {}, say("and {n} more", { n: more })));
}

const said = (value) => (value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value));

async function keep(which, close) {
  try {
    const done = await ask(here("/file"), { method: "POST", body: { keep: which }, version: get().view.version });
    put({ view: done.view });
    announce(done.said);
    close();
  } catch (error) {
    close();
    await refuse(error);
    await refresh().catch(() => {});
  }
  await lookAtFile();
}
