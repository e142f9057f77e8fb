"""The model of a week: its variables, and the verbs with which rules post themselves."""
