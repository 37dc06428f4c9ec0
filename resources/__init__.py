"""The files the program carries: fonts, templates, translations, licences. It finds them, it opens none."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(relative: str) -> Path:
    """Where resources/<relative> lies, from the source tree and from a PyInstaller bundle alike.

    The bundle keeps the folder beside this module, so that __file__ answers in both.
    A missing file is a defect of the program or of the bundle: FileNotFoundError at once, no silent fallback.
    """
    found = _ROOT / relative
    if not found.exists():
        raise FileNotFoundError(found)
    return found
