"""Evidence: questions, findings, claims, what rests on what, and what must be reviewed."""
