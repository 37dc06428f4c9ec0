"""Errors sorted by who can act on them. Codes and facts only; the sentences are in app.labels."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """Why a command was refused; each has a sentence in app.labels."""

    NOT_FOUND = "not_found"
    EMPTY_NAME = "empty_name"
    WRONG_STATE = "wrong_state"
    NOT_APPROVED = "not_approved"
    NOTHING_PREVIEWED = "nothing_previewed"
    HALL_LOCKED = "hall_locked"
    NO_SCREEN = "no_screen"
    NO_SUCH_PAGE = "no_such_page"
    NO_PREVIOUS_PICTURE = "no_previous_picture"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    UNDO_CONFLICT = "undo_conflict"
    IN_USE = "in_use"
    LIVE_ITEM = "live_item"
    ON_SCREEN = "on_screen"
    MERGE_WITH_ITSELF = "merge_with_itself"
    NO_OPEN_SPEECH = "no_open_speech"
    NO_CURRENT_QUESTION = "no_current_question"
    QUESTION_OPEN = "question_open"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    NOT_IN_LIVE = "not_in_live"
    STALE_PREVIEW = "stale_preview"
    NOTHING_TO_IMPORT = "nothing_to_import"
    MINUTES_FINAL = "minutes_final"
    REHEARSAL_IS_A_COPY = "rehearsal_is_a_copy"
    NOT_A_CAPTURE = "not_a_capture"
    NO_SUCH_QUESTION = "no_such_question"


class RuleError(Exception):
    """The operator can act: a command was refused. Nothing was changed."""

    def __init__(self, code: Rule, **facts: object) -> None:
        super().__init__(f"{code.value} {facts}" if facts else code.value)
        self.code = code
        self.facts = facts


class Trouble(StrEnum):
    """Why a file cannot be used; each has a sentence in app.labels."""

    NOT_OURS = "not_ours"
    DAMAGED = "damaged"
    TOO_NEW = "too_new"
    READ_ONLY = "read_only"
    IN_USE = "in_use"
    MISSING = "missing"
    EXISTS = "exists"
    NO_ACCESS = "no_access"
    DISK_FULL = "disk_full"
    IO = "io"
    ENCRYPTED = "encrypted"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  # a code, not a password
    NO_CIPHER = "no_cipher"


class StorageError(Exception):
    """The machine is in the way: file or disk. What was already safe stays safe."""

    def __init__(self, code: Trouble, **facts: object) -> None:
        super().__init__(f"{code.value} {facts}" if facts else code.value)
        self.code = code
        self.facts = facts
