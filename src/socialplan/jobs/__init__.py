"""The face for the clock."""
