"""The commands for what changes after a timetable is made."""
