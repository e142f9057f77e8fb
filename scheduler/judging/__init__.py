"""Judging a timetable, without any solver."""
