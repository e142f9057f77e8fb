/** Change the week: what stands in its file, as forms. */
import { announce, h, show } from "../lib/dom.js";
import { get, listen, put } from "../lib/store.js";
import { count, say } from "../lib/words.js";
import { adding } from "./adding.js";
import { details, fields } from "./details.js";
import { allCells, forget, stateOf } from "./drafts.js";
import { headed } from "./heads.js";
import { idOf } from "./fields.js";
import { inWords } from "./in_words.js";
import { begins, code, entriesOf, fieldsOf, nameOf, resolve, sectionOf, stepsTo } from "./model.js";
import { named } from "./names.js";
import { outcome, read, save } from "./saving.js";
import { table } from "./table.js";

/** Draw the forms into an element; an address may lead on to an entry and a field. */
export function openChange(root) {
  const { key } = get().route;
  const state = stateOf(key);
  let at = null;
  let reading = false;

  const place = () => resolve(state.form, location.hash.split("/").slice(3).map(decodeURIComponent).filter(Boolean))
    ?? { section: state.form.sections[0], entry: null, field: "" };

  const go = (section, entry = null, field = null, focus = true) => {
    const steps = stepsTo(section, entry, field).map((one) => encodeURIComponent(one));
    history.pushState(null, "", `#/${encodeURIComponent(key)}/change/${steps.join("/")}`);
    at = { section, entry, field: field?.key ?? "" };
    draw();
    if (focus) reveal();
  };

  const reveal = () => {
    const { section, entry, field } = at;
    if (field && entry) {
      const found = document.getElementById(idOf(entry, { key: field }));
      found?.scrollIntoView({ block: "center" });
      found?.focus({ preventScroll: true });
    } else if (entry && !section.single) {
      const name = document.getElementById("details-name");
      name?.focus({ preventScroll: true });
      if (matchMedia("(max-width: 60rem)").matches) name?.scrollIntoView();
      root.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
    }
  };

  const current = (entry) => entry && ([...state.form.entries, ...state.added].find((one) => one.section === entry.section && code(one.path) === code(entry.path)) ?? null);

  const draw = () => {
    note();
    if (!state.form) {
      show(root, h("p", { class: "quiet" }, say("Reading …")));
      return;
    }
    at ??= place();
    at.entry = current(at.entry);
    at.section = sectionOf(state.form, at.entry?.section ?? at.section.id);
    const shown = at.section.within ? sectionOf(state.form, at.section.within) : at.section;
    const open = at.section.within && at.entry ? current(entriesOf(state, shown).find((one) => begins(at.entry.path, one.path))) : at.entry;
    if (at.section.within && at.entry) state.inner = at.entry.path.join("/");
    const writing = document.activeElement;
    const range = writing?.tagName === "INPUT" && writing.type === "text" ? [writing.selectionStart, writing.selectionEnd] : null;
    show(root, h("div", { class: "change" }, menu(shown), main(shown, open)), bar());
    if (range && document.activeElement.id === writing.id && document.activeElement.type === "text") document.activeElement.setSelectionRange(...range);
  };

  const menu = (shown) => {
    const groups = [...new Set(state.form.sections.map((one) => one.group))];
    const tops = state.form.sections.filter((one) => !one.within);
    const touched = (one) => [...state.drafts.values()].some((each) => (one.single ? !each.path.length && one.fields.some((f) => f.key === each.field) : each.path.length && begins(each.path, stepsTo(one))));
    return h("nav", { class: "change-menu", "aria-label": say("What to change") },
      h("label", { for: "menu-choice", class: "unseen" }, say("What to change")),
      h("select", { id: "menu-choice", onchange: (event) => go(sectionOf(state.form, event.target.value)) },
        groups.map((group) => h("optgroup", { label: named(group) }, tops.filter((one) => one.group === group).map((one) => h("option", { value: one.id, selected: one.id === shown.id }, named(one.name)))))),
      h("ul", {}, groups.map((group) => {
        const inside = tops.filter((one) => one.group === group);
        const link = (one) => h("a", { href: `#/${encodeURIComponent(key)}/change/${stepsTo(one).map(encodeURIComponent).join("/")}`, "aria-current": one.id === shown.id && "page", "data-key": `menu/${one.id}`,
          onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); state.inner = null; go(one); } }, named(one.name), touched(one) && h("span", { class: "dot", title: say("changed") }, " ●"));
        return h("li", {}, inside.length > 1 ? [h("span", {}, named(group)), h("ul", {}, inside.map((one) => h("li", {}, link(one))))] : link(inside[0]));
      })));
  };

  const main = (section, open) => {
    const single = section.single && entriesOf(state, section)[0];
    const search = h("input", { id: "form-search", type: "search", value: state.filter, placeholder: say("Search"), "aria-label": say("Search"), oninput: (event) => { state.filter = event.target.value; draw(); } });
    const opens = (entry, stay = false) => {
      if (!stay) state.inner = null;
      if (!entry || (open && !stay && code(entry.path) === code(open.path))) go(section, null, null, false);
      else if (stay) { at = { section, entry, field: "" }; draw(); }
      else go(section, entry);
    };
    return h("div", { class: "forms" }, inWords(state), problems(), outcome(state),
      h("header", { class: "section-head" }, h("h2", {}, named(section.name)), !single && search),
      section.about && h("p", { class: "help", lang: "en" }, section.about),
      single ? h("div", { class: "single-values" }, fields(state, single))
        : h("div", { class: open ? "sheet-and-details" : null },
          h("div", { class: "sheet-side" }, table(state, section, { open: opens, opened: open }),
            adding(state, section, { begun: (entry) => go(sectionOf(state.form, entry.section), entry) })),
          open && details(state, open, { close: () => opens(null), open: opens })));
  };

  const problems = () => {
    if (!state.problems.length) return null;
    return h("section", { class: "problems", id: "form-problems", tabindex: "-1", role: "alert", "aria-label": say("This was not saved") },
      h("button", { type: "button", class: "close", "aria-label": say("Close"), onclick: () => { state.problems = []; draw(); } }, "×"),
      h("p", {}, h("b", {}, count("This was not saved: {n} thing is wrong.", "This was not saved: {n} things are wrong.", state.problems.length)), " ", say("What you have written stays here.")),
      h("ul", {}, state.problems.map((one) => h("li", {}, where(one), " ", h("span", { lang: "en" }, one.what)))));
  };

  const where = ({ path }) => {
    const steps = path.map(String);
    const fresh = state.added.find((one) => begins(path, one.path));
    const found = fresh ? { section: sectionOf(state.form, fresh.section), entry: fresh, field: "" } : steps.length ? resolve(state.form, steps) : null;
    if (!found) return steps.length > 0 && h("b", {}, steps.join(" › "));
    const field = found.entry && fieldsOf(state.form, found.entry).find((one) => one.key === found.field || (one.path.length && begins(path.slice(found.entry.path.length), one.path)));
    const above = found.section.within && found.entry && state.form.entries.find((one) => one.section === found.section.within && begins(found.entry.path, one.path));
    const words = [above && nameOf(state.form, above), found.entry && !found.section.single ? nameOf(state.form, found.entry, allCells(state, found.entry)) : named(found.section.name), field && headed(field.cells[0].head)];
    return h("a", { href: `#/${encodeURIComponent(key)}/change/${steps.map(encodeURIComponent).join("/")}`, onclick: (event) => { event.preventDefault(); go(found.section, found.entry, field ?? null); } }, words.filter(Boolean).join(" › "));
  };

  const bar = () => h("div", { class: "save-bar", id: "save-bar", hidden: !state.drafts.size },
    h("span", { id: "save-count" }, told()),
    h("button", { type: "button", class: "main", onclick: () => save(state) }, say("Save")),
    h("button", { type: "button", onclick: () => { forget(state); at.entry = current(at.entry); draw(); announce(say("Discarded")); } }, say("Discard")));
  const told = () => count("{n} field is changed and not saved", "{n} fields are changed and not saved", state.drafts.size);

  const note = () => get().unsaved !== state.drafts.size && put({ unsaved: state.drafts.size });
  const written = () => {
    note();
    const element = document.getElementById("save-bar");
    if (!element) return;
    element.hidden = !state.drafts.size;
    document.getElementById("save-count").textContent = told();
  };
  const keys = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save(state);
    }
  };

  const renew = async () => {
    if (reading) return;
    reading = true;
    try {
      await read(state);
      draw();
    } finally {
      reading = false;
    }
  };

  state.redraw = draw;
  state.listeners.add(written);
  addEventListener("keydown", keys);
  const end = listen((_, changes) => "view" in changes && get().view && get().view.version !== state.form?.version && renew());
  if (state.form) draw();
  renew().then(() => { at = place(); draw(); reveal(); });
  return () => {
    end();
    state.redraw = () => {};
    state.listeners.delete(written);
    removeEventListener("keydown", keys);
  };
}
