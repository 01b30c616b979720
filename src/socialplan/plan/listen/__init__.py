"""Listen: what is read in what people say, corrected by the team, by versions of models it adopted."""
