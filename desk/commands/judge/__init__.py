"""The commands that look at a timetable."""
