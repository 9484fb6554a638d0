"""The whole packet of a personal guarantee loan, in the order an office files it."""

from __future__ import annotations

from caseworker.documents.grid import Form
from caseworker.documents.loan.application_form import application_form
from caseworker.documents.loan.commitment import asks_spouse, authorisation, commitment, spouse_authorisation
from caseworker.documents.loan.content import LoanPacketContent
from caseworker.documents.loan.eligibility import eligibility
from caseworker.documents.loan.materials import materials
from caseworker.documents.loan.schedule import schedule
from caseworker.documents.packet import Packet, render
from caseworker.documents.wording import amount, amount_in_words, chinese_date

_NOTE = (
    "本材料由街道就业服务工作用表组成，供受理、初审和报送使用；区县人社部门、担保机构、经办银行另有制式表格的，"
    "以其表格为准。每页右上角二维码为本材料编号。"
)


def loan_packet(content: LoanPacketContent) -> bytes:
    """The packet as PDF, at least eight pages. Raises `OfficerProblem("documents.missing_glyph")`."""
    return render(
        Packet(
            number=content.packet_number,
            title="创业担保贷款申请材料",
            forms=loan_forms(content),
            facts=_facts(content),
            office_name=content.office_name,
            printed_on=chinese_date(content.printed_on),
            note=_NOTE,
            practice=content.practice,
        )
    )


def loan_forms(content: LoanPacketContent) -> list[Form]:
    """The forms of the packet; the spouse's page only where there is, or may be, a spouse."""
    forms = [
        application_form(content),
        materials(content),
        eligibility(content),
        schedule(content),
        commitment(content),
        authorisation(content),
    ]
    return [*forms, spouse_authorisation(content)] if asks_spouse(content) else forms


def _facts(content: LoanPacketContent) -> list[tuple[str, str]]:
    asked = content.request.amount
    wanted = f"{amount(asked)} 元（{amount_in_words(asked)}）" if asked is not None else ""
    return [
        ("申请人", content.applicant.name),
        ("经营实体", content.project.entity_name),
        ("申请金额", wanted),
        ("受理机构", content.office_name),
        ("适用政策", content.policy),
        ("打印日期", chinese_date(content.printed_on)),
    ]
