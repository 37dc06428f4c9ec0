"""The repositories: one Rows per recorded table. What is asked of them in SQL stands beside the command or query."""

from __future__ import annotations

from app.domain import answer, conclusion, facts, minutes, paper, petition, roster, speech
from app.domain.agenda import AgendaItem
from app.domain.changes import Table
from app.domain.projection import Projection
from app.domain.question import Question
from app.domain.station import Station
from db.rows import Rows

FACTS = Rows(Table.CONFERENCE, facts.Facts)
FLOOR = Rows(Table.FLOOR, facts.Floor)
SITES = Rows(Table.SITE, roster.Site)
AGENCIES = Rows(Table.AGENCY, roster.Agency)
AGENCY_ALIASES = Rows(Table.AGENCY_ALIAS, roster.AgencyAlias)
PEOPLE = Rows(Table.PERSON, roster.Person)
PERSON_ROLES = Rows(Table.PERSON_ROLE, roster.PersonRole)
TOPICS = Rows(Table.TOPIC, roster.Topic)
YOUTH_GROUPS = Rows(Table.YOUTH_GROUP, roster.YouthGroup)
AGENDA_ITEMS = Rows(Table.AGENDA_ITEM, AgendaItem)
QUESTIONS = Rows(Table.QUESTION, Question)
PETITIONS = Rows(Table.PETITION, petition.Petition)
PETITION_SUPPORTS = Rows(Table.PETITION_SUPPORT, petition.PetitionSupport)
ANSWERS = Rows(Table.ANSWER, answer.Answer)
PREPARED_ANSWERS = Rows(Table.PREPARED_ANSWER, answer.PreparedAnswer)
SPEECHES = Rows(Table.SPEECH, speech.Speech)
COMMITMENTS = Rows(Table.COMMITMENT, petition.Commitment)
MINUTES_ENTRIES = Rows(Table.MINUTES_ENTRY, minutes.MinutesEntry)
LEGAL_TEXTS = Rows(Table.LEGAL_TEXT, conclusion.LegalText)
LEGAL_CITATIONS = Rows(Table.LEGAL_CITATION, conclusion.LegalCitation)
CONCLUSIONS = Rows(Table.CONCLUSION, conclusion.Conclusion)
CONCLUSION_AGENCIES = Rows(Table.CONCLUSION_AGENCY, conclusion.ConclusionAgency)
RECIPIENTS = Rows(Table.RECIPIENT, paper.Recipient)
SIGNATURE_BLOCKS = Rows(Table.SIGNATURE_BLOCK, paper.SignatureBlock)
PARTICIPANTS = Rows(Table.PARTICIPANT, paper.Participant)
ATTENDANCES = Rows(Table.ATTENDANCE, roster.Attendance)
DUTIES = Rows(Table.DUTY, paper.Duty)
CHARTS = Rows(Table.CHART, paper.Chart)
CHART_BARS = Rows(Table.CHART_BAR, paper.ChartBar)
PHRASES = Rows(Table.PHRASE, paper.Phrase)
TEXT_MODULES = Rows(Table.TEXT_MODULE, paper.TextModule)
ISSUED_DOCUMENTS = Rows(Table.ISSUED_DOCUMENT, paper.IssuedDocument)
PROJECTION = Rows(Table.PROJECTION, Projection)
STATIONS = Rows(Table.STATION, Station)

ALL: tuple[Rows[object], ...] = (
    FACTS,
    FLOOR,
    SITES,
    AGENCIES,
    AGENCY_ALIASES,
    PEOPLE,
    PERSON_ROLES,
    TOPICS,
    YOUTH_GROUPS,
    AGENDA_ITEMS,
    QUESTIONS,
    PETITIONS,
    PETITION_SUPPORTS,
    ANSWERS,
    PREPARED_ANSWERS,
    SPEECHES,
    COMMITMENTS,
    MINUTES_ENTRIES,
    LEGAL_TEXTS,
    LEGAL_CITATIONS,
    CONCLUSIONS,
    CONCLUSION_AGENCIES,
    RECIPIENTS,
    SIGNATURE_BLOCKS,
    PARTICIPANTS,
    ATTENDANCES,
    DUTIES,
    CHARTS,
    CHART_BARS,
    PHRASES,
    TEXT_MODULES,
    ISSUED_DOCUMENTS,
    PROJECTION,
    STATIONS,
)  # type: ignore[assignment]
