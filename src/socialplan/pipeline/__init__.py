"""The only place where networks, store, labels and analysis meet."""
