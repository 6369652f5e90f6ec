"""The errors that programs tell in one sentence; anything else is a fault of ours and shows itself whole."""


def expected() -> tuple[type[Exception], ...]:
    """The exceptions whose message says what happened and what to do."""
    from assistant.ask import RequestError
    from assistant.verify import InexactQuote
    from index.corpus import CorpusError
    from index.encoder import EncoderError
    from index.manifest import IndexDamaged, IndexMismatch, IndexMissing

    return (CorpusError, EncoderError, IndexDamaged, IndexMismatch, IndexMissing, InexactQuote, RequestError)
