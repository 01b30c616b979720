"""What a machine reads into a post: batch in, columns out. No labeller is built yet."""
