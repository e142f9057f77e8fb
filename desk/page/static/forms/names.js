/** What sections and their headings are called on the page. */
import { say } from "../lib/words.js";

const NAMES = {
  "Sessions": () => say("Sessions"),
  "Agenda": () => say("Agenda"),
  "Pinned": () => say("Pinned"),
  "Time for small groups": () => say("Time for small groups"),
  "Small groups": () => say("Small groups"),
  "Order": () => say("Order"),
  "Rules": () => say("Rules"),
  "Committees and other bodies": () => say("Committees and other bodies"),
  "Committees and leaders": () => say("Committees and leaders"),
  "Presidency and open posts": () => say("Presidency and open posts"),
  "Tasks of States": () => say("Tasks of States"),
  "Delegations": () => say("Delegations"),
  "All delegations": () => say("All delegations"),
  "Delegations that differ": () => say("Delegations that differ"),
  "Further delegations": () => say("Further delegations"),
  "Rooms": () => say("Rooms"),
  "The venue": () => say("The venue"),
  "Sections of the hall": () => say("Sections of the hall"),
  "The week": () => say("The week"),
  "Days and times": () => say("Days and times"),
  "Sittings of every day": () => say("Sittings of every day"),
  "Days that differ": () => say("Days that differ"),
  "Sittings of the day": () => say("Sittings of the day"),
  "More": () => say("More"),
  "Instruments": () => say("Instruments"),
  "Formats of your own": () => say("Formats of your own"),
  "Sources": () => say("Sources"),
  "Timetables to compare with": () => say("Timetables to compare with"),
  "Variants": () => say("Variants"),
  "Questions for a sweep": () => say("Questions for a sweep"),
};

/** The name of a section or of a heading, as the server has it in English, in the language of the page. */
export const named = (name) => NAMES[name]?.() ?? name;
