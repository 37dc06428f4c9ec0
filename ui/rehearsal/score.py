"""The score of a rehearsal as text: for machines and for a terminal. The paper is app.documents.score_paper."""

from __future__ import annotations

import json
from dataclasses import asdict

from app.documents.score_words import shown, slip_lines
from app.domain.score import Score


def as_json(score: Score) -> str:
    """The same score gives the same text."""
    return json.dumps(
        {
            "script": score.script,
            "tasks": [asdict(task) for task in score.tasks],
            "slips": dict(sorted(score.slips.items())),
            "gaps": list(score.gaps),
        },
        ensure_ascii=False,
        indent=1,
    )


def as_text(score: Score) -> str:
    """The card as lines for a terminal."""
    lines = [f"Kết quả diễn tập: {score.script}"]
    for one in score.by_kind():
        missed = f", bỏ sót {one.missed}" if one.missed else ""
        lines.append(
            f"  {one.kind}: {one.done} lần, thường mất {shown(one.middle)}, lâu nhất {shown(one.longest)}" + missed
        )
    lines += [f"Sơ suất: {score.slip_count()}", *(f"  {line}" for line in slip_lines(score))]
    lines += [f"Còn thiếu: {len(score.gaps)}", *(f"  {line}" for line in score.gaps)]
    return "\n".join(lines)
