"""The best weeks with a session in other half-days, whatever else moves for it."""
