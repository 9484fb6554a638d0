"""一人一策 on paper: what it rests on, goals with their measures, opinions and signatures (domain 4.8)."""

from __future__ import annotations

from reportlab.lib.units import mm

from caseworker.codes import table as code_table
from caseworker.documents.assessment import SheetImprint
from caseworker.documents.cells import Label, Signature, Value
from caseworker.documents.grid import Block, Column, Form, Gap, Grid, Row, Section, row, table
from caseworker.documents.packet import Packet, render_sheets
from caseworker.documents.wording import chinese_date, plain_date
from caseworker.plans.cadence import cadence
from caseworker.plans.view import ActionLine, PlanView

FORM_NUMBER = "街帮-01"
_DOERS = {"officer": "专员", "person": "本人", "other": "其他"}
_COLUMNS = [
    Column("主题", 4),
    Column("目标", 5, "left", 3),
    Column("措施", 7, "left", 3),
    Column("责任人", 3),
    Column("时限", 3, lines=1),
    Column("完成", 2, lines=2),
]


def plan_sheet(name: str, plan: PlanView, imprint: SheetImprint) -> bytes:
    """One version of a plan as PDF, with room to sign."""
    grade = cadence().grade(plan.grade)
    blocks: list[Block] = [
        Grid(
            [
                Section("", _head(name, plan, f"{grade.name.zh}（{grade.note.zh}）" if grade else plan.grade)),
                Section("评估", _basis(plan)),
            ]
        ),
        Gap(3 * mm),
        Grid([Section("", table(_COLUMNS, _lines(plan), at_least=8, size=9.5, height=8.4 * mm))]),
        Gap(3 * mm),
        Grid([Section("", _signatures())]),
    ]
    form = Form("一人一策帮扶计划", FORM_NUMBER, blocks, note=f"第 {plan.version} 版")
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


def _head(name: str, plan: PlanView, grade: str) -> list[Row]:
    return [
        row(Label("姓名"), Value(name, 9), Label("制定日期"), Value(chinese_date(plan.made_on), 9)),
        row(Label("帮扶等级"), Value(grade, 9), Label("复核日期"), Value(chinese_date(plan.review_on), 9)),
        row(Label("承办人"), Value(plan.officer_name, 21)),
    ]


def _basis(plan: PlanView) -> list[Row]:
    parts = (("优势", plan.strengths), ("障碍", plan.barriers), ("意愿", plan.wishes))
    return [row(Label(title), Value(text, 21, 4), height=11 * mm) for title, text in parts]


def _lines(plan: PlanView) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for goal in plan.goals:
        theme, title = code_table("plan_theme").name(goal.theme), goal.title
        for action in goal.actions or (None,):
            found.append((theme, title, *_action(action)))
            theme = title = ""
    return found


def _action(action: ActionLine | None) -> tuple[str, str, str, str]:
    if action is None:
        return ("", "", "", "")
    who = action.owner_name if action.doer == "officer" else action.who or _DOERS[action.doer]
    return (action.title, who, plain_date(action.due_on), "√" if action.done_on else "")


def _signatures() -> list[Row]:
    promise = "以上计划已与本人商定，本人愿意按计划求职、参加培训，并如实告知就业情况。"
    return [
        row(Signature(["本人签名："], promise, height=24 * mm)),
        row(Signature(["承办人："], "承办意见：", 12, 24 * mm), Signature(["审核人："], "审核意见：", 12, 24 * mm)),
    ]
