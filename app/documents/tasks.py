"""A direction of the chair as a sentence: verb, who leads, who supports, what, until when."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.wording import Wording, capital, closed, sentence, small, without_stop
from app.domain.conclusion import Section, Verb
from app.domain.due import Precision
from app.domain.report import ReportConclusion


def in_notice_order(tasks: Iterable[ReportConclusion]) -> list[ReportConclusion]:
    """General tasks first, then those given to agencies, then requests; inside a part as a person has put them."""
    order = list(Section)
    return sorted(tasks, key=lambda task: order.index(task.section))


def task_text(words: Wording, task: ReportConclusion) -> str:
    """Build "Giao Sở X: Chủ trì, phối hợp với Sở Y, …"; what the chair said is never changed, only framed.

    Words that name the bodies themselves are not given them twice; a deadline already said is not repeated.
    """
    text = _with_due(words, task)
    leads = task.lead_text or ", ".join(task.leads)
    names_them = bool(leads) and text.casefold().startswith(leads.casefold())
    if task.verb is not Verb.NONE:
        verb = words(f"verb.{task.verb.value}")
        if text.casefold().startswith(verb.casefold()):
            pass
        elif names_them or not leads:
            text = f"{verb}: {text}" if text[:1].isupper() else f"{verb} {text}"
        else:
            text = _with_leads(words, task, f"{verb} {words.mid_sentence(leads)}", text)
    elif leads and not names_them:
        text = _with_leads(words, task, closed(leads), text)
    return sentence(text)


def _with_leads(words: Wording, task: ReportConclusion, head: str, text: str) -> str:
    """Put the bodies before the words, and those that support unless the words name them."""
    supports = [words.mid_sentence(agency) for agency in task.supports if agency.casefold() not in text.casefold()]
    if supports:
        text = words("supports", agencies=words.and_so(supports)) + text
    return f"{head}: {text}" if text[:1].isupper() else f"{head} {text}"


def _with_due(words: Wording, task: ReportConclusion) -> str:
    """The deadline where it is said: a recurring one before words without a body, "trong …" after them."""
    text, due = task.text.strip(), without_stop(task.due.text)
    if not due or due.casefold() in text.casefold():
        return text
    if task.due.precision is Precision.RECURRING and not (task.leads or task.lead_text or task.verb is not Verb.NONE):
        return f"{capital(due)}, {text}"
    if due.casefold().partition(" ")[0] in words("due_runs_on").split():
        return f"{without_stop(text)} {small(due)}"
    return without_stop(text) + words("task_due", due=small(due))
