"""Settings from the environment, with defaults that run on a laptop."""
