"""The programme and the pages of delegations: what they say, and how they are written."""
