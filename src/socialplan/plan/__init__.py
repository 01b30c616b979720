"""The social media plan: one Django app, one plain package (room) per step."""
