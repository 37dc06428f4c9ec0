"""Rows of questions: who asks, where from, what, who answers; what is there already, and what resembles another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.domain.import_preview import Decisions, Field, ImportKind, ImportRow, ProblemKind, RowState
from app.domain.question import UNASKED, Channel, QuestionState
from app.domain.text import fold
from app.imports.matching import Agencies, People, by_name, plain, word_of
from app.imports.reader import RowReader, Table, read_rows
from app.labels import word
from app.queries.known import Known
from app.queries.lists import QuestionView
from app.reading.doubles import Doubles

LIKE = 0.62
"""From here on two wordings are shown as one question asked twice; a person decides."""
SAME_ASKER_LIKE = 0.5
"""The same person asking so much alike has reworded the question."""
MOST_COMPARED = 250_000
"""Pairs of questions compared word by word; above it only equal wordings are found, so that the preview stays quick."""
_HEADING = re.compile(r"(?:[IVX]+|[A-Z])(?:[.)\s]|$)|nhóm|lĩnh vực", re.IGNORECASE)


def preview_rows(table: Table, known: Known, decisions: Decisions) -> tuple[ImportRow, ...]:
    agencies, people, compared = Agencies(known), People(known), _Compared(known)
    sites = by_name((site.name, site.id) for site in known.sites)
    topics = by_name((topic.name, topic.id) for topic in known.topics)
    groups = by_name((group.name, group.id) for group in known.groups)
    channels = {plain(word(channel)): channel for channel in Channel}
    readers = _with_topics(table, list(read_rows(table, ImportKind.QUESTIONS, decisions)))
    compared.prepare([reader.get(Field.TEXT) for reader in readers])
    rows: list[ImportRow] = []
    for reader in readers:
        reader.need(Field.TEXT)
        reader.link_agency(Field.AGENCY, agencies)
        reader.link_agency(Field.SUPPORTS, agencies, blocks=False)
        _link(reader, Field.SITE, sites)
        _link(reader, Field.TOPIC, topics)
        _link(reader, Field.GROUP, groups)
        reader.check_year(Field.BIRTH_YEAR)
        if reader.get(Field.CHANNEL):
            channel = word_of(reader.get(Field.CHANNEL), channels)
            if channel is None:
                reader.problem(ProblemKind.UNKNOWN_WORD, Field.CHANNEL, blocks=False)
            reader.values[Field.CHANNEL] = channel.value if channel else Channel.REGISTERED.value
        person = people.find(reader.get(Field.NAME), reader.get(Field.UNIT)) if reader.get(Field.NAME) else None
        if person is not None:
            reader.links[Field.NAME] = (person.person.id,)
        rows.append(compared.judge(reader))
    return tuple(rows)


def _link(reader: RowReader, field: Field, known: Mapping[str, int]) -> None:
    text = reader.get(field)
    found = known.get(plain(text)) if text else None
    if found:
        reader.links[field] = (found,)


def _with_topics(table: Table, readers: Sequence[RowReader]) -> list[RowReader]:
    """A row that holds but a heading names the topic of the rows below it, where no column does."""
    if Field.TOPIC in table.mapped.values():
        return list(readers)
    found: list[RowReader] = []
    topic = ""
    headings = _headings(table)
    starts = iter(sorted(headings))
    following = next(starts, None)
    for reader in readers:
        while following is not None and following < reader.number:
            topic, following = headings[following], next(starts, None)
        if reader.number in headings:
            continue
        if topic:
            reader.values[Field.TOPIC] = topic
        found.append(reader)
    return found


def _headings(table: Table) -> dict[int, str]:
    """Row number -> heading: one cell alone that begins "II." or names a group, or a numeral and one cell."""
    found: dict[int, str] = {}
    for row in table.data_rows():
        cells = [cell for cell in table.sheet.rows[row] if cell]
        if len(cells) == 1 and _HEADING.match(cells[0]) and "?" not in cells[0]:
            found[row + 1] = re.sub(r"^(?:[IVX]+|[A-Z])[.)]\s*", "", cells[0]).rstrip(":")
        elif len(cells) == 2 and re.fullmatch(r"(?:[IVX]+|[A-Z])\.?", cells[0]) and "?" not in cells[1]:
            found[row + 1] = cells[1].rstrip(":")
    return found


class _Compared:
    """The questions of the conference and the rows read before, as things a row may repeat."""

    def __init__(self, known: Known) -> None:
        standing = [view for view in known.questions if view.question.state is not QuestionState.MERGED]
        self._stored: dict[int, QuestionView] = {view.question.id: view for view in standing}
        self._by_text: dict[str, int] = {}
        for view in standing:
            self._by_text.setdefault(fold(view.question.verbatim or view.question.screen_text), view.question.id)
        self._rows: dict[str, RowReader] = {}
        self._pool: Doubles[int] | None = None
        self._seen: dict[int, RowReader] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        """Fold the pool once; rows stand in it by their number, negative."""
        size = len(texts) + len(self._stored)
        if texts and size * len(texts) <= MOST_COMPARED:
            stored = [(key, view.question.verbatim or view.question.screen_text) for key, view in self._stored.items()]
            self._pool = Doubles([*stored, *((-1 - place, text) for place, text in enumerate(texts) if text)])

    def judge(self, reader: RowReader) -> ImportRow:
        place = len(self._seen)
        self._seen[place] = reader
        text = reader.get(Field.TEXT)
        if not text:
            return reader.row()
        folded = fold(text)
        stored_id = self._by_text.get(folded)
        if stored_id is not None:
            return _against(reader, self._stored[stored_id])
        earlier = self._rows.setdefault(folded, reader)
        if earlier is not reader:
            return reader.row(RowState.DUPLICATE, same_as=earlier.number)
        return self._judge_alike(reader, place, text)

    def _judge_alike(self, reader: RowReader, place: int, text: str) -> ImportRow:
        if self._pool is None:
            return reader.row()
        for double in self._pool.rank(text, 4, leaving_out=-1 - place):
            view = self._stored.get(double.key)
            if view is not None:
                same = bool(reader.get(Field.NAME)) and _same_asker(reader, view)
                if double.likeness >= LIKE or (same and double.likeness >= SAME_ASKER_LIKE):
                    return _against(reader, view, is_alike=not same)
            elif double.key < 0 and double.likeness >= LIKE:
                other = self._seen.get(-1 - double.key)
                if other is not None and other is not reader:
                    return reader.row(RowState.DUPLICATE, same_as=other.number)
        return reader.row()


def _same_asker(reader: RowReader, view: QuestionView) -> bool:
    return view.asker is not None and fold(view.asker.name) == fold(reader.get(Field.NAME))


def _against(reader: RowReader, view: QuestionView, *, is_alike: bool = False) -> ImportRow:
    """UPDATE where the row says more of the same question by the same asker, else DUPLICATE."""
    question = view.question
    name, asker = reader.get(Field.NAME), view.asker.name if view.asker else ""
    other_asker = bool(name and asker) and fold(name) != fold(asker)
    can_update = question.state in UNASKED and not is_alike and not other_asker
    state = RowState.UPDATE if can_update and _says_more(reader, view) else RowState.DUPLICATE
    return reader.row(state, question.id, question.number)


def _says_more(reader: RowReader, view: QuestionView) -> bool:
    question, asker = view.question, view.asker
    stored = {
        Field.TEXT: question.verbatim,
        Field.SHORT_TEXT: question.short_text,
        Field.NAME: asker.name if asker else "",
        Field.HONORIFIC: asker.honorific if asker else "",
        Field.TITLE: asker.title if asker else "",
        Field.UNIT: asker.unit if asker else "",
        Field.PHONE: asker.phone if asker else "",
        Field.EMAIL: asker.email if asker else "",
    }
    if any(reader.get(field) and reader.get(field) != text for field, text in stored.items()):
        return True
    linked = {Field.AGENCY: view.agency_id, Field.SITE: question.site_id, Field.TOPIC: question.topic_id}
    return any(reader.get(field) and reader.links.get(field, (0,))[0] != row for field, row in linked.items())
