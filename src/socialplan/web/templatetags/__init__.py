"""Tags every template can use without loading them."""
