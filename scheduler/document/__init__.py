"""The one way to report: a value that says what a report holds, and its writers."""
