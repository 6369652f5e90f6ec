"""The measures of an answer, each a function of one judged case; eval/score.py lists and sums them."""
