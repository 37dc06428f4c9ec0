"""The keys of the console for the spare set of papers, named as they are engraved."""

from __future__ import annotations

from app.domain.report import ReportKey
from ui.shortcuts import BINDINGS, Scope
from ui.widgets.key_cap import shown_key


def key_strip() -> tuple[ReportKey, ...]:
    """Those of the whole window; a key of one part only is told in the program itself."""
    bindings = (binding for binding in BINDINGS if binding.scope is Scope.WINDOW)
    return tuple(ReportKey(shown_key(binding.keys[0]), binding.text) for binding in bindings)
