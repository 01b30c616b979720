"""The plan on paper: the same dataclasses the screens use."""
