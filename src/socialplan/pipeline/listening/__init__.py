"""Listening: what networks say, asked for, kept as it came, and stored together with how far we are."""
