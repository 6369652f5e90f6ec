"""The marks of machine-made content that a file carries (GB 45438-2025), and who is named as its maker.

Label "1" says that the content is generated, "2" that it may be. An answer that a model wrote is "1". An extract is
"2": each of its sentences is the source's own and none is generated, but a program chose them and put them in this
order, and whoever passes the file on cannot tell that from the file. "1" would be untrue of other people's words, and
with no label at all the trace to this program would be lost. ReservedCode1 and 2 and the propagator's fields stay
empty: they are for whoever publishes the file. Not legal advice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.settings import AssistantSettings
from assistant.staff.store import Turn

PRODUCT = "六个行动问答"


@dataclass(frozen=True, slots=True)
class Producer:
    """Who answers for what is written, the model that is configured, and the number it is filed under."""

    name: str = PRODUCT
    model: str = ""
    filing: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file's metadata says: the label, the producer, what the content is known by, and the models that wrote."""

    label: str
    producer: str
    produced: str
    models: tuple[str, ...] = ()

    @property
    def aigc(self) -> dict[str, str]:
        """The value of the key AIGC."""
        return {
            "Label": self.label,
            "ContentProducer": self.producer,
            "ProduceID": self.produced,
            "ReservedCode1": "",
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        }


def producer_of(settings: AssistantSettings) -> Producer:
    """The producer that the settings name; the product itself where they name none."""
    return Producer(settings.producer.strip() or PRODUCT, settings.model, settings.model_filing.strip())


def marks_of(turns: Sequence[Turn], produced: str, producer: Producer) -> Marks:
    """The marks of a file with these turns, which is known by the id `produced`."""
    written = any(turn.answer.mode == "generated" for turn in turns)
    models = tuple(dict.fromkeys(model for turn in turns if (model := model_of(turn, producer))))
    return Marks("1" if written else "2", producer.name, produced, models)


def model_of(turn: Turn, producer: Producer) -> str:
    """The model that wrote an answer, with its filing number if that is known; "" where none did.

    The number is that of the model configured now: an answer of an earlier one does not carry it.
    """
    filed = producer.filing and turn.model == producer.model
    return f"{turn.model}（备案号：{producer.filing}）" if turn.model and filed else turn.model
