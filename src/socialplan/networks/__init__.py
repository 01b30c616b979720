"""Where conversations come from: one file per network or file format, strangers to each other."""
