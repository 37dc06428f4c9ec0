"""Enters the forms of a script without a window: the same pages, fields and acts as the lists window, no keys."""

from __future__ import annotations

from collections.abc import Sequence

from app.conference import Conference, Database
from app.domain.errors import RuleError
from app.domain.ids import NEW
from app.domain.text import fold, nfc
from ui.demo.script import Fields, FormPage
from ui.demo.script_file import ScriptError
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.fields import Field, Kind, Named, Option, fields_of
from ui.dialogs.level_words import of_a_province
from ui.dialogs.pages import Page
from ui.dialogs.pages_facts import FACTS_ID
from ui.dialogs.typed_values import CODECS, BadInputError

_BY_TITLE = {page.title: page for page in BY_KEY.values()}


def enter(conference: Conference, pages: Sequence[FormPage]) -> None:
    """Store every row of every page. ScriptError names the page and the field that cannot be."""
    for form in pages:
        page = _BY_TITLE.get(form.page)
        if page is None:
            raise ScriptError(f"Cửa sổ danh mục không có trang “{form.page}”.")
        for row in form.rows:
            _store(conference, page, row)


def _store(conference: Conference, page: Page, row: Fields) -> None:
    fields = fields_of(page.sections)
    row = {of_a_province(label): told for label, told in row.items()}
    unknown = [label for label in row if label not in {field.label for field in fields}]
    if unknown:
        raise ScriptError(f"Trang “{page.title}” không có ô “{unknown[0]}”.")
    db = conference.db
    values = page.source.blank(db)
    for field in fields:
        if field.label not in row:
            continue
        try:
            value = _value(db, field, row[field.label])
        except (BadInputError, LookupError) as error:
            raise ScriptError(f"Trang “{page.title}”, ô “{field.label}”: {error.args[0]}") from error
        if field.kind is not Kind.PRESET:
            values[field.name] = value
        if field.fills is not None:
            values |= field.fills(db, value.id if isinstance(value, Named) else value)
            if field.kind is Kind.NAME:
                values[field.name] = value
    try:
        page.source.store(conference, FACTS_ID if page.is_single else NEW, values)
    except RuleError as error:
        raise ScriptError(f"Trang “{page.title}”: không nhập được một dòng ({error.code.value}).") from error


def _value(db: Database, field: Field, told: object) -> object:
    if field.kind is Kind.SWITCH:
        return bool(told)
    options = field.options(db) if field.options else ()
    if field.kind in {Kind.CHOICES, Kind.FLAGS}:
        names = told if isinstance(told, tuple) else (told,)
        return tuple(_chosen(options, str(name)).value for name in names)
    words = nfc(str(told))
    if field.kind is Kind.NAME:
        found = next((option for option in options if option.text == words), None)
        return Named(words, found.value if found and isinstance(found.value, int) else None)
    if field.kind in {Kind.CHOICE, Kind.PRESET}:
        return None if words == field.none_text else _chosen(options, words).value
    return words if field.kind is Kind.TEXT else CODECS[field.kind].parse(words)


def _chosen(options: Sequence[Option], words: str) -> Option:
    """As the list under the field takes it: by its name, another name, or its beginning ("Câu 02")."""
    wanted = fold(words)
    for option in options:
        if wanted in {fold(option.text), *(fold(alias) for alias in option.aliases)}:
            return option
    for option in options:
        if fold(option.text).startswith(wanted):
            return option
    raise LookupError(f"không có “{words}”.")
