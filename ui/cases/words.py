"""The words of cases that are not the officer's own: days, steps, what to do next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from caseworker import codes
from caseworker.cases.steps import Step
from caseworker.cases.suggestion import Next
from ui import theme
from ui.widgets import Tag, TagPicker, Tone
from ui.words import language

_WARM = frozenset({"ZERO_EMP", "AGE_4050", "LOW_INCOME", "DISABLED", "LONG_UNEMP", "POVERTY_WATCHED", "FORMER_FISHER"})
"""Groups with a claim to help by law (就业困难) or watched closely; the others are shown as plain facts."""
_SHORT = {
    "ZERO_EMP": ("零就业家庭", "No-work household"),
    "AGE_4050": ("4050", "40/50"),
    "LOW_INCOME": ("低保家庭", "Low income"),
    "DISABLED": ("残疾人", "Disabled"),
    "GRADUATE_2Y": ("离校2年内", "Recent graduate"),
    "GRADUATE_CURRENT": ("应届毕业生", "Graduate"),
    "GRADUATE_UNEMPLOYED": ("未就业毕业生", "Graduate, no work"),
    "POVERTY_RELIEVED": ("脱贫人口", "Out of poverty"),
    "POVERTY_WATCHED": ("防返贫监测", "Poverty watch"),
    "LONG_UNEMP": ("长期失业", "Long unemployed"),
    "FORMER_FISHER": ("退捕渔民", "Ex-fisher"),
    "RETURNEE": ("返乡农民工", "Came home"),
    "CROSS_PROVINCE": ("跨省务工", "Cross-province"),
    "REG_UNEMP": ("登记失业", "Registered"),
    "RETURN_STARTUP": ("返乡创业", "Home start-up"),
}
"""Short forms (Chinese, English) that fit a line of a list; the full name is on the person's card as a tip."""


def code_name(table: str, code: str) -> str:
    """The name of a code in the window's language; a code nobody knows is shown as it is."""
    entry = codes.table(table).get(code) if code else None
    return entry.name(language()) if entry else code


def group_tag(kind: str) -> Tag:
    """A key group as a tag, in the short form officers use."""
    short = _SHORT.get(kind)
    name = code_name("group_tag", kind) if short is None else short[language() == "en"]
    return Tag(name, Tone.WARN if kind in _WARM else Tone.INFO)


def in_one_line(chips: TagPicker) -> TagPicker:
    """Chips that are never wrapped: a switch of a few words beside a heading."""
    gap = theme.px(6)
    chips.setFixedWidth(sum(chip.sizeHint().width() + gap for chip in chips.chips.values()))
    return chips


class CaseWords(QObject):
    """Asked at the moment of showing, so that they are always in the window's language."""

    def day(self, day: date, today: date) -> str:
        """今天, 明天, 昨天, 6月6日, 2027年1月4日."""
        near = {-1: self.tr("yesterday"), 0: self.tr("today"), 1: self.tr("tomorrow")}.get((day - today).days)
        if near:
            return near
        if day.year == today.year:
            return self.tr("{month}/{day}").format(month=day.month, day=day.day)
        return f"{day:%Y-%m-%d}"

    def weekday(self, day: date) -> str:
        """星期三."""
        names = (
            self.tr("Monday"),
            self.tr("Tuesday"),
            self.tr("Wednesday"),
            self.tr("Thursday"),
            self.tr("Friday"),
            self.tr("Saturday"),
            self.tr("Sunday"),
        )
        return names[day.weekday()]

    def due_tag(self, day: date, today: date, time: str = "") -> Tag:
        """When something is due, as a tag: red when it is late, amber today, green later."""
        if day < today:
            return Tag(self.tr("{count} d late").format(count=(today - day).days), Tone.DANGER)
        shown = f"{self.day(day, today)} {time}".strip()
        return Tag(shown, Tone.WARN if day == today else Tone.OK)

    def check(self, days: int) -> str:
        """The check after placement: 入职 30 天稳岗回访."""
        return self.tr("Check {days} days after starting work").format(days=days)

    def step(self, step: Step) -> str:
        """登记 测评 计划 推荐 面试 入职 回访 结案."""
        return {
            Step.REGISTER: self.tr("Register"),
            Step.ASSESS: self.tr("Assess"),
            Step.PLAN: self.tr("Plan"),
            Step.RECOMMEND: self.tr("Refer"),
            Step.INTERVIEW: self.tr("Interview"),
            Step.PLACE: self.tr("Start"),
            Step.FOLLOW_UP: self.tr("Follow up"),
            Step.CLOSE: self.tr("Close"),
        }[step]

    def act(self, step: Step) -> str:
        """The button that does a step."""
        return {
            Step.REGISTER: "",
            Step.ASSESS: self.tr("Record the assessment"),
            Step.PLAN: self.tr("Write the plan"),
            Step.RECOMMEND: self.tr("Recommend vacancies"),
            Step.INTERVIEW: self.tr("Record the employer's answer"),
            Step.PLACE: self.tr("Record the outcome"),
            Step.FOLLOW_UP: self.tr("Record the check"),
            Step.CLOSE: self.tr("Prepare to close"),
        }[step]

    def suggestion(self, what: Next) -> str:
        """The words of a next step that is offered; they become the officer's own when saved."""
        return {
            Next.CALL_AGAIN: self.tr("Contact again"),
            Next.FIND_CONTACT: self.tr("Find another way to reach the person"),
            Next.KEEP_IN_TOUCH: self.tr("Ask how the job search goes"),
        }[what]
