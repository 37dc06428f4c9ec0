"""Words for the figures of a rehearsal: seconds and slips. Light: the card on the console needs them, too."""

from __future__ import annotations

from app.domain.score import Score


def shown(seconds: float) -> str:
    """Seconds as people read them: "4,2 giây", "1 phút 05 giây"."""
    if round(seconds, 1) < 60:
        return f"{seconds:.1f}".replace(".", ",") + " giây"
    whole = round(seconds)
    return f"{whole // 60} phút {whole % 60:02d} giây"


def slip_lines(score: Score) -> tuple[str, ...]:
    """Each kind of slip with its count; tasks that were missed last."""
    missed = (("Việc bỏ sót", score.missed),) if score.missed else ()
    return tuple(f"{words}: {count}" for words, count in (*score.slips.items(), *missed))
