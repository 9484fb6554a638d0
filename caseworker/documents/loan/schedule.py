"""还款计划（测算）: what falls due when, what the treasury pays of it, and totals that reconcile."""

from __future__ import annotations

from reportlab.lib.units import mm

from caseworker.documents.cells import Cell, Label, Value
from caseworker.documents.grid import Column, Form, Gap, Grid, Paragraph, Row, Section, row, table
from caseworker.documents.loan.content import LoanPacketContent, ScheduleLine
from caseworker.documents.wording import amount, amount_in_words, number, percent, plain_date, share

_COLUMNS = [
    Column("期次", 2, lines=1),
    Column("还款日", 4, lines=1),
    Column("应还本金", 4, "right", lines=1),
    Column("应付利息", 3, "right", lines=1),
    Column("其中贴息", 3, "right", lines=1),
    Column("本人实付", 4, "right", lines=1),
    Column("剩余本金", 4, "right", lines=1),
]


def schedule(content: LoanPacketContent) -> Form:
    """The schedule; every page repeats the head, the last row is the sum."""
    lines = [_line(line) for line in content.schedule]
    rows = table(_COLUMNS, lines, at_least=12, size=9.5, height=6.4 * mm, grow=0)
    if content.schedule:
        rows[-1] = _kept(rows[-1])
        rows.append(_totals(content.schedule))
    return Form(
        title="创业担保贷款还款计划",
        number="街创贷-04",
        note="测算，以合同为准",
        blocks=[
            Grid([Section("", _head(content))]),
            Gap(4 * mm),
            Grid([Section("", rows)]),
            Gap(2.5 * mm),
            Paragraph(
                "金额单位：元。利息按所列利率和计划还款日测算，实际以借款合同、放款日期和银行结息为准；"
                "财政贴息由政策规定的部门审核拨付，逾期、展期期间不予贴息。",
                size=9,
                indent=0,
            ),
        ],
    )


def _head(content: LoanPacketContent) -> list[Row]:
    request, terms = content.request, content.terms
    return [
        row(
            Label("申请人"),
            Value(content.applicant.name, 5),
            Label("贷款金额"),
            Value(amount(request.amount), 5, unit="元"),
            Label("大写", 2),
            Value(amount_in_words(request.amount), 6),
        ),
        row(
            Label("期限"),
            Value(number(request.months), 5, unit="个月"),
            Label("还款方式"),
            Value(request.repayment_method, 13),
        ),
        row(
            Label("年利率"),
            Value(percent(terms.rate), 5),
            Label("贴息比例"),
            Value(share(terms.subsidised_share), 5),
            Label("贴息后", 3),
            Value(percent(terms.net_rate), 5),
        ),
        row(
            Label("利息合计"),
            Value(amount(terms.interest), 5, unit="元"),
            Label("贴息合计"),
            Value(amount(terms.subsidy), 5, unit="元"),
            Label("本人付息", 3),
            Value(amount(terms.own_interest), 5, unit="元"),
        ),
    ]


def _line(line: ScheduleLine) -> tuple[str, ...]:
    own = line.principal + line.interest - line.subsidy
    figures = (line.principal, line.interest, line.subsidy, own, line.balance)
    return (str(line.number), plain_date(line.due), *(amount(figure) for figure in figures))


def _kept(last: Row) -> Row:
    return Row(last.cells, last.height, last.grow, keep=True, repeat=last.repeat)


def _totals(lines: tuple[ScheduleLine, ...]) -> Row:
    principal = sum(line.principal for line in lines)
    interest = sum(line.interest for line in lines)
    subsidy = sum(line.subsidy for line in lines)
    figures = ((principal, 4), (interest, 3), (subsidy, 3), (principal + interest - subsidy, 4))
    cells: list[Cell] = [Label("合计", 6)]
    cells += [Value(amount(figure), span, 1, "right", size=9.5) for figure, span in figures]
    return row(*cells, Value("", 4), height=8 * mm, grow=0)
