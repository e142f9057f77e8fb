"""Building a timetable step by step, without a solver."""
