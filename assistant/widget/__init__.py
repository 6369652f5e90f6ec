"""The citizens' widget: a loader for other sites' pages, and a light page of our own in a frame."""
