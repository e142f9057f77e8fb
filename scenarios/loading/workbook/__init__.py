"""A scenario as a workbook: its sheets and columns, and both ways between them and a file."""
