"""Words for what a plan proposes: kinds, facts, values as people read them."""

from __future__ import annotations

from app import labels
from app.domain.facts import Facts, Level, MeetingForm
from app.domain.plan import PlanFact, Proposal, ProposalKind
from app.imports.plan import fact_now

_KINDS = {
    ProposalKind.FACT: "Thông tin",
    ProposalKind.TOPIC: "Lĩnh vực",
    ProposalKind.AGENDA: "Chương trình",
    ProposalKind.PARTICIPANT: "Thành phần",
    ProposalKind.YOUTH_GROUP: "Nhóm thanh niên",
    ProposalKind.CHAIR: "Chủ trì",
    ProposalKind.AGENCY: "Cơ quan",
    ProposalKind.DUTY: "Nhiệm vụ",
    ProposalKind.RECIPIENT: "Nơi nhận",
    ProposalKind.SIGNER: "Người ký",
    ProposalKind.LEGAL_TEXT: "Văn bản viện dẫn",
}
_FACTS = {
    PlanFact.NAME: "Tên hội nghị",
    PlanFact.THEME: "Chủ đề",
    PlanFact.LEVEL: "Cấp tổ chức",
    PlanFact.PROVINCE: "Tỉnh, xã, phường",
    PlanFact.FORM: "Hình thức",
    PlanFact.PLANNED: "Thời gian",
    PlanFact.HELD_ON: "Ngày tổ chức",
    PlanFact.PLACE: "Địa điểm",
    PlanFact.PLACE_NAME: "Địa danh",
    PlanFact.YOUTH_COUNT: "Số thanh niên",
}


def kind(member: ProposalKind) -> str:
    return _KINDS[member]


def title(one: Proposal) -> str:
    """What a proposal is about, in a word or two."""
    return _FACTS[one.fact] if one.fact is not None else _KINDS[one.kind]


def value(one: Proposal) -> str:
    """The text as people read it: what is chosen from a list by its word."""
    return _value(one.fact, one.text)


def beside(one: Proposal, facts: Facts) -> str:
    """Whose it is, when, or what the conference says of it now."""
    if one.is_there:
        return "Đã có"
    if one.fact is not None:
        now = _value(one.fact, fact_now(facts, one.fact))
        return f"Hiện ghi: {now}" if now else ""
    who = one.who if one.kind in {ProposalKind.DUTY, ProposalKind.AGENDA} else ""
    detail = one.detail if one.kind in {ProposalKind.DUTY, ProposalKind.CHAIR, ProposalKind.SIGNER} else ""
    return " · ".join(part for part in (who, " / ".join(detail.split("\n"))) if part)


def can_be_edited(one: Proposal) -> bool:
    """A value chosen from a list is taken or not; everything else may be worded otherwise."""
    return one.fact not in {PlanFact.LEVEL, PlanFact.FORM}


def source(one: Proposal) -> str:
    """Where in the plan it stands."""
    return f"Dòng {one.line}: {one.source}" if one.line else "Chương trình thường có, kế hoạch không nêu riêng"


def _value(fact: PlanFact | None, text: str) -> str:
    if fact is PlanFact.LEVEL:
        return labels.word(Level(text))
    return labels.word(MeetingForm(text)) if fact is PlanFact.FORM else text
