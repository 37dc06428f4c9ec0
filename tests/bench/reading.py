"""How well the labelled sets of tests/fixtures/reading are read. Prints no sentence, so a held-out set stays unseen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from app.reading.agency_words import shipped_keywords, suggest_agencies
from app.reading.citations import find_citations
from app.reading.deadlines import find_deadlines
from app.reading.doubles import Doubles
from app.reading.personal_data import find_personal_data

_SETS = Path(__file__).resolve().parents[1] / "fixtures" / "reading"

BLIND = ("deadlines_blind", "deadlines_blind_2")
"""Written by people who have not seen the patterns; nobody who makes patterns reads them or looks at their failures."""

_Span = tuple[int, int, object]
"""Start, end and everything a label and a finding must agree in."""


def labelled(name: str) -> Any:
    return json.loads((_SETS / f"{name}.json").read_text(encoding="utf-8"))


def _hits(found: list[_Span], labels: list[_Span]) -> int:
    """How many findings overlap a label not yet taken and agree with it."""
    left, hits = list(labels), 0
    for start, end, what in found:
        met = next((label for label in left if start < label[1] and label[0] < end and label[2] == what), None)
        if met is not None:
            left.remove(met)
            hits += 1
    return hits


def _shares(pairs: list[tuple[list[_Span], list[_Span]]]) -> tuple[float, float]:
    """Recall and precision over (found, labels) of each sentence."""
    hits = sum(_hits(found, labels) for found, labels in pairs)
    return hits / sum(len(labels) for _, labels in pairs), hits / sum(len(found) for found, _ in pairs)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def deadline_scores(name: str) -> tuple[float, float]:
    """Recall and precision of a set of deadlines: overlap, and agreement in precision and day."""
    return _shares(_deadline_pairs(name))


def detection_scores(*names: str) -> tuple[float, float]:
    """Recall and precision of noticing a deadline at all: overlap, whatever day was read out of it."""
    return _shares(
        [
            ([(*span[:2], None) for span in found], [(*span[:2], None) for span in labels])
            for name in names
            for found, labels in _deadline_pairs(name)
        ]
    )


def trap_scores() -> tuple[float, float]:
    """Of sentences written to mislead: the share left alone, and the share of true deadlines beside them found."""
    data = labelled("deadline_traps")
    day = date.fromisoformat(data["conference_date"])
    left = sum(not find_deadlines(text, day) for text in data["none"])
    found = sum(bool(find_deadlines(text, day)) for text in data["some"])
    return left / len(data["none"]), found / len(data["some"])


def _deadline_pairs(name: str) -> list[tuple[list[_Span], list[_Span]]]:
    pairs: list[tuple[list[_Span], list[_Span]]] = []
    for sentence in labelled(name)["sentences"]:
        text = sentence["text"]
        found = find_deadlines(text, date.fromisoformat(sentence["conference_date"]))
        labels = [(text.find(at["text"]), len(at["text"]), at["precision"], at["on"]) for at in sentence["deadlines"]]
        pairs.append(
            (
                [(one.start, one.end, (one.due.precision.value, _iso(one.due.on))) for one in found],
                [(start, start + length, (precision, on)) for start, length, precision, on in labels],
            )
        )
    return pairs


def citation_scores() -> tuple[float, float]:
    """Recall and precision of citations: overlap, and agreement in kind, number, date and issuer."""
    pairs: list[tuple[list[_Span], list[_Span]]] = []
    for sentence in labelled("citations")["sentences"]:
        text = sentence["text"]
        labels = [(text.find(label["full"]), label) for label in sentence["citations"]]
        pairs.append(
            (
                [(c.start, c.end, (c.kind, c.number, _iso(c.issued_on), c.issuer)) for c in find_citations(text)],
                [
                    (
                        at,
                        at + len(label["full"]),
                        tuple(label[key] for key in ("kind", "number", "issued_on", "issuer")),
                    )
                    for at, label in labels
                ],
            )
        )
    return _shares(pairs)


def personal_data_scores() -> tuple[float, int]:
    """Share of the flagged texts with exactly their flags, and the harmless texts with any."""
    right = alarms = 0
    sets = labelled("personal_data")
    for case in sets["flagged"] + sets["harmless"]:
        found = find_personal_data(case["text"], case["asker_age"], case["asker_name"] or "")
        kinds = {one.kind.value for one in found}
        right += bool(case["flags"]) and kinds == set(case["flags"])
        alarms += not case["flags"] and bool(kinds)
    return right / len(sets["flagged"]), alarms


def doubles_score() -> float:
    """Share of pairs, asked from both sides, with the other one among the first three."""
    data = labelled("doubles")
    texts = {question["id"]: question["text"] for question in data["pool"]}
    doubles = Doubles(texts.items())
    asked = [pair for one, other in data["pairs"] for pair in ((one, other), (other, one))]
    hits = sum(other in {d.key for d in doubles.rank(texts[one], 3, leaving_out=one)} for one, other in asked)
    return hits / len(asked)


def agency_score() -> float:
    """Share of questions whose first suggestion is right, with the shipped keywords alone."""
    questions = labelled("agency_questions")["questions"]
    names = sorted({name for question in questions for name in question["agencies"]})
    agencies = [(name, shipped_keywords(name)) for name in names]
    firsts = ((suggest_agencies(question["text"], agencies)[:1], question["agencies"]) for question in questions)
    return sum(bool(first) and first[0].key in right for first, right in firsts) / len(questions)


def figures() -> list[dict[str, Any]]:
    """Rows for the benchmark report: name, value, unit, target and whether it is met."""
    rows: list[tuple[str, float, str, float, bool]] = []
    sets = [
        ("deadlines, tuning set", deadline_scores("deadlines_tuning")),
        ("deadlines, held-out set", deadline_scores("deadlines_held_out")),
        ("citations", citation_scores()),
    ]
    sets.append(("deadlines, both blind sets, detection", detection_scores(*BLIND)))
    for name, (recall, precision) in sets:
        rows.append((f"{name}: recall", recall, "share", 0.95, recall >= 0.95))
        rows.append((f"{name}: precision", precision, "share", 0.90, precision >= 0.90))
    left, told = trap_scores()
    rows.append(("deadlines, traps: left alone", left, "share", 0.95, left >= 0.95))
    rows.append(("deadlines, traps: deadlines among them found", told, "share", 0.95, told >= 0.95))
    flagged, alarms = personal_data_scores()
    rows.append(("personal data: texts flagged rightly", flagged, "share", 1.0, flagged == 1.0))
    rows.append(("personal data: false alarms", alarms, "texts", 0, alarms == 0))
    doubles, agency = doubles_score(), agency_score()
    rows.append(("doubles: in the first three", doubles, "share", 0.80, doubles >= 0.80))
    rows.append(("agency: first suggestion right", agency, "share", 0.70, agency >= 0.70))
    report = [dict(zip(("name", "value", "unit", "target", "ok"), row, strict=True)) for row in rows]
    for name in BLIND:  # each alone, and stricter than asked: without a target
        for measure, scores in (("detection", detection_scores), ("day and precision right", deadline_scores)):
            for what, value in zip(("recall", "precision"), scores(name), strict=True):
                report.append({"name": f"{name}, {measure}: {what}", "value": value, "unit": "share"})
    return report
