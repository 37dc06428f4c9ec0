"""The pages of the lists in the order of the navigation, by group."""

from __future__ import annotations

from ui.dialogs.pages import Page, PageKey
from ui.dialogs.pages_facts import AGENDA, FACTS
from ui.dialogs.pages_papers import CHARTS, CONCLUSIONS, MODULES, RECIPIENTS, SIGNATURES
from ui.dialogs.pages_preparation import DUTIES, YOUTH_GROUPS
from ui.dialogs.pages_questions import COMMITMENTS, PETITIONS, PREPARED, QUESTIONS
from ui.dialogs.pages_roster import AGENCIES, ATTENDANCE, PARTICIPANTS, PEOPLE, SITES, TOPICS

GROUPS: tuple[tuple[str, tuple[Page, ...]], ...] = (
    ("HỘI NGHỊ", (FACTS, AGENDA, SITES, DUTIES)),
    ("DANH MỤC", (AGENCIES, PEOPLE, TOPICS, YOUTH_GROUPS)),
    ("CÂU HỎI, KIẾN NGHỊ", (QUESTIONS, PETITIONS, PREPARED, COMMITMENTS, CONCLUSIONS)),
    ("VĂN BẢN", (PARTICIPANTS, ATTENDANCE, RECIPIENTS, SIGNATURES, MODULES, CHARTS)),
)
BY_KEY: dict[PageKey, Page] = {page.key: page for _, pages in GROUPS for page in pages}
