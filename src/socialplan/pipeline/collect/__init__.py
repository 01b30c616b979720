"""From files to observations: read, map, check, join and store, all or nothing."""
