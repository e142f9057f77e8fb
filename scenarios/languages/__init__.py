"""English, French and Spanish: titles, fixed words, dates."""
