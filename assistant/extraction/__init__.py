"""The exact words that answer: sentences ranked, held to what is asked for, completed; or why there are none."""
