"""What moves where a part stays that was moved by hand."""
