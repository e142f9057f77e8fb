"""What a person does to a week: functions that make another of it."""
