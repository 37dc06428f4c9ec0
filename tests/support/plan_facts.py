"""The facts of the printed plan of Lào Cai 2024 against what was proposed: each fact once, right or not.

Words must be the plan's own, save spaces, sentence marks and the marks of a list. An item of the programme is worded
by whoever extracted the facts: four fifths of its words and each of its bodies must be there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.plan import PlanFact, Proposal, ProposalKind
from app.imports.matching import agency_key, plain

FACTS = Path(__file__).resolve().parents[1] / "fixtures" / "lao_cai_2024_plan.json"
PLAN = Path(__file__).resolve().parents[1] / "fixtures" / "imports" / "ke-hoach.txt"
_SAME = {"doan thanh nien cong san ho chi minh tinh": "tinh doan"}


def judged(proposals: Sequence[Proposal]) -> list[tuple[str, bool]]:
    """Every fact of the fixture by name, and whether it was proposed right."""
    data: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8"))
    return list(_judged(data, _ByKind(proposals)))


class _ByKind:
    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self.found = list(proposals)

    def texts(self, kind: ProposalKind) -> list[str]:
        return [_words(one.text) for one in self.found if one.kind is kind]

    def of(self, kind: ProposalKind) -> list[Proposal]:
        return [one for one in self.found if one.kind is kind]

    def fact(self, fact: PlanFact) -> Proposal:
        return next((one for one in self.found if one.fact is fact), Proposal(0, ProposalKind.FACT, ""))


def _judged(data: Mapping[str, Any], found: _ByKind) -> Iterator[tuple[str, bool]]:
    yield from _head(data, found)
    yield from _points(data, found)
    when, where = found.fact(PlanFact.PLANNED), found.fact(PlanFact.PLACE)
    yield "time", _words(data["time_text"]) == _words(f"1. Thời gian: {when.text} ({when.detail})")
    yield "place", _words(data["place_text"]) == _words(f"2. Địa điểm: {where.detail} tại {where.text}")
    yield "form", data["form"] == "Tổ chức đối thoại trực tiếp" and found.fact(PlanFact.FORM).text == "in_person"
    yield "youth count", re.findall(r"\d+", found.fact(PlanFact.YOUTH_COUNT).text) == [str(data["youth_count"])]
    yield from _agenda(data, found)
    yield from _duties(data, found)
    signer = next(iter(found.of(ProposalKind.SIGNER)), None)
    yield "signer", signer is not None and signer.text == data["signature"]["name"]
    yield "signer's position", signer is not None and signer.detail == data["signature"]["position"]


def _head(data: Mapping[str, Any], found: _ByKind) -> Iterator[tuple[str, bool]]:
    plans = [one for one in found.of(ProposalKind.LEGAL_TEXT) if one.text.startswith(data["doc_type"])]
    yield "kind of paper", len(plans) == 1
    yield "symbol", any(data["symbol"] in one.text for one in plans)
    yield "date", any(one.detail == data["date_text"] for one in plans)
    yield "subject", _words(data["subject"]).removeprefix("tổ chức ") == _words(found.fact(PlanFact.NAME).text)
    yield "theme", _words(data["theme"]) == _words(found.fact(PlanFact.THEME).text)
    for number, text in enumerate(data["legal_basis"], start=1):
        yield f"legal basis {number}", _words(text) in [f"căn cứ {one}" for one in found.texts(ProposalKind.LEGAL_TEXT)]


def _points(data: Mapping[str, Any], found: _ByKind) -> Iterator[tuple[str, bool]]:
    scripts = [_words(line) for one in found.of(ProposalKind.AGENDA) for line in one.script.split("\n")]
    notes = [_words(one.detail) for one in found.of(ProposalKind.AGENDA)]
    for number, text in enumerate(data["purpose"], start=1):
        yield f"purpose {number}", _words(text) in scripts
    wanted = re.sub(r"\b2 yêu cầu\b", "", _words(data["requirements_raw"])).strip()
    yield "requirements", any(note == wanted for note in notes)
    yield "quick information", _words(data["content_a_quick_information"]).removeprefix("a ") in notes
    lists = (
        ("topic", "content_b_dialogue_topics", ProposalKind.TOPIC),
        ("participant", "participants", ProposalKind.PARTICIPANT),
        ("youth group", "participant_groups_youth", ProposalKind.YOUTH_GROUP),
        ("recipient", "recipients", ProposalKind.RECIPIENT),
    )
    for name, key, kind in lists:
        for number, text in enumerate(data[key], start=1):
            yield f"{name} {number}", _words(text) in found.texts(kind)
    agencies = {agency_key(one.text) for one in found.of(ProposalKind.AGENCY)}
    for name in data["heads_of_agencies_invited"]:
        yield f"invited: {name}", agency_key(name) in agencies


def _agenda(data: Mapping[str, Any], found: _ByKind) -> Iterator[tuple[str, bool]]:
    for item in data["agenda_elements"]:
        wanted = set(plain(item["item"]).split())
        best = max(found.of(ProposalKind.AGENDA), key=lambda one: len(wanted & set(plain(one.text).split())))
        share = len(wanted & set(plain(best.text).split())) / len(wanted)
        bodies = {_body(body) for body in item["responsible"]}
        yield f"agenda {item['order']}", share >= 0.8
        if bodies:
            yield f"agenda {item['order']}: who", bodies == {_body(body) for body in best.who.split(";")}


def _duties(data: Mapping[str, Any], found: _ByKind) -> Iterator[tuple[str, bool]]:
    """The duty under its agency; a block that names two bodies gives it to both."""
    given = {(_words(one.text), _body(one.who)) for one in found.of(ProposalKind.DUTY)}
    for block in data["duties"]:
        heads = block["agency"].split(", ") if block["no"] == 11 else [block["agency"]]
        for number, text in enumerate(block["duties"], start=1):
            yield f"duty {block['no']}.{number}", all((_words(text), _body(head)) in given for head in heads)
    listed = {(text, who) for text, who in given}
    expected = sum(len(b["duties"]) * (2 if b["no"] == 11 else 1) for b in data["duties"])
    yield "no duty beside those of the plan", len(listed) == expected


def _body(name: str) -> str:
    key = plain(re.sub(r"\([^)]*\)", "", name))
    return _SAME.get(key, key)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w/]+", text.lower()))
