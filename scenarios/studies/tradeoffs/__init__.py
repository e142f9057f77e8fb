"""What two or three preferences allow each other."""
