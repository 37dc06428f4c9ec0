"""Reports built by hand from the two real conferences in tests/fixtures. No database is involved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from app.domain.agenda import AgendaKind
from app.domain.conclusion import LegalText, Section, Verb
from app.domain.due import Due, Precision
from app.domain.facts import Facts, Issuer, MeetingForm
from app.domain.paper import PaperKind, Recipient, Side, SignatureBlock
from app.domain.petition import ReplyMode
from app.domain.projection import HallState
from app.domain.question import Channel, QuestionState
from app.domain.report import (
    ConferenceReport,
    ReportAgendaItem,
    ReportAnswer,
    ReportCommitment,
    ReportConclusion,
    ReportDuty,
    ReportHallMoment,
    ReportKey,
    ReportLogLine,
    ReportPerson,
    ReportPetition,
    ReportPrepared,
    ReportQuestion,
    ReportSite,
)
from app.domain.roster import SiteKind
from app.domain.scene import QuestionCard

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
IN_FULL = ("notice.later_citations", "đầy đủ")
"""The real notice names every text in full each time: the office's own pattern."""
NOT_STATED = "(không nêu trong bài)"


def source(name: str) -> dict[str, Any]:
    """One fixture as it stands."""
    data: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
    return data


def person(data: Mapping[str, str | None]) -> ReportPerson:
    return ReportPerson(*(data.get(key) or "" for key in ("honorific", "name", "title", "unit")))


def public_card(question: ReportQuestion) -> QuestionCard:
    """What the hall sees of a question, as app.scenes would make it for an adult."""
    asker = question.asker or ReportPerson()
    return QuestionCard(
        number=question.number,
        topic=question.topic,
        text=question.words,
        asker=f"{asker.honorific} {asker.name}".strip(),
        unit=", ".join(part for part in (asker.title, asker.unit) if part),
        site=question.site,
        agency=question.answers[0].agency if question.answers else "",
    )


def with_cards(questions: Iterable[ReportQuestion]) -> tuple[ReportQuestion, ...]:
    return tuple(replace(question, public=public_card(question)) for question in questions)


def son_la_question(data: Mapping[str, Any]) -> ReportQuestion:
    """One printed question of the article with its answer and commitments; the site only where it is stated."""
    respondent, number = data["respondent"], data["no"]
    commitments = tuple(
        ReportCommitment(
            place,
            promise["agency"] or "",
            promise["text"],
            Due(promise["due_text"], date.fromisoformat(promise["due"]), Precision.DAY),
        )
        for place, promise in enumerate(data["commitments"], 1)
    )
    return ReportQuestion(
        id=number,
        number=number,
        state=QuestionState.FINISHED,
        asker=person(data["asker"]),
        site=data["site"]["name"] if data["site"]["stated_in_source"] else "",
        topic=data["topic"],
        verbatim=data["question"],
        petitions=(ReportPetition(number, lead_agency=respondent["agency"], reply_mode=ReplyMode.ORAL),),
        answers=(
            ReportAnswer(number, agency=respondent["agency"], respondent=person(respondent), text=data["answer"]),
        ),
        commitments=commitments,
    )


def son_la() -> ConferenceReport:
    """The dialogue of 22/3/2023: seven questions as printed, four more of which the article gives no words."""
    data = source("son_la_2023")
    questions = [son_la_question(item) for item in data["qa"]]
    questions += [ReportQuestion(id=n, number=n, verbatim=NOT_STATED) for n in range(8, 12)]
    kinds = (AgendaKind.OPENING, AgendaKind.REPORT, AgendaKind.DIALOGUE, AgendaKind.CONCLUSION)
    texts = (data["opening_speech"]["text"], "", "", "")
    return ConferenceReport(
        facts=Facts(
            name=data["name"],
            theme=data["theme"],
            occasion=data["occasion"],
            form=MeetingForm.MIXED,
            province=data["province"],
            held_on=date.fromisoformat(data["date"]),
            day_part="chiều",
            opinion_topics="; ".join(data["opinion_topics"]),
        ),
        chair=person(data["chair"]),
        guests=tuple(map(person, data["attendees_named"])),
        participants=tuple(data["attendees_groups"]),
        sites=tuple(
            ReportSite(site["name"], SiteKind.MAIN if place == 0 else SiteKind.REMOTE)
            for place, site in enumerate(data["sites"][:3])
        ),
        agenda=tuple(
            ReportAgendaItem(id=item["order"], kind=kind, title=item["item"], responsible=item["by"] or "", text=text)
            for item, kind, text in zip(data["agenda_observed"], kinds, texts, strict=True)
        ),
        questions=with_cards(questions),
        conclusions=tuple(
            ReportConclusion(
                id=task["no"],
                section=Section.REQUEST if task["no"] == 4 else Section.GENERAL,
                verb=Verb.REQUEST,
                lead_text="; ".join(task["assignees"]),
                text=task["text"],
                due=Due(task["due_text"] or ""),
            )
            for task in data["conclusion_tasks"]
        ),
    )


def lao_cai() -> ConferenceReport:
    """The notice of the dialogue of 04/4/2024: signer, recipients and ten tasks; the opinions only as a number."""
    data = source("lao_cai_2024_notice")
    event, signature = data["event"], data["signature"]
    return ConferenceReport(
        facts=Facts(
            name="Hội nghị đối thoại giữa Chủ tịch UBND tỉnh với thanh niên trên địa bàn tỉnh Lào Cai năm 2024",
            theme=event["theme"],
            province="Lào Cai",
            place_name="Lào Cai",
            held_on=date.fromisoformat(event["date"]),
            parent_organ="UBND tỉnh Lào Cai",
            organ="Văn phòng",
            notice_issuer=Issuer.OFFICE,
            youth_count=event["attendees"][-1],
        ),
        chair=person(event["chair"]),
        participants=tuple(event["attendees"][:-1]),
        questions=tuple(
            ReportQuestion(
                id=n,
                number=n,
                state=QuestionState.FINISHED,
                topic="Chuyển đổi số" if n % 3 else "An toàn trên môi trường mạng",
                petitions=(ReportPetition(n, reply_mode=ReplyMode.ORAL if n % 5 else ReplyMode.WRITTEN),),
            )
            for n in range(1, event["opinions"] + 1)
        ),
        conclusions=tuple(
            ReportConclusion(
                id=place,
                section=Section.REQUEST if task["no"] == "3" else Section.GENERAL,
                text=task["text"].removeprefix(f"{task['no']}. "),
            )
            for place, task in enumerate(data["tasks"], 1)
        ),
        legal_texts=tuple(LegalText(full=text) for text in data["legal_documents_cited"]),
        recipients=tuple(
            Recipient(paper=PaperKind.NOTICE, position=place, text=text)
            for place, text in enumerate(data["recipients"])
        ),
        signature_blocks=(
            SignatureBlock(
                paper=PaperKind.NOTICE,
                side=Side.RIGHT,
                lines=f"{signature['authority']}\n{signature['position']}",
                name=signature["name"],
            ),
        ),
    )


def sixty_questions() -> ConferenceReport:
    """A full house: sixty questions with the longest names met, every state and way of answering."""
    report = son_la()
    asked = report.questions[:7]
    askers = (
        ReportPerson(
            "Nghệ nhân Ưu tú", "Y Thanh Hà Niê Kđăm", "Phó Chủ nhiệm Câu lạc bộ khởi nghiệp", "Đoàn xã Ea Tul"
        ),
        ReportPerson(
            "Đoàn viên", "Công Tằng Tôn Nữ Thị Kim Ngọc", "", "Trung tâm Giáo dục nghề nghiệp huyện Quỳnh Nhai"
        ),
        ReportPerson("Thượng úy", "H’Hen Niê", "trợ lý Ban Tổ chức, Phòng Chính trị", "Bộ Chỉ huy Quân sự tỉnh"),
    )
    states = [QuestionState.FINISHED] * 5 + [QuestionState.NOT_REACHED, QuestionState.OFF_TOPIC]
    modes = [mode for mode in ReplyMode if mode is not ReplyMode.NONE]
    questions = []
    for n in range(1, 61):
        model = asked[n % 7]
        petitions = tuple(
            ReportPetition(
                10 * n + part,
                "" if part == 0 else f"Kiến nghị thứ {part + 1} của câu {n}: sửa Nghị quyết số 128/2020/NQ-HĐND.",
                model.answers[0].agency,
                ("Sở Tài chính", "Sở Giáo dục và Đào tạo")[: n % 3],
                modes[(n + part) % len(modes)],
                Due("trước ngày 30/5/2023") if n % 2 else Due(""),
            )
            for part in range(1 + n % 3)
        )
        questions.append(
            replace(
                model,
                id=n,
                number=n,
                state=states[n % 7],
                asker=askers[n % 3],
                petitions=petitions,
                topic=asked[n % 4].topic,
                code=f"ĐT2023-{n:02d}",
                site="UBND huyện Bắc Yên" if n % 2 else "",
                channel=list(Channel)[n % 6],
                group=("Đoàn viên nông thôn", "Học sinh, sinh viên", "Lực lượng vũ trang")[n % 3],
                prepared=(ReportPrepared(model.answers[0].agency, None, model.answers[0].text),) if n % 4 else (),
                answers=tuple(replace(answer, spoken_s=90 + 7 * n) for answer in model.answers),
                spoken_s=45 + n,
            )
        )
    return replace(
        report,
        questions=with_cards(questions),
        agenda=tuple(
            replace(item, planned_start="14:00" * (not place), planned_minutes=15 * place + 15, script="Kính mời.")
            for place, item in enumerate(report.agenda)
        ),
        duties=tuple(
            ReportDuty(n, model.answers[0].agency, f"Chuẩn bị nội dung trả lời: {model.words}", "trước ngày 15/3/2023")
            for n, model in enumerate(asked, 1)
        ),
        log=tuple(log_line(number) for number in range(1, 121)),
        hall=tuple(hall_moment(number) for number in range(1, 41)),
        keys=(ReportKey("F2", "Ghi nhanh"), ReportKey("F5", "PHÁT"), ReportKey("Ctrl + U", "Hoàn tác thao tác")),
    )


def hall_moment(number: int) -> ReportHallMoment:
    """A change every minute: two pages of a question, the second one held, the hall covered."""
    at = datetime(2023, 3, 22, 7, 0, tzinfo=UTC) + timedelta(minutes=number)
    state = (HallState.LIVE, HallState.LIVE, HallState.HELD, HallState.COVERED)[number % 4]
    moment = ReportHallMoment(at, at + timedelta(minutes=1), "Thư ký Nguyễn Thị Minh Khai", state)
    if state is HallState.COVERED:
        return moment
    title = f"Câu {number // 4 + 1:02d} – Việc làm cho thanh niên ở xã"
    return replace(moment, title=title, page=int(number % 4 > 0), pages=2, picture=thumbnail(number // 4))


@cache
def thumbnail(shade: int) -> bytes:
    """A PNG of 480 by 270; each shade another one."""
    out = BytesIO()
    Image.new("RGB", (480, 270), (11, 39, 45 + 4 * shade)).save(out, "PNG")
    return out.getvalue()


def log_line(number: int) -> ReportLogLine:
    """An act every 40 seconds, every third in the hall, every tenth taken back."""
    at = datetime(2023, 3, 22, 7, 0, tzinfo=UTC) + timedelta(seconds=40 * number)
    text = f"PHÁT: câu {number % 60 + 1:02d}" if number % 3 == 0 else f"Bắt đầu trả lời câu {number % 60 + 1:02d}"
    return ReportLogLine(number, at, "Thư ký Nguyễn Thị Minh Khai", text, number % 10 == 0, number % 3 == 0)
