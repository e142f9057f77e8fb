"""What goes out and comes back: the schedule CSV and tables."""
