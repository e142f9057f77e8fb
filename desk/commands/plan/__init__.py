"""The commands that make a timetable."""
