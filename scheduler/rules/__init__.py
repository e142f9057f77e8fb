"""What a rule is, and what it asks for."""
