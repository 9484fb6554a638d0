"""测评 on paper: the blank questionnaire to fill in by hand, and the sheet that tells a person their result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from caseworker.assessment.questionnaire import Questionnaire
from caseworker.assessment.scoring import Result, ScaleScore
from caseworker.assessment.wording import headline, remarks, scale_name, scale_words
from caseworker.codes import table as code_table
from caseworker.documents.cells import Label, Signature, Value, day
from caseworker.documents.grid import Block, Column, Form, Gap, Grid, Heading, Paragraph, Row, Section, row, table
from caseworker.documents.packet import Packet, render_sheets
from caseworker.documents.wording import chinese_date

BAR = 20
"""Cells of the bar that draws a share; ■ and □ survive any photocopier."""


@dataclass(frozen=True, slots=True)
class SheetImprint:
    """What every paper of casework carries besides its content."""

    number: str
    office_name: str
    printed_on: date
    practice: bool = False


@dataclass(frozen=True, slots=True)
class ResultContent:
    """What the result sheet shows."""

    person_name: str
    done_on: date
    valid_to: date
    officer_name: str
    filled_by: str


def blank_form(form: Questionnaire, imprint: SheetImprint) -> bytes:
    """The questionnaire with boxes to tick, as PDF."""
    answer_span = 3
    columns = [Column("序号", 2), Column("题目", 22 - answer_span * len(form.answers), "left")]
    columns += [Column(answer.zh, answer_span) for answer in form.answers]
    lines = [
        (str(number), item.zh + ("（可不答）" if item.optional else ""), *("☐" for _ in form.answers))
        for number, item in enumerate(form.items, start=1)
    ]
    blocks: list[Block] = [
        Grid([Section("", [row(Label("姓名"), Value("", 9), Label("填写日期"), day(None, 9))])]),
        Gap(3 * mm),
        Paragraph(f"{form.ask.zh}每题只选一项，在方框内打√。{form.caution.zh}", size=10.5, after=2 * mm),
        Grid([Section("", table(columns, lines, size=10.5, height=7.4 * mm, grow=0))]),
        Gap(4 * mm),
        Grid([Section("", [row(Signature(["本人签名："], "", height=15 * mm))])]),
    ]
    return _paper(Form(form.title.zh, form.form_number, blocks, note=f"版本 {form.version}"), imprint)


def result_sheet(form: Questionnaire, result: Result, content: ResultContent, imprint: SheetImprint) -> bytes:
    """The result in plain words, as PDF."""
    blocks: list[Block] = [
        Grid([Section("", _who(content))]),
        Heading(f"结果：{headline(form, result)}", 13),
        *(Paragraph(remark, size=10, indent=0, after=1 * mm) for remark in remarks(result)),
        Grid([Section("", _scales(form, result))]),
        Gap(3 * mm),
        *_themes(result),
        Paragraph(form.caution.zh, size=10, indent=0, after=4 * mm),
        Grid([Section("", [row(Signature(["本人签名：", "承办人签名："], "以上结果已当面说明。", height=22 * mm))])]),
    ]
    number = f"{form.form_number}-J"
    return _paper(Form(f"{form.title.zh}结果表", number, blocks, note=f"问卷版本 {form.version}"), imprint)


def _who(content: ResultContent) -> list[Row]:
    return [
        row(Label("姓名"), Value(content.person_name, 9), Label("测评日期"), Value(chinese_date(content.done_on), 9)),
        row(
            Label("填写方式"), Value(content.filled_by, 9), Label("有效期至"), Value(chinese_date(content.valid_to), 9)
        ),
        row(Label("承办人"), Value(content.officer_name, 21)),
    ]


def _scales(form: Questionnaire, result: Result) -> list[Row]:
    columns = [Column("方面", 4), Column("得分", 3), Column("", 7, lines=1), Column("说明", 10, "left", 4)]
    lines = [
        (scale_name(form, one.scale), f"{one.points}/{one.most}", _bar(one), scale_words(form, one))
        for one in result.scores
    ]
    return table(columns, lines, size=10, height=9 * mm, grow=0)


def _bar(one: ScaleScore) -> str:
    filled = round(one.share * BAR / 2)
    return "■" * filled + "□" * (BAR // 2 - filled)


def _themes(result: Result) -> list[Block]:
    if not result.themes:
        return []
    names = "、".join(code_table("plan_theme").name(code) for code in result.themes)
    return [Paragraph(f"建议写进帮扶计划的主题：{names}。", size=11, indent=0, after=2 * mm)]


def _paper(form: Form, imprint: SheetImprint) -> bytes:
    return render_sheets(
        Packet(
            number=imprint.number,
            title=form.title,
            forms=[form],
            office_name=imprint.office_name,
            printed_on=chinese_date(imprint.printed_on),
            practice=imprint.practice,
        )
    )
