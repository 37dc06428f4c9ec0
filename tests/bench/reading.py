"""How well the labelled sets of tests/fixtures/reading are read: recall, precision, hits. Prints no sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from app.reading.deadlines import find_deadlines

_SETS = Path(__file__).resolve().parents[1] / "fixtures" / "reading"


def labelled(name: str) -> Any:
    return json.loads((_SETS / f"{name}.json").read_text(encoding="utf-8"))


def deadline_scores(name: str, *, words_only: bool = False) -> tuple[float, float]:
    """Recall and precision by the rules of the file: overlap, and agreement in precision and day."""
    right = labels_total = found_total = 0
    for sentence in labelled(name)["sentences"]:
        text = sentence["text"]
        labels = list(sentence["deadlines"])
        found = find_deadlines(text, date.fromisoformat(sentence["conference_date"]))
        labels_total, found_total = labels_total + len(labels), found_total + len(found)
        for deadline in found:
            for label in labels:
                at = text.find(label["text"])
                apart = deadline.end <= at or deadline.start >= at + len(label["text"])
                on = deadline.due.on.isoformat() if deadline.due.on else None
                agrees = words_only or (on, deadline.due.precision) == (label["on"], label["precision"])
                if not apart and agrees:
                    right += 1
                    labels.remove(label)
                    break
    return right / labels_total, right / found_total
