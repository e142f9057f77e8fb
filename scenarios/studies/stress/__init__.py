"""How robust a timetable is: one thing goes wrong at a time, and the least repair is found."""
