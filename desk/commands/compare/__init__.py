"""The commands that lay timetables side by side."""
