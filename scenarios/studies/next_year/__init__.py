"""What this year's minutes and experiments say of next year's week."""
