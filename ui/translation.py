"""Vietnamese for what Qt itself says (standard buttons, context menus, file dialog), and the locale of numbers."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

import resources

_log = logging.getLogger(__name__)


def install(app: QCoreApplication) -> None:
    """Needs no network and no system language; without the file Qt's own words stay English and the log says so."""
    QLocale.setDefault(QLocale("vi_VN"))
    translator = QTranslator(app)
    if translator.load(str(resources.path("i18n/qtbase_vi.qm"))):
        app.installTranslator(translator)
    else:
        _log.error("the translation of Qt's own words cannot be read")
