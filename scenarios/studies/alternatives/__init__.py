"""Timetables nearly as good as the best."""
