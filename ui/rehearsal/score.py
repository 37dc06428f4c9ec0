"""What a rehearsal took: seconds for each task, slips, gaps. Figures and their words; nothing is measured here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median

MISSED = "Việc bỏ sót"


@dataclass(frozen=True, slots=True)
class Timed:
    """One task: its kind, what it was, the seconds from its cue to its end; None: it was never done."""

    kind: str
    what: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The tasks of one kind together; seconds: the middle one and the longest of those that were done."""

    kind: str
    done: int
    missed: int
    middle: float
    longest: float


@dataclass(slots=True)
class Score:
    """Tasks in order, slips by their word, gaps as sentences at the end."""

    script: str = ""
    tasks: list[Timed] = field(default_factory=list)
    slips: Counter[str] = field(default_factory=Counter)
    gaps: Sequence[str] = ()

    def by_kind(self) -> tuple[Summary, ...]:
        kinds = dict.fromkeys(task.kind for task in self.tasks)
        return tuple(self._summary(kind) for kind in kinds)

    def slip_count(self) -> int:
        return self.slips.total() + sum(task.seconds is None for task in self.tasks)

    def slip_lines(self) -> tuple[str, ...]:
        missed = sum(task.seconds is None for task in self.tasks)
        found = [*self.slips.items(), *(((MISSED, missed),) if missed else ())]
        return tuple(f"{words}: {count}" for words, count in found)

    def as_json(self) -> str:
        """The same score gives the same text."""
        return json.dumps(
            {
                "script": self.script,
                "tasks": [asdict(task) for task in self.tasks],
                "slips": dict(sorted(self.slips.items())),
                "gaps": list(self.gaps),
            },
            ensure_ascii=False,
            indent=1,
        )

    def as_text(self) -> str:
        """The card as lines for a terminal."""
        lines = [f"Kết quả diễn tập: {self.script}"]
        for one in self.by_kind():
            missed = f", bỏ sót {one.missed}" if one.missed else ""
            lines.append(
                f"  {one.kind}: {one.done} lần, giữa {shown(one.middle)}, lâu nhất {shown(one.longest)}" + missed
            )
        lines += [f"Sơ suất: {self.slip_count()}", *(f"  {line}" for line in self.slip_lines())]
        lines += [f"Còn thiếu: {len(self.gaps)}", *(f"  {line}" for line in self.gaps)]
        return "\n".join(lines)

    def _summary(self, kind: str) -> Summary:
        of_kind = [task for task in self.tasks if task.kind == kind]
        times = [task.seconds for task in of_kind if task.seconds is not None]
        return Summary(
            kind, len(times), len(of_kind) - len(times), median(times) if times else 0.0, max(times, default=0.0)
        )


def shown(seconds: float) -> str:
    """Seconds as people read them: "4,2 giây", "1 phút 05 giây"."""
    if seconds < 60:
        return f"{seconds:.1f}".replace(".", ",") + " giây"
    whole = round(seconds)
    return f"{whole // 60} phút {whole % 60:02d} giây"
