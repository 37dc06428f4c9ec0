"""What a rehearsal took: seconds for each task, slips, gaps. Figures only; the words are elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from statistics import median

from app.domain.records import dataclass


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

    @property
    def missed(self) -> int:
        return sum(task.seconds is None for task in self.tasks)

    def slip_count(self) -> int:
        """A task that was missed is a slip as well."""
        return self.slips.total() + self.missed

    def by_kind(self) -> tuple[Summary, ...]:
        kinds = dict.fromkeys(task.kind for task in self.tasks)
        return tuple(self._summary(kind) for kind in kinds)

    def _summary(self, kind: str) -> Summary:
        of_kind = [task for task in self.tasks if task.kind == kind]
        times = [task.seconds for task in of_kind if task.seconds is not None]
        return Summary(
            kind, len(times), len(of_kind) - len(times), median(times) if times else 0.0, max(times, default=0.0)
        )
