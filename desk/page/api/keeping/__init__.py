"""What is kept of a week: its file, and drafts by name."""
