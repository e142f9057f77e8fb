"""The commands that tell about the program itself."""
