"""The searches of the page: what is asked, the thread that searches, and what is shown of it."""
