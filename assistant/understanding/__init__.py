"""What a question asks: of whom, of which place and year, in which parts, and what it takes from those before it."""
