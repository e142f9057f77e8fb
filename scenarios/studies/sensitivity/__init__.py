"""How sure the best week is, given that every price of a preference is an assumption."""
