"""The only way out: all outgoing HTTP belongs here. Nothing in socialplan sends any yet."""
