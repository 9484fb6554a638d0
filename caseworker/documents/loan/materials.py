"""材料清单: which papers are asked for, in which case, and which have been handed in."""

from __future__ import annotations

from reportlab.lib.units import mm

from caseworker.documents.cells import Label, Signature, Value
from caseworker.documents.grid import Column, Form, Gap, Grid, Paragraph, Row, Section, row, table
from caseworker.documents.loan.content import LoanPacketContent, MaterialLine, Need

_COLUMNS = [
    Column("序号", 2),
    Column("材料名称", 7, "left"),
    Column("要求", 3),
    Column("适用情形", 5, "left"),
    Column("份数", 2),
    Column("已备", 2),
    Column("备注", 3, "left"),
]


def materials(content: LoanPacketContent) -> Form:
    """The checklist; without lines it is an empty table to write in."""
    lines = [_line(position, line) for position, line in enumerate(content.materials, start=1)]
    receipt = "以上打√的材料已当面点清。缺少的材料由街道一次性告知，补齐期间办理时限暂停计算。"
    return Form(
        title="创业担保贷款申请材料清单",
        number="街创贷-02",
        blocks=[
            Grid([Section("", [_who(content)])]),
            Gap(4 * mm),
            Grid([Section("", table(_COLUMNS, lines, at_least=8, size=9.5, height=9.2 * mm))]),
            Gap(2.5 * mm),
            Paragraph(_meaning(), size=9, indent=0),
            Gap(4 * mm),
            Grid([Section("", [row(Signature(["提交人签名：", "接收人签名："], receipt, height=30 * mm))])]),
        ],
    )


def _who(content: LoanPacketContent) -> Row:
    return row(
        Label("申请人"),
        Value(content.applicant.name, 7),
        Label("经营实体"),
        Value(content.project.entity_name, 11),
    )


def _line(position: int, line: MaterialLine) -> tuple[str, ...]:
    tick = "☑" if line.ready else "☐"
    when = line.when if line.need is not Need.EXEMPT else line.when or "由系统核验，不需提交"
    return (str(position), line.name, line.need.value, when, line.copies, tick, line.note)


def _meaning() -> str:
    return (
        "必需：须提交。条件必需：符合所列情形时须提交。可选：有则提交，有助于审核。"
        "免提交：由受理机构通过系统核验，不再收取。身份证等首次申请时出示原件。"
    )
