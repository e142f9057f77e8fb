"""Commands that write what is sent."""
