/** What documents and their forms are called. */
import { say } from "../lib/words.js";

const CALLED = {
  programme: () => say("Programme"),
  delegations: () => say("Pages of delegations"),
  changes: () => say("What changed"),
  notices: () => say("Notices"),
  calendar: () => say("Calendar of all"),
  calendars: () => say("All calendars, and feeds for other programs"),
  schedule: () => say("Schedule"),
  speakers: () => say("Speakers"),
  scenario: () => say("Scenario"),
  week: () => say("Picture of the week"),
};

const FORMS = {
  html: () => say("Web page"),
  pdf: () => "PDF",
  docx: () => "Word",
  xlsx: () => say("Workbook"),
  csv: () => "CSV",
  txt: () => say("Text"),
  yaml: () => "YAML",
  zip: () => "ZIP",
  ics: () => "iCalendar",
  png: () => "PNG",
  svg: () => "SVG",
};

/** What a document is, by its name without an ending. */
export const called = (stem) => CALLED[stem]?.() ?? stem;

/** In which form a file is, by its ending. */
export const form = (name) => FORMS[name.split(".").pop()]?.() ?? name.split(".").pop().toUpperCase();
