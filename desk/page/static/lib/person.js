/** Who sits here, and what they may do. */
import { get } from "./store.js";

const KEPT = "person";

/** What the person wants to be called in the log; empty where nobody has said. */
export const called = () => localStorage.getItem(KEPT) ?? "";

/** Be called so from now on, in this browser. */
export function call(name) {
  localStorage.setItem(KEPT, name.trim());
}

/** Whether the person may change anything: controls that write are shown only then. */
export const mayWrite = () => (get().view?.role ?? get().desk?.role ?? "editor") !== "viewer";
