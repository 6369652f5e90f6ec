"""The server around the route: who may ask, how often, what is kept of it, and the protocols that are spoken."""
