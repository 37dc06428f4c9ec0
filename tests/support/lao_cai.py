"""The Lào Cai notice of 2024 as a conference: what a secretary enters, and no paragraph of the notice itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.commands import conclusions, minutes, setup
from app.conference import Conference
from app.domain.conclusion import Conclusion, Section, Verb
from app.domain.due import Due, Precision
from app.domain.ids import AgencyId, ConclusionId
from app.domain.roster import Agency
from app.queries import desk
from tests.support.reports import FIXTURES, IN_FULL, lao_cai


def tasks() -> list[dict[str, object]]:
    """The ten tasks taken apart: verb, leads, lead_text, supports, text, due."""
    data = json.loads((FIXTURES / "lao_cai_2024_tasks.json").read_text("utf-8"))
    return list(data["tasks"])


def enter_facts(conference: Conference) -> None:
    facts = replace(lao_cai().facts, id=1)
    stored = desk.facts(conference.db)
    setup.change_facts(conference, replace(facts, mode=stored.mode, code="ĐT2024"))
    minutes.change_pattern(conference, *IN_FULL)


def enter_tasks(conference: Conference, entered: Iterable[dict[str, object]]) -> list[ConclusionId]:
    """Each by the command of the card, in the order given."""
    ids: dict[str, AgencyId] = {}
    made = []
    for task in entered:
        named = {part: [str(name) for name in task[part]] for part in ("leads", "supports")}  # type: ignore[attr-defined]
        for name in (*named["leads"], *named["supports"]):
            if name not in ids:
                ids[name] = AgencyId(setup.add(conference, Agency(name=name)))
        day = task["on"]
        made.append(
            conclusions.record_conclusion(
                conference,
                Conclusion(
                    section=Section(str(task["section"])),
                    verb=Verb(str(task["verb"])),
                    lead_text=str(task["lead_text"]),
                    text=str(task["text"]),
                    due=Due(
                        str(task["due"]),
                        date.fromisoformat(str(day)) if day else None,
                        Precision(str(task["precision"])),
                    ),
                ),
                [ids[name] for name in named["leads"]],
                [ids[name] for name in named["supports"]],
            )
        )
    return made
