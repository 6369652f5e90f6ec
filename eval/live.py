"""The commands that look at real use: what was answered, what people said of it."""

import argparse
from pathlib import Path


def watch(given: argparse.Namespace) -> int:
    """Score a sample of the stored answers."""
    from assistant.ask import open_latest
    from assistant.serving.journal import read_journal
    from assistant.settings import assistant_settings
    from eval.adopt import AdoptError
    from eval.watch import watch as watched

    folder = Path(assistant_settings().journal)
    stored = list(read_journal(folder, given.days))
    if not stored:
        raise AdoptError(f"No answers are kept in {folder}: serve some, and see ASSISTANT_JOURNAL_DAYS.")
    _, library = open_latest()()
    known = {article.id for article in library.articles}
    print(watched(stored, given.sample, lambda one: library.source_text(one) if one in known else ""))
    return 0


def adopt(given: argparse.Namespace) -> int:
    """List what people said of answers, or make a case of one."""
    from assistant.ask import open_latest
    from assistant.serving.journal import read_journal
    from assistant.settings import assistant_settings
    from eval.adopt import AdoptError, as_case, read_feedback
    from eval.adopt import adopt as add
    from eval.cases import Place

    settings = assistant_settings()
    answers = {str(one.get("id")): one for one in read_journal(Path(settings.journal))}
    if not given.answer:
        said = read_feedback(Path(settings.feedback), answers)
        print("\n".join(map(str, said)) or f"Nobody has said anything yet ({settings.feedback}).")
        return 0
    if given.answer not in answers:
        raise AdoptError(f"No answer {given.answer} is kept: `python -m eval adopt` lists those that were spoken of.")
    try:
        places = [span.rsplit(":", 2) for span in given.span]
        spans = [Place(source=source, start=int(start), end=int(end)) for source, start, end in places]
    except ValueError:
        raise AdoptError("A span is SOURCE:START:END, for example page.txt:120:140.") from None
    case = as_case(answers[given.answer], given.kind, given.answerable, given.slot, given.speaker, spans, given.note)
    _, library = open_latest()()
    texts = {one.source: one.id for one in library.articles}
    add(case, given.to, {name: library.source_text(one) for name, one in texts.items()})
    print(f"{case.id} stands in {given.to} now: `python -m eval run {given.to}` asks it.")
    return 0
