"""What goes out and comes back: the schedule CSV, who leads, and tables for notebooks."""
