"""The curves of a report, as SVG whose letters are letters: a browser draws them in its own fonts, offline."""

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from eval.score import Scores

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = (4.6, 3.2)  # inches
_COLOURS = ("#0b5fa5", "#c05a00", "#4b7f2b", "#7a4b9d", "#555555")


def risk_coverage(runs: Mapping[str, Scores]) -> str:
    """The share of answers that is wrong against the share of questions that is answered, surest first."""

    def draw(axes: "Axes") -> None:
        for colour, (name, scores) in zip(_COLOURS, runs.items(), strict=False):
            axes.plot(
                [point.coverage for point in scores.curve],
                [point.risk for point in scores.curve],
                color=colour,
                label=name,
            )
        axes.set(xlabel="回答的比例", ylabel="其中答错的比例", xlim=(0, 1), ylim=(0, None))
        axes.legend(frameon=False)

    return _svg(draw)


def reliability(scores: Scores) -> str:
    """The share of answers that is right against how sure they were; on the diagonal both are the same."""

    def draw(axes: "Axes") -> None:
        axes.plot([0, 1], [0, 1], color="#aaaaaa", linewidth=1, linestyle="--")
        bins = scores.reliability
        axes.plot([one.confidence for one in bins], [one.right for one in bins], color=_COLOURS[0], marker="o")
        for one in bins:
            axes.annotate(f"{one.count}", (one.confidence, one.right), xytext=(4, -12), textcoords="offset points")
        axes.set(xlabel="把握", ylabel="实际答对的比例（旁注为题数）", xlim=(0, 1), ylim=(0, 1.05))

    return _svg(draw)


def latency(runs: Mapping[str, Scores]) -> str:
    """The share of answers that came within so many milliseconds."""

    def draw(axes: "Axes") -> None:
        for colour, (name, scores) in zip(_COLOURS, runs.items(), strict=False):
            times = sorted(row.values["seconds_total"] * 1000 for row in scores.rows if "seconds_total" in row.values)
            axes.plot(times, _shares(times), color=colour, label=name)
        axes.set(xlabel="毫秒（对数）", ylabel="在此时间内答完的比例", xscale="log", ylim=(0, 1.02))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("")
        axes.legend(frameon=False)

    return _svg(draw)


def _shares(ordered: Sequence[float]) -> list[float]:
    return [rank / len(ordered) for rank in range(1, len(ordered) + 1)]


def _svg(draw: "Callable[[Axes], None]") -> str:
    """A figure as an `<svg>` element; the same bytes for the same figures."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "report", "font.size": 9, "text.parse_math": False}
    ):
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        written = io.StringIO()
        with warnings.catch_warnings():
            # Its own font has no Chinese; the letters stay text and are drawn by the reader's browser.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            figure.savefig(written, format="svg", metadata={"Date": None})
    text = written.getvalue()
    return text[text.index("<svg") :]
