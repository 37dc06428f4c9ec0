"""Looks over a shown window as a careful person would and returns what is wrong as sentences.

Words inside their places, nothing on top of another, every control named, no markup, no English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSizeGrip,
    QWidget,
)

from app.domain.text import fold
from ui.operator.gaps_panel import GapLine
from ui.operator.hall_picture import Band
from ui.operator.keys_overlay import KeyLine
from ui.operator.top_cell import TopCell
from ui.scale import room
from ui.widgets import key_cap
from ui.widgets.completion_popup import CompletionPopup
from ui.widgets.inset_box import InsetBox
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import ScrollFrame, seen_part
from ui.widgets.veil import Veil

_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?")
_KEYS = frozenset(
    "ctrl|alt|shift|enter|esc|home|end|delete|pgup|pgdn|usb|windows|hoinghi|telex".split("|")  # noqa: SIM905
)


def audit(window: QWidget, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Everything wrong with a window as it is shown now. allowed: other words of the data, in small letters."""
    parts = [part for part in window.findChildren(QWidget) if part.isVisibleTo(window) and not part.isWindow()]
    return [
        *(wrong for part in parts for wrong in _of_text(part)),
        *_overlaps(window, parts),
        *(wrong for part in parts for wrong in _unnamed(part)),
        *(wrong for part in parts for wrong in _english(part, allowed)),
        *(wrong for part in parts for wrong in _small_hint(part)),
        *(wrong for part in parts for wrong in _outside(window, part)),
        *(wrong for part in parts for wrong in _sideways(part)),
    ]


def audit_menu(menu: QMenu, most: int) -> list[str]:
    """What of a menu and the menus beneath it is higher than a screen; such a one stands in columns, or scrolls."""
    menus = [menu, *menu.findChildren(QMenu)]
    return [f"{one.title()!r}: {one.sizeHint().height()} high" for one in menus if one.sizeHint().height() > most]


def named(part: QWidget) -> str:
    text = getattr(part, "text", None)
    words = text() if callable(text) else ""
    return f"{type(part).__name__} {words or part.accessibleName()!r} {part.width()}x{part.height()}"


def _of_text(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel) and part.text():
        if part.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{named(part)}: markup is obeyed"
        metrics = QFontMetrics(part.font())
        inside = part.contentsRect()
        if part.height() < metrics.height():
            yield f"{named(part)}: lower than its line ({metrics.height()})"
        can_be_cut = isinstance(part, PlainLabel) and part.is_cut()
        if not part.wordWrap() and not can_be_cut and metrics.horizontalAdvance(part.text()) > inside.width() + 1:
            yield f"{named(part)}: {metrics.horizontalAdvance(part.text())} wide"
        if part.wordWrap() and part.heightForWidth(part.width()) > part.height() + 1:
            yield f"{named(part)}: {part.heightForWidth(part.width())} high"
    elif isinstance(part, QAbstractButton) and part.text() and part.minimumSizeHint().width() > part.width():
        yield f"{named(part)}: wants {part.minimumSizeHint().width()}"
    if isinstance(part, GapLine | TopCell | Band | KeyLine) and part.width() and part.is_cut():
        yield f"{named(part)}: words cut"
    if isinstance(part, KeyLine) and room(part).height() < key_cap.HEIGHT:
        yield f"{named(part)}: lower than its keys"


def _overlaps(window: QWidget, parts: list[QWidget]) -> Iterator[str]:
    """Leaves that lie over each other; what scrolls is one leaf."""
    leaves = [part for part in parts if _is_leaf(part, window)]
    homes = {part: _home(part, window) for part in leaves}
    places = {part: _place(part, homes[part]) for part in leaves}
    for one, other in combinations(leaves, 2):
        if homes[one] is not homes[other] or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        common = places[one].intersected(places[other])
        if common.width() > 1 and common.height() > 1:
            yield f"{named(one)} and {named(other)} overlap by {common.width()}x{common.height()}"


def _is_leaf(part: QWidget, window: QWidget) -> bool:
    if isinstance(part, QScrollBar | QSizeGrip) or not part.width() or not part.height():
        return False
    above = part.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea) and not isinstance(above, ScrollFrame):
            return False
        above = above.parentWidget()
    if isinstance(part, QAbstractScrollArea) and not isinstance(part, ScrollFrame):
        return True
    return not any(child.isVisibleTo(window) for child in part.findChildren(QWidget))


def _home(part: QWidget, window: QWidget) -> QWidget:
    """What a part must be whole in: the window, or the content of the frame that scrolls it."""
    above = part.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, ScrollFrame) and above.content.isAncestorOf(part):
            return above.content
        above = above.parentWidget()
    return window


def _place(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, part.rect().topLeft()), part.size())


def _outside(window: QWidget, part: QWidget) -> Iterator[str]:
    home = _home(part, window)
    if _is_leaf(part, window) and not home.rect().adjusted(-1, -1, 1, 1).contains(_place(part, home)):
        yield f"{named(part)}: outside the window"


def _sideways(part: QWidget) -> Iterator[str]:
    """Nobody sees what lies to the right of what is seen: words wrap, parts stand one below the other."""
    if isinstance(part, QAbstractScrollArea) and part.horizontalScrollBar().maximum():
        beyond, shown = part.horizontalScrollBar().maximum(), part.viewport().width()
        yield f"{named(part)}: scrolls sideways, by {beyond} beside {shown}"


def begins_scrolled(window: QWidget) -> list[str]:
    """A window just opened shows its beginning, unless its focus could not be seen then."""
    focus, found = window.focusWidget(), []
    for frame in window.findChildren(ScrollFrame):
        down, low = frame.verticalScrollBar().value(), 0
        if frame.content.isAncestorOf(focus):
            low = focus.mapTo(frame.content, focus.rect().bottomLeft()).y()
        if down and frame.isVisibleTo(window) and low < frame.viewport().height():
            found.append(f"{named(window)}: opens scrolled by {down}")
    return found


def half_covered(window: QWidget) -> list[str]:
    """Words of the window that a small box, or the list of names in it, hides in part; dimmed ones are not read."""
    boxes = [one for one in window.findChildren(InsetBox) if one.isVisibleTo(window)]
    lists = [one for one in window.findChildren(CompletionPopup) if one.isVisibleTo(window)] if boxes else []
    veils = [one.geometry() for one in window.findChildren(Veil) if one.isVisibleTo(window)]
    found = []
    for part in window.findChildren(QWidget):
        if not isinstance(part, QLabel | QAbstractButton) or not part.isVisibleTo(window) or part.isWindow():
            continue
        place = _place(part, window) & seen_part(part)
        in_box = any(box.isAncestorOf(part) for box in (*boxes, *lists))
        dimmed = not in_box and any(veil.contains(place) for veil in veils)
        for cover in lists if in_box else (*boxes, *lists):
            hides = place.intersects(cover.geometry()) and not cover.isAncestorOf(part)
            if hides and not dimmed and not (cover.geometry().contains(place) and not in_box):
                found.append(f"{type(cover).__name__} hides part of {named(part)}")
    for one in lists:
        if not window.rect().contains(one.geometry()):
            found.append(f"list of names outside the window: {one.geometry()}")
        if not any(
            box.geometry().left() <= one.x() and one.geometry().right() <= box.geometry().right() for box in boxes
        ):
            found.append(f"list of names wider than its box: {one.geometry()}")
    return found


def _unnamed(part: QWidget) -> Iterator[str]:
    if part.focusPolicy() is Qt.FocusPolicy.NoFocus or not part.isEnabled() or part.focusProxy() is not None:
        return
    is_control = isinstance(part, QAbstractButton | QLineEdit | QPlainTextEdit | QAbstractItemView)
    if is_control and not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name):
        yield f"{named(part)}: no name for a screen reader"


def _english(part: QWidget, allowed: frozenset[str]) -> Iterator[str]:
    """Words no Vietnamese syllable can be, in labels, buttons, hints, tool tips and accessible names."""
    said = [part.toolTip(), part.accessibleName()]
    if isinstance(part, QLabel | QAbstractButton):
        said.append(part.text())
    if isinstance(part, QLineEdit | QPlainTextEdit):
        said.append(part.placeholderText())
    for text in said:
        for word in english_words(re.sub(r"<[^>]*>", " ", text)):
            if word not in allowed:
                yield f"{named(part)}: not Vietnamese: {word!r}"


def _small_hint(part: QWidget) -> Iterator[str]:
    """What stands in an empty field begins as a sentence does."""
    hint = part.placeholderText() if isinstance(part, QLineEdit | QPlainTextEdit | QComboBox) else ""
    if hint[:1].islower():
        yield f"{named(part)}: {hint!r} begins with a small letter"


def english_words(text: str) -> list[str]:
    """Words of three letters and more that are no Vietnamese syllable, no abbreviation and no name of a key."""
    found = []
    for word in re.findall(r"[^\W\d_]{3,}", text):
        small = fold(word)
        if word.isupper() and len(word) <= 5:
            continue  # UBND, TTHC, SNV
        if small not in _KEYS and not _SYLLABLE.fullmatch(small):
            found.append(small)
    return found
