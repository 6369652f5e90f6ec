"""Whether answers are grounded, and what they cost."""
