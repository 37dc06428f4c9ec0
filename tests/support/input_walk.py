"""Every text input of the program, window by window: where() leads to it, and all inputs shown there are given.

What it has met is told by module, so that a test can see that no source file with an input was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.commands import agenda
from app.commands import floor as floor_commands
from app.domain.gap import Gap, GapKind
from app.domain.import_preview import ImportKind
from app.queries.floor import agenda_rows
from tests.support.day_player import DayPlayer
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.setup_steps import STEPS
from ui.operator.gap_boxes import ask_agency, open_gap
from ui.operator.main_window import MainWindow
from ui.operator.overlay import Overlay
from ui.operator.pattern_box import PatternBox
from ui.operator.personal_overlay import PersonalOverlay
from ui.operator.typed_picture import Typed, TypedPicture
from ui.widgets.inset_box import InsetBox

TextInput = QLineEdit | QTextEdit | QPlainTextEdit
_DOUBTFUL = "Họ và tên\tĐơn vị\tNội dung câu hỏi\tCơ quan trả lời\nLò Văn Ếp\tBản Nà Lốc\t\tSở Nội vụ\n"


def places(day: DayPlayer) -> dict[str, Callable[[], QWidget]]:
    """What brings inputs onto the screen; each gives the widget to look into."""
    console, floor = day.console, day.console.floor

    def tab(place: int) -> Callable[[], QWidget]:
        def show() -> QWidget:
            if floor.view() is None:
                floor_commands.next_step(day.console._desk.conference, day.rows()[0].id)
                floor_commands.next_step(day.console._desk.conference, None)
            floor.leave_written()
            floor.tabs.choose(place)
            return floor

        return show

    def shown(open_it: Callable[[], object], widget: Callable[[], QWidget]) -> Callable[[], QWidget]:
        def show() -> QWidget:
            open_it()
            return widget()

        return show

    def boxes(open_it: Callable[[], object]) -> Callable[[], QWidget]:
        return shown(open_it, lambda: next(box for box in console.findChildren(InsetBox) if box.isVisible()))

    row, desk = day.rows()[-1], console._desk
    _ = console.look_ups.finder, console.look_ups.history  # made when first wanted: then they are the console's
    personal = PersonalOverlay(console.workplace, desk, lambda: desk.conference.path.parent)
    found: dict[str, Callable[[], QWidget]] = {
        "programme": shown(lambda: _start_first_item(console), lambda: floor),
        "capture": lambda: console.capture,
        "queue": lambda: console.queue,
        **{f"room {place}": tab(place) for place in range(4)},
        "answerer": shown(floor.header.answerer.assign, lambda: floor.header),
        "commitment": shown(floor.promises.commitment, lambda: floor.commitments),
        "order of the chair": shown(floor.promises.chair_task, lambda: floor.commitments),
        "personal data": shown(personal.open, lambda: personal),
        **{
            f"overlay {type(overlay).__name__}": shown(overlay.open, lambda overlay=overlay: overlay)  # type: ignore[misc]
            for overlay in console.findChildren(Overlay)
            if not isinstance(overlay, TypedPicture | PersonalOverlay) and overlay.findChildren(QLineEdit)
        },
        **{
            f"picture {kind}": shown(
                lambda kind=kind: console.pictures_overlay.form.ask(kind),  # type: ignore[misc]
                lambda: console.pictures_overlay.form,
            )
            for kind in Typed
        },
        "closing the list": boxes(console.queue.ask_closing),
        "reason": boxes(lambda: console.queue._ask_reason(row)),
        "agency of a row": boxes(lambda: ask_agency(desk, console.queue, row.id)),
        "day of a written answer": boxes(
            lambda: open_gap(desk, console.queue, Gap(GapKind.NO_DUE, question_id=row.id, number=row.question.number))
        ),
        "minutes": shown(floor.go_written, lambda: floor.written),
        "pattern": boxes(lambda: PatternBox(desk, floor.written)),
        **{
            f"page {key}": shown(
                lambda key=key: console.lists.open(key, new=not BY_KEY[key].is_single),  # type: ignore[misc]
                lambda: console.lists,
            )
            for key in BY_KEY
        },
        "import": shown(lambda: _import_something_doubtful(console), lambda: console.imports),
        "papers": shown(console.papers.open, lambda: console.papers),
        **{
            f"first steps {place}": shown(
                lambda place=place: _go_to_step(console, place),  # type: ignore[misc]
                lambda: console.first_steps,
            )
            for place in range(len(STEPS))
        },
    }
    return found


def inputs(widget: QWidget) -> Iterator[TextInput]:
    """Every text that can be typed into now."""
    found: list[TextInput] = [
        *widget.findChildren(QLineEdit),
        *widget.findChildren(QTextEdit),
        *widget.findChildren(QPlainTextEdit),
    ]
    for one in found:
        if one.isVisible() and one.isEnabled() and not one.isReadOnly() and _takes_words(one):
            yield one


def _takes_words(widget: TextInput) -> bool:
    """Not a secret, and not a box of numbers (its validator keeps letters out)."""
    if isinstance(widget, QLineEdit):
        return widget.echoMode() is QLineEdit.EchoMode.Normal and widget.validator() is None
    return True


def modules_of(widget: QWidget) -> set[str]:
    """The modules of an input and of everything it stands in."""
    found: set[str] = set()
    above: QWidget | None = widget
    while above is not None:
        found.add(type(above).__module__)
        above = above.parentWidget()
    return found


def text_of(widget: TextInput) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def _start_first_item(console: MainWindow) -> None:
    conference = console._desk.conference
    agenda.start_item(conference, agenda_rows(conference.db)[0].item.id)


def _go_to_step(console: MainWindow, place: int) -> None:
    console.first_steps.open()
    for _ in range(place):
        console.first_steps.go_on()


def _import_something_doubtful(console: MainWindow) -> None:
    """A question whose agency nobody knows: its cell can be put right by hand."""
    console.imports.open(ImportKind.QUESTIONS)
    console.imports.session.read_text(_DOUBTFUL)
