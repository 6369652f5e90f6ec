"""A language model's reply: asked for, read as it comes, cut into sentences; its faults, and what it may cost."""
