"""From a question to an answer with its exact words, and the ways to ask."""
