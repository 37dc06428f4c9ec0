"""What the office has set for its papers, as it can be kept for the next conference."""

from __future__ import annotations

from app.domain.office import OfficeProfile
from db import tables
from db.database import Database


def office_profile(db: Database) -> OfficeProfile:
    with db.atomic():
        return OfficeProfile(
            tables.FACTS.get(db, 1),
            tables.RECIPIENTS.all(db, "position, id"),
            tables.SIGNATURE_BLOCKS.all(db),
            {phrase.key: phrase.text for phrase in tables.PHRASES.all(db)},
            tables.TEXT_MODULES.all(db),
        )
