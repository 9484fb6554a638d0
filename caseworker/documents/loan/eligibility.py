"""资格核对表: every condition with the value seen, what it came to, and the document it rests on.

The sheet never says that a loan is approved; it shows an applicant and a reviewer how the rules read on the
facts.
"""

from __future__ import annotations

from reportlab.lib.units import mm

from caseworker.documents.cells import Label, Value, day
from caseworker.documents.grid import Column, Form, Gap, Grid, Heading, Paragraph, Row, Section, row, table
from caseworker.documents.loan.content import LoanPacketContent, LoanTerms, Source
from caseworker.documents.wording import amount, chinese_date, number, percent, plain_date, share

_LINES = [
    Column("序号", 2),
    Column("条件", 8, "left", lines=4),
    Column("核对到的情况", 5, "left", lines=3),
    Column("结果", 3),
    Column("缺少的信息或\n不符合的原因", 4, "left", lines=4),
    Column("依据", 2),
]
_SOURCES = [Column("依据", 2), Column("文件", 15, "left"), Column("发布日期", 4), Column("核实情况", 3)]


def eligibility(content: LoanPacketContent) -> Form:
    """The sheet; sources are numbered and listed once under the table."""
    sources = _sources(content)
    lines = [
        (
            str(position),
            f"{line.condition}（{line.reviewer}审核）" if line.reviewer else line.condition,
            line.seen,
            line.outcome.value,
            line.explanation,
            _reference(line.source, sources),
        )
        for position, line in enumerate(content.eligibility, start=1)
    ]
    return Form(
        title="创业担保贷款资格核对表",
        number="街创贷-03",
        note=f"适用政策：{content.policy}" if content.policy else "",
        blocks=[
            Grid([Section("", _head(content))]),
            Gap(4 * mm),
            Grid([Section("", table(_LINES, lines, at_least=5, size=9.5, height=8.6 * mm))]),
            Heading("额度、利率与贴息", 11.5),
            Grid([Section("", _terms(content.terms, sources), together=True)]),
            Heading("依据", 11.5),
            Grid([Section("", table(_SOURCES, _listed(sources), at_least=1, size=9), together=True)]),
            Gap(2.5 * mm),
            Paragraph("本表按已掌握的信息对照政策条件得出，供申请与审核参考，不代表审批结果。", 9, 0),
            Paragraph("标“未核实”的依据尚未见到官方原文，办理前请向区县人社部门确认。", 9, 0),
        ],
    )


def _head(content: LoanPacketContent) -> list[Row]:
    return [
        row(
            Label("申请人"),
            Value(content.applicant.name, 6),
            Label("人员类别"),
            Value(content.applicant.group, 12),
        ),
        row(
            Label("经营实体"),
            Value(content.project.entity_name, 7),
            Label("核对日期"),
            day(content.printed_on, 5),
            Label("核对人"),
            Value("", 3),
        ),
        row(Label("核对结论"), Value(content.eligibility_summary, 21, lines=3)),
    ]


def _terms(terms: LoanTerms, sources: list[Source]) -> list[Row]:
    lpr = f"{percent(terms.lpr)}（{chinese_date(terms.lpr_from)}起）" if terms.lpr_from else percent(terms.lpr)
    margin = "" if terms.margin_basis_points is None else f"LPR + {terms.margin_basis_points}BP"
    rows = [
        row(
            Label("最高额度"),
            Value(amount(terms.cap), 6, unit="元"),
            Label("额度说明"),
            Value(terms.cap_basis, 12),
        ),
        row(
            Label("最长期限"),
            Value(number(terms.longest_term_months), 6, unit="个月"),
            Label("一年期LPR"),
            Value(lpr, 12),
        ),
        row(
            Label("利率上限", 3),
            Value(" = ".join(part for part in (margin, percent(terms.rate)) if part), 9),
            Label("贴息比例", 3),
            Value(share(terms.subsidised_share), 3),
            Label("贴息后", 3),
            Value(percent(terms.net_rate), 3),
        ),
    ]
    notes = "；".join(terms.notes)
    reference = _reference(terms.source, sources)
    return [
        *rows,
        row(Label("说明"), Value(notes, 16, lines=4), Label("依据", 2), Value(reference, 3, align="center")),
    ]


def _sources(content: LoanPacketContent) -> list[Source]:
    cited = [line.source for line in content.eligibility] + [content.terms.source]
    return list(dict.fromkeys(source for source in cited if source.title))


def _reference(source: Source, sources: list[Source]) -> str:
    return f"〔{sources.index(source) + 1}〕" if source in sources else ""


def _listed(sources: list[Source]) -> list[tuple[str, ...]]:
    return [
        (
            f"〔{position}〕",
            source.title,
            plain_date(source.published),
            "已核实" if source.verified else "未核实",
        )
        for position, source in enumerate(sources, start=1)
    ]
