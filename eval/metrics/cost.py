"""What an answer costs: seconds by stage, tokens of a model."""

from eval.metrics.judged import Judged

STAGES = ("understand", "search", "compose", "verify", "total")


def seconds(judged: Judged, stage: str) -> float | None:
    """Wall time of a stage in seconds."""
    return judged.record.answer.seconds.get(stage) if judged.record.answer else None


def tokens(judged: Judged) -> float | None:
    """Tokens that a model read and wrote, if one was asked and says so."""
    return float(sum(judged.record.tokens.values())) if judged.record.tokens else None
