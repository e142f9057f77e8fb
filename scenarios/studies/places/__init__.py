"""Every place that a part could have."""
