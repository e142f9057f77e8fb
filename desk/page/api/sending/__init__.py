"""What is compared and what goes out."""
