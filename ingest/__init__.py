"""Articles in: read a file, put its articles in order, split them into passages, sync them into the index."""
