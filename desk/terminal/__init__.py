"""How commands speak to a person: tables, progress, exit codes, failures."""
