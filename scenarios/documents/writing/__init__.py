"""How a document is written: its head and foot, and Word, PDF and HTML."""
