"""What programs tell in one sentence."""


class Problem(Exception):
    """A failure that a user can do something about: its message says what happened, with the value, then what to do.

    Programs print the message and exit with 1, or answer with a sentence of their own and log it. Anything else that
    is raised is a fault of ours and shows itself whole.
    """
