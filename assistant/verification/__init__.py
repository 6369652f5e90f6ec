"""What a written sentence says, held against the words that it cites: figures, names, places, who does what to whom."""
