"""Takes what a person has accepted of a plan into the conference: one event, one undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app import getting_in
from app.commands import setup
from app.commands.row_writer import Writer
from app.conference import Conference
from app.domain.agenda import AgendaItem
from app.domain.changes import EventKind
from app.domain.conclusion import LegalText
from app.domain.dates import typed_day
from app.domain.errors import Rule, RuleError
from app.domain.facts import Facts, Level, MeetingForm, Mode
from app.domain.ids import NEW, AgencyId, PersonId
from app.domain.paper import Duty, PaperKind, Participant, Recipient, SignatureBlock
from app.domain.plan import PlanFact, Proposal, ProposalKind
from app.domain.roster import Agency, AgencyAlias, Person, PersonRole, Role, Topic, YouthGroup
from app.domain.text import fold
from app.reading import agency_lists
from app.reading.deadlines import parse_due
from db import tables
from db.database import Database


def take_plan(conference: Conference, accepted: Sequence[Proposal], source: str) -> int:
    """Write the accepted proposals, in their order. Errors: NOT_IN_LIVE, NOTHING_TO_IMPORT, BAD_DATE."""
    with conference.record(EventKind.IMPORTED) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        if facts.mode is Mode.LIVE:
            raise RuleError(Rule.NOT_IN_LIVE)
        if not accepted:
            raise RuleError(Rule.NOTHING_TO_IMPORT)
        for one in accepted:
            if one.fact is not None:
                facts = _with_fact(facts, one.fact, one.text)
        tables.FACTS.save(tx.db, setup.cleaned(facts))
        plan = _Plan(Writer(tx.db, conference.station, tx.now))
        for kind in (ProposalKind.AGENCY, *(kind for kind in ProposalKind if kind is not ProposalKind.AGENCY)):
            for one in accepted:
                if one.kind is kind and kind in _WRITERS:
                    _WRITERS[kind](plan, one)
        plan.writer.finish()
        tx.summary = getting_in.plan_taken(len(accepted), source)
    return len(accepted)


class _Plan:
    """The writer, and the agencies that have just been added by folded name."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.added: dict[str, AgencyId] = {}

    def agency(self, one: Proposal) -> AgencyId | None:
        return one.agency_id or self.added.get(fold(one.who))


def _with_fact(facts: Facts, fact: PlanFact, text: str) -> Facts:
    if fact is PlanFact.PLANNED:
        return replace(facts, planned=parse_due(text, facts.held_on))
    if fact is PlanFact.HELD_ON:
        day = typed_day(text)
        if day is None:
            raise RuleError(Rule.BAD_DATE)
        return replace(facts, held_on=day)
    if fact is PlanFact.LEVEL:
        return replace(facts, level=Level(text))
    if fact is PlanFact.FORM:
        return replace(facts, form=MeetingForm(text))
    return replace(facts, **{fact.value: text})  # type: ignore[arg-type]  # the other facts are texts


def _add_agency(plan: _Plan, one: Proposal) -> None:
    """With the standing, spellings and dates that are shipped for a body of this name."""
    shipped = next((s for s in agency_lists.shipped() if s.agency.name == one.text), None)
    agency = setup.cleaned(shipped.agency if shipped else Agency(name=one.text))
    known = _agency_named(plan.writer.db, agency.name)
    found = known if known is not None else AgencyId(plan.writer.add(tables.AGENCIES, agency))
    for alias in shipped.aliases if shipped and known is None else ():
        plan.writer.add(tables.AGENCY_ALIASES, AgencyAlias(agency_id=found, alias=alias))
    for name in (one.text, *one.who.split("; ")):
        plan.added[fold(name)] = found


def _agency_named(db: Database, name: str) -> AgencyId | None:
    return next((agency.id for agency in tables.AGENCIES.all(db) if fold(agency.name) == fold(name)), None)


def _add_topic(plan: _Plan, one: Proposal) -> None:
    plan.writer.add(tables.TOPICS, setup.cleaned(Topic(name=one.text)))


def _add_item(plan: _Plan, one: Proposal) -> None:
    item = AgendaItem(kind=one.item_kind, title=one.text, responsible=one.who, note=one.detail, script=one.script)
    plan.writer.add(tables.AGENDA_ITEMS, setup.cleaned(item))


def _add_participant(plan: _Plan, one: Proposal) -> None:
    plan.writer.add(tables.PARTICIPANTS, setup.cleaned(Participant(text=one.text)))


def _add_group(plan: _Plan, one: Proposal) -> None:
    plan.writer.add(tables.YOUTH_GROUPS, setup.cleaned(YouthGroup(name=one.text)))


def _add_chair(plan: _Plan, one: Proposal) -> None:
    """Somebody of this name on the list becomes the chair; else a new person."""
    known = next((p for p in tables.PEOPLE.all(plan.writer.db) if fold(p.name) == fold(one.text)), None)
    person = setup.cleaned(replace(known or Person(name=one.text), title=(known.title if known else "") or one.detail))
    if known is None:
        person_id = PersonId(plan.writer.add(tables.PEOPLE, person))
    else:
        person_id = known.id
        tables.PEOPLE.save(plan.writer.db, person)
    roles = [row.role for row in tables.PERSON_ROLES.where(plan.writer.db, "person_id = ?", [person_id])]
    if Role.CHAIR not in roles:
        plan.writer.add(tables.PERSON_ROLES, PersonRole(NEW, person_id, Role.CHAIR))


def _add_duty(plan: _Plan, one: Proposal) -> None:
    """A duty whose agency was not accepted keeps the plan's words for it in its note."""
    agency = plan.agency(one)
    duty = Duty(agency_id=agency, text=one.text, due_text=one.detail, note="" if agency else one.who)
    plan.writer.add(tables.DUTIES, setup.cleaned(duty))


def _add_recipient(plan: _Plan, one: Proposal) -> None:
    plan.writer.add(tables.RECIPIENTS, setup.cleaned(Recipient(paper=PaperKind.NOTICE, text=one.text)))


def _set_signer(plan: _Plan, one: Proposal) -> None:
    """The signer of the notice; one that stands there already gets the name and the lines."""
    known = tables.SIGNATURE_BLOCKS.first(plan.writer.db, "paper = ? AND side = 'right'", [PaperKind.NOTICE.value])
    block = replace(known or SignatureBlock(paper=PaperKind.NOTICE), lines=one.detail, name=one.text)
    if known is None:
        plan.writer.add(tables.SIGNATURE_BLOCKS, setup.cleaned(block))
    else:
        tables.SIGNATURE_BLOCKS.save(plan.writer.db, setup.cleaned(block))


def _add_legal_text(plan: _Plan, one: Proposal) -> None:
    if tables.LEGAL_TEXTS.first(plan.writer.db, "full = ?", [one.text]) is None:
        plan.writer.add(tables.LEGAL_TEXTS, setup.cleaned(LegalText(full=one.text)))


_WRITERS: Mapping[ProposalKind, Callable[[_Plan, Proposal], None]] = {
    ProposalKind.TOPIC: _add_topic,
    ProposalKind.AGENDA: _add_item,
    ProposalKind.PARTICIPANT: _add_participant,
    ProposalKind.YOUTH_GROUP: _add_group,
    ProposalKind.CHAIR: _add_chair,
    ProposalKind.AGENCY: _add_agency,
    ProposalKind.DUTY: _add_duty,
    ProposalKind.RECIPIENT: _add_recipient,
    ProposalKind.SIGNER: _set_signer,
    ProposalKind.LEGAL_TEXT: _add_legal_text,
}
