"""The look of the console (design card "calm paper, one red"): colours by token, light and dark, and the style sheet.

Painting code asks palette() each time it paints, so that a change of theme needs no listener.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.records import dataclass
from ui import scale
from ui.appearance import Theme
from ui.fonts import family, load_fonts, sized_font

BODY = 13
SMALL = 12


@dataclass(frozen=True, slots=True)
class Palette:
    """Tokens of the look. Contrasts are measured for the pairs named in the design card; no other pairs are used."""

    bg: str
    panel: str
    sunken: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    sel: str
    room: str
    room_tint: str
    prev: str
    prev_tint: str
    live: str
    live_fill: str
    on_live: str
    warn: str
    warn_tint: str
    warn_border: str
    priv: str
    priv_tint: str
    bar: str
    on_bar: str
    bar_icon: str
    on_room: str
    on_prev: str


_LIGHT = Palette(
    bg="#E9EDEE", panel="#FFFFFF", sunken="#F4F6F6", line="#D3DADB", line2="#7E8B8E",
    text="#15211F", text2="#435157", text3="#525E62", sel="#DBE3E5",
    room="#0B5D56", room_tint="#DDEFEC", prev="#1A56B8", prev_tint="#E3ECFB",
    live="#C2151C", live_fill="#C2151C", on_live="#FFFFFF",
    warn="#7F4600", warn_tint="#FDEFD2", warn_border="#C98A1B",
    priv="#57418C", priv_tint="#EEEAF8",
    bar="#1E2A2E", on_bar="#FFFFFF", bar_icon="#F6C453", on_room="#FFFFFF", on_prev="#FFFFFF",
)  # fmt: skip
_DARK = Palette(
    bg="#0F1517", panel="#192124", sunken="#131A1C", line="#313D41", line2="#7C8B90",
    text="#E9EFEF", text2="#B9C5C8", text3="#9BA9AD", sel="#2A363B",
    room="#5FCFBC", room_tint="#17373A", prev="#8DB8FF", prev_tint="#1B2F50",
    live="#FF6E67", live_fill="#D0242A", on_live="#FFFFFF",
    warn="#F5BE5F", warn_tint="#3A2C10", warn_border="#B9821F",
    priv="#C3B3F0", priv_tint="#2A2440",
    bar="#E4EAEA", on_bar="#15211F", bar_icon="#7F4600", on_room="#062522", on_prev="#071B3A",
)  # fmt: skip
_PALETTES = {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK}
_current = [Theme.LIGHT]


def palette() -> Palette:
    """The tokens of the theme in use."""
    return _PALETTES[_current[0]]


def current_theme() -> Theme:
    return _current[0]


def set_theme(theme: Theme | str) -> None:
    """Choose the theme; with an application it is put on at once (every widget gets StyleChange and paints again)."""
    _current[0] = Theme(theme)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(sized_font(scale.px(BODY)))
        app.setPalette(_qt_palette())
        app.setStyleSheet(style_sheet())


@contextmanager
def sheet_later() -> Generator[None]:
    """Widgets made inside get the style sheet when all of them stand: each would be looked up at every move."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def set_text_size(percent: int) -> None:
    """Text and all that stands around it in another size, at once: appearance.TEXT_SIZES."""
    before = scale.set_percent(percent)
    scale.regrow(before)
    set_theme(_current[0])  # last: the sheet's own heights are right as they are
    scale.refit()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its look: the style sheet selects by the property `role`. Also after it was shown."""
    if widget.property("role") == role:
        return
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # else a plain QWidget paints no ground
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _qt_palette() -> QPalette:
    p = palette()
    roles = {
        QPalette.ColorRole.Window: p.bg, QPalette.ColorRole.WindowText: p.text,
        QPalette.ColorRole.Base: p.panel, QPalette.ColorRole.AlternateBase: p.sunken,
        QPalette.ColorRole.Text: p.text, QPalette.ColorRole.Button: p.panel,
        QPalette.ColorRole.ButtonText: p.text, QPalette.ColorRole.PlaceholderText: p.text3,
        QPalette.ColorRole.Highlight: p.text2, QPalette.ColorRole.HighlightedText: p.panel,
        QPalette.ColorRole.ToolTipBase: p.bar, QPalette.ColorRole.ToolTipText: p.on_bar,
        QPalette.ColorRole.Link: p.text, QPalette.ColorRole.Light: p.panel,
        QPalette.ColorRole.Mid: p.line, QPalette.ColorRole.Dark: p.line2, QPalette.ColorRole.Accent: p.text,
    }  # fmt: skip
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    grey = QColor(p.text3)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, grey)
    return made


def style_sheet() -> str:
    """Roles of labels: label, secondary, quiet, body, strong, title, name, need, room, private.

    Roles of surfaces: panel, ground, sunken, band (panel with a line below), foot (panel with a line above), card.
    """
    p = palette()
    sheet = "\n".join((_surfaces(p), _labels(p), _inputs(p), _views(p), _small_parts(p)))
    grown = re.sub(r"\b(\d+)px", lambda found: f"{scale.px(int(found[1]))}px", sheet)
    return re.sub(r"(beside|within)-ring\((\d+)\)", _within_ring, grown)


def _within_ring(found: re.Match[str]) -> str:
    """What padding or height of a part is left while it has the focus: its ring is thicker than its edge of 1 pixel.

    In every size of text a part is as large with the focus as without.
    """
    sides = 1 if found[1] == "beside" else 2
    return f"{scale.px(int(found[2])) + sides * (1 - scale.px(2))}px"


def _surfaces(p: Palette) -> str:
    return f"""
    QWidget {{ font-family: "{family()}"; font-size: {BODY}px; color: {p.text}; }}
    QMainWindow, QDialog, *[role="ground"] {{ background: {p.bg}; }}
    *[role="panel"] {{ background: {p.panel}; }}
    *[role="sunken"] {{ background: {p.sunken}; }}
    *[role="band"] {{ background: {p.panel}; border: 0; border-bottom: 1px solid {p.line}; }}
    *[role="foot"] {{ background: {p.panel}; border: 0; border-top: 1px solid {p.line}; }}
    *[role="sunken-foot"] {{ background: {p.sunken}; border: 0; border-top: 1px solid {p.line}; }}
    *[role="card"] {{ background: {p.panel}; border: 1px solid {p.line}; border-radius: 6px; }}
    *[role="overlay"] {{ background: {p.panel}; border: 1px solid {p.line2}; border-radius: 8px; }}
    *[role="rule"] {{ background: {p.line}; border: 0; }}
    """


def _labels(p: Palette) -> str:
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="label"] {{ font-size: {SMALL}px; font-weight: 600; color: {p.text2}; letter-spacing: 0.4px; }}
    QLabel[role="secondary"] {{ font-size: {SMALL}px; color: {p.text2}; }}
    QLabel[role="secondary-strong"] {{ font-size: {SMALL}px; font-weight: 600; color: {p.text2}; }}
    QLabel[role="strip"] {{ font-size: {SMALL}px; font-weight: 500; }}
    QLabel[role="quiet"] {{ font-size: {SMALL}px; color: {p.text3}; }}
    QLabel[role="body2"] {{ color: {p.text2}; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="title"] {{ font-size: 15px; font-weight: 600; }}
    QLabel[role="name"] {{ font-size: 20px; font-weight: 600; }}
    QLabel[role="name-compact"] {{ font-size: 18px; font-weight: 600; }}
    QLabel[role="name-narrow"] {{ font-size: 16px; font-weight: 600; }}
    QLabel[role="number"] {{ font-size: 20px; font-weight: 700; color: {p.room}; }}
    QLabel[role="number-compact"] {{ font-size: 18px; font-weight: 700; color: {p.room}; }}
    QLabel[role="need"] {{ font-size: {SMALL}px; font-weight: 600; color: {p.warn}; }}
    QLabel[role="room"] {{ font-size: {SMALL}px; font-weight: 600; color: {p.room}; letter-spacing: 0.4px; }}
    QLabel[role="private"] {{ font-size: {SMALL}px; font-weight: 600; color: {p.priv}; }}
    QLabel[role="bar"] {{ color: {p.on_bar}; }}
    QLabel[role="bar-strong"] {{ color: {p.on_bar}; font-weight: 600; }}
    """


def _inputs(p: Palette) -> str:
    edges = 'QLineEdit, QComboBox, QAbstractSpinBox, *[role="editor"]'
    focused = 'QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, *[role="editor"]:focus'
    return f"""
    {edges} {{ background: {p.panel}; color: {p.text}; border: 1px solid {p.line2}; border-radius: 4px;
        padding: 0 9px; min-height: 28px; placeholder-text-color: {p.text3};
        selection-background-color: {p.text2}; selection-color: {p.panel}; }}
    {focused} {{ border: 2px solid {p.text}; padding: 0 beside-ring(9); min-height: within-ring(28); }}
    QLineEdit:disabled, QLineEdit:read-only {{ background: {p.sunken}; color: {p.text3}; }}
    QPlainTextEdit, QTextEdit {{ background: {p.panel}; color: {p.text}; border: 0;
        selection-background-color: {p.text2}; selection-color: {p.panel}; }}
    QPlainTextEdit[role="editor"] {{ padding: 6px; }}
    QPlainTextEdit[role="editor"]:focus {{ padding: beside-ring(6); }}
    QTextEdit[role="bare"] {{ background: transparent; font-size: 14px; placeholder-text-color: {p.text3}; }}
    QTextEdit[role="prepared"] {{ background: transparent; font-size: 14px; color: {p.text2}; }}
    QPlainTextEdit[readOnly="true"] {{ background: {p.sunken}; color: {p.text2}; }}
    QComboBox::drop-down {{ border: 0; width: 22px; }}
    QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; }}
    """


def _views(p: Palette) -> str:
    return f"""
    QAbstractItemView {{ background: {p.panel}; color: {p.text}; border: 0; outline: 0; gridline-color: {p.line};
        selection-background-color: {p.sel}; selection-color: {p.text}; }}
    QHeaderView {{ background: {p.sunken}; border: 0; }}
    QHeaderView::section {{ background: {p.sunken}; color: {p.text2}; border: 0; border-bottom: 1px solid {p.line};
        font-size: {SMALL}px; font-weight: 600; min-height: 29px; padding: 0 8px; }}
    QComboBox QAbstractItemView, QListView[role="popup"] {{ border: 1px solid {p.line2}; border-radius: 4px;
        padding: 4px 0; }}
    QListView[role="choices"] {{ background: transparent; }}
    QListView[role="choices"]::item {{ min-height: 24px; padding: 2px 8px; border: 2px solid transparent;
        border-radius: 3px; }}
    QListView[role="choices"]::item:selected {{ background: {p.sel}; color: {p.text}; }}
    QListView[role="choices"]::item:selected:focus {{ border-color: {p.text}; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{ background: transparent; color: {p.text2}; padding: 6px 12px; border: 0; }}
    QTabBar::tab:selected {{ background: {p.panel}; color: {p.text}; font-weight: 600;
        border-top: 2px solid {p.text}; }}
    QTabWidget::pane {{ border: 0; }}
    """


def _small_parts(p: Palette) -> str:
    return f"""
    QPushButton {{ background: {p.panel}; color: {p.text}; border: 1px solid {p.line2}; border-radius: 4px;
        padding: 0 12px; min-height: 28px; font-weight: 500; }}
    QPushButton:focus {{ border: 2px solid {p.text}; padding: 0 beside-ring(12); min-height: within-ring(28); }}
    QPushButton:disabled {{ color: {p.text3}; border-color: {p.line}; }}
    QPushButton[role="strip"] {{ font-size: {SMALL}px; padding: 0 8px; min-height: 18px; }}
    QPushButton[role="main"] {{ background: {p.room}; color: {p.on_room}; border-color: {p.room}; font-weight: 600; }}
    QMenu {{ background: {p.panel}; color: {p.text}; border: 1px solid {p.line2}; padding: 4px 0; icon-size: 15px;
        menu-scrollable: 1; }}
    QMenu::item {{ padding: 4px 15px 4px 9px; border: 1px solid transparent; }}
    QMenu::icon {{ padding-left: 10px; }}
    QMenu::indicator {{ left: 6px; }}
    QMenu::item:selected {{ background: {p.sel}; border-color: {p.text2}; }}
    QMenu::item:disabled {{ color: {p.text3}; }}
    QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 0; }}
    QToolTip {{ background: {p.bar}; color: {p.on_bar}; border: 0; padding: 4px 8px; font-size: {SMALL}px; }}
    QScrollArea {{ border: 0; background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {p.line2}; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; border: 0; width: 0; height: 0; }}
    QSplitter::handle {{ background: {p.line}; }}
    """
