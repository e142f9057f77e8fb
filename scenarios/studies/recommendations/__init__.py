"""The nine recommendations of the Review: how a timetable meets each, with the evidence."""
