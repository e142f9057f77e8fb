"""What a scenario begins from: a timetable that somebody made by hand."""
