"""What is known and how it is found: passages, encoder, corpus, vectors, keywords, search."""
