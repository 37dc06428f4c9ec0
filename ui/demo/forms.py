"""The lists window by keys: to a page, a new row, field after field by Tab, Ctrl+Enter."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from ui.demo import eyes
from ui.demo.player import Acts, StuckError, TypeWords, Until, press
from ui.demo.script import Fields, FormPage

LISTS = "Danh mục và thông tin hội nghị"
PAGES = "Danh mục"
_UNSAVED = "Chưa lưu"
_MOST_TABS = 60


def open_lists() -> Acts:
    """Ctrl+E, from any focus."""
    if eyes.window_title() != LISTS:
        yield press("Ctrl+E")
        yield Until("cửa sổ danh mục", lambda: eyes.window_title() == LISTS)


def close_lists() -> Acts:
    """Esc until the console has the keyboard again."""
    while eyes.window_title() == LISTS:
        before = QApplication.focusWidget()
        yield press("Escape")
        yield Until("cửa sổ danh mục lùi một bước", lambda before=before: _moved_from(before))  # type: ignore[misc]


def enter_page(page: FormPage) -> Acts:
    """All rows of a page."""
    yield from go_to_page(page.page)
    for row in page.rows:
        yield from (add_row(page.page, row) if _has_table() else _fill_single(row))


def go_to_page(title: str) -> Acts:
    """By Esc to the navigation, by arrows to the page, by Enter into it."""
    yield from open_lists()
    while eyes.focus_name() != PAGES:
        before = QApplication.focusWidget()
        yield press("Escape")
        yield Until("danh mục trang", lambda before=before: _moved_from(before))  # type: ignore[misc]
    titles = eyes.rows_of(PAGES)
    if title not in titles:
        raise StuckError(f"Cửa sổ danh mục không có trang “{title}”.")
    steps = 0
    while _page_at_cursor() != title:
        going_up = titles.index(title) < eyes.row_at_cursor(PAGES)
        yield press("Up" if going_up else "Down")
        steps += 1
        if steps > len(titles):
            raise StuckError(f"Trang “{title}” không mở được lúc này.")
    yield press("Return")
    yield Until(f"trang “{title}”", lambda: eyes.focus_name() != PAGES and eyes.says(title))


def add_row(page: str, row: Fields) -> Acts:
    """One more row; afterwards the table holds it."""
    before = len(eyes.rows_of(page))
    yield press("Ctrl+M")
    yield Until("ô đầu tiên của mục mới", lambda: eyes.focus_name() not in {"", PAGES, page})
    yield from fill(row)
    yield press("Ctrl+Return")
    yield Until(f"trang “{page}” có {before + 1} dòng", lambda: len(eyes.rows_of(page)) == before + 1)
    yield Until(f"dòng mới của trang “{page}”", lambda: _is_listed(page, row))


def edit_row(page: str, words: str, row: Fields) -> Acts:
    """Change the row that holds these words."""
    lines = eyes.rows_of(page)
    place = next((place for place, line in enumerate(lines) if words in line), -1)
    if place < 0:
        raise StuckError(f"Trang “{page}” không có dòng nào có “{words}”.")
    while eyes.row_at_cursor(page) != place:
        yield press("Up" if eyes.row_at_cursor(page) > place else "Down")
    yield press("Return")
    yield Until("ô đầu tiên", lambda: eyes.focus_name() not in {"", PAGES, page})
    yield from fill(row)
    yield press("Ctrl+Return")
    yield Until("thay đổi được lưu", lambda: not eyes.says(_UNSAVED))


def reach(name: str, key: str = "Tab") -> Acts:
    """Tab (or Shift+Tab) until this field has the keyboard."""
    for _ in range(_MOST_TABS):
        if eyes.focus_name() == name:
            return
        yield press(key)
    raise StuckError(f"Phím {key} không tới được ô “{name}”.")


def replace_words(name: str, words: str, key: str = "Tab") -> Acts:
    """Reach a field and put other words into it."""
    yield from reach(name, key)
    yield press("Ctrl+A")
    yield TypeWords(words)


def fill(row: Fields) -> Acts:
    """From the focused field on by Tab; what is wanted is typed, every field is read again when it is left."""
    wanted = {label: value for label, value in row.items() if value}
    for _ in range(_MOST_TABS):
        if not wanted:
            return
        widget = QApplication.focusWidget()
        name = eyes.focus_name()
        label, _, tick = name.partition(": ")
        if isinstance(widget, QCheckBox):
            yield from _tick(widget, wanted, label, tick)
        elif name in wanted and widget is not None:
            value = wanted.pop(name)
            yield from (_type_into(widget, str(value)) if isinstance(value, str) else _choose(value))
            yield press("Tab")
            if isinstance(value, str):
                yield Until(f"ô “{name}” có “{value}”", lambda w=widget, v=value: _holds(w, v))  # type: ignore[misc]
            continue
        yield press("Tab")
    raise StuckError(f"Không tìm thấy ô: {', '.join(wanted)}.")


def _fill_single(row: Fields) -> Acts:
    yield from fill(row)
    yield press("Ctrl+Return")
    yield Until("thông tin được lưu", lambda: not eyes.says(_UNSAVED))


def _type_into(widget: QWidget, value: str) -> Acts:
    if eyes.text_of(widget):
        yield press("Ctrl+A")
    yield TypeWords(value)


def _choose(values: object) -> Acts:
    """Several names into one field, each taken by Enter."""
    for value in values if isinstance(values, tuple) else ():
        yield TypeWords(str(value))
        yield press("Return")


def _tick(box: QCheckBox, wanted: dict[str, str | bool | tuple[str, ...]], label: str, tick: str) -> Acts:
    """A field of ticks has a box for every value; a field of one tick is named like its box."""
    value = wanted.get(label)
    should = value if isinstance(value, bool) else isinstance(value, tuple) and tick in value
    if should and not box.isChecked():
        yield press("Space")
        yield Until(f"“{label} {tick}” được đánh dấu", box.isChecked)
    if isinstance(value, bool):
        wanted.pop(label)
    elif should and isinstance(value, tuple):
        rest = tuple(word for word in value if word != tick)
        wanted.pop(label)
        if rest:
            wanted[label] = rest


def _holds(widget: QWidget, value: str) -> bool:
    return eyes.text_of(widget) == value


def _has_table() -> bool:
    """The facts of the conference are one record: nothing can be added there."""
    return bool(eyes.named_from("Thêm mới"))


def _is_listed(page: str, row: Fields) -> bool:
    """A row shows the beginning of something that was typed; not every field has a column, and long ones are cut."""
    beginnings = [" ".join(value.split())[:40] for value in row.values() if isinstance(value, str)]
    return any(words in line for words in beginnings for line in eyes.rows_of(page))


def _page_at_cursor() -> str:
    rows, place = eyes.rows_of(PAGES), eyes.row_at_cursor(PAGES)
    return rows[place] if 0 <= place < len(rows) else ""


def _moved_from(before: QWidget | None) -> bool:
    return QApplication.focusWidget() is not before or eyes.window_title() != LISTS
