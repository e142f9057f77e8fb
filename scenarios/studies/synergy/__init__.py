"""What two instruments have in common, and what meeting together saves."""
