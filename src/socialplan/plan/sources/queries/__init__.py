"""What the data, import and task screens read."""
