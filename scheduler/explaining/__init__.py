"""Why no timetable fits, and what is the least to give up."""
