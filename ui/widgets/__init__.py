"""Reusable parts that know nothing of cases. `ui.widgets.pdf_preview` is imported apart: it brings QtPdf with it.

Each name is loaded when it is first asked for; the sign-in needs few of them.
"""

from typing import TYPE_CHECKING

from ui.lazy import names_from

if TYPE_CHECKING:
    from ui.widgets.bars import Bar, QuotaDots
    from ui.widgets.basics import (
        Banner,
        Button,
        Card,
        ElidedLabel,
        EmptyState,
        LinkButton,
        clear_layout,
        heading,
        label,
        rule,
        set_role,
        soft,
    )
    from ui.widgets.busy import BusyOverlay
    from ui.widgets.charts import BarChart, LineChart, Series
    from ui.widgets.facts import Fact, Facts
    from ui.widgets.flow import FlowLayout
    from ui.widgets.form import (
        CheckField,
        ChoiceField,
        CodeField,
        DateField,
        Field,
        FormGrid,
        LineField,
        MemoField,
        MoneyField,
        NumberField,
        TagPicker,
        format_money,
        is_blank,
        parse_day,
        parse_money,
        table_field,
        table_options,
        warm_tables,
    )
    from ui.widgets.prompts import ReasonPrompt, ask_reason
    from ui.widgets.stepper import Step, Stepper, StepState
    from ui.widgets.table import Column, DataTable, Kind
    from ui.widgets.tags import Bold, Run, Soft, Tag, TagLabel, TagRow, Tone
    from ui.widgets.timeline import Timeline, TimelineEntry
    from ui.widgets.toast import Toasts
else:
    __getattr__ = names_from(
        __name__,
        {
            "bars": (
                "Bar",
                "QuotaDots",
            ),
            "basics": (
                "Banner",
                "Button",
                "Card",
                "ElidedLabel",
                "EmptyState",
                "LinkButton",
                "clear_layout",
                "heading",
                "label",
                "rule",
                "set_role",
                "soft",
            ),
            "busy": ("BusyOverlay",),
            "charts": (
                "BarChart",
                "LineChart",
                "Series",
            ),
            "facts": (
                "Fact",
                "Facts",
            ),
            "flow": ("FlowLayout",),
            "form": (
                "CheckField",
                "ChoiceField",
                "CodeField",
                "DateField",
                "Field",
                "FormGrid",
                "LineField",
                "MemoField",
                "MoneyField",
                "NumberField",
                "TagPicker",
                "format_money",
                "is_blank",
                "parse_day",
                "parse_money",
                "table_field",
                "table_options",
                "warm_tables",
            ),
            "prompts": (
                "ReasonPrompt",
                "ask_reason",
            ),
            "stepper": (
                "Step",
                "Stepper",
                "StepState",
            ),
            "table": (
                "Column",
                "DataTable",
                "Kind",
            ),
            "tags": (
                "Bold",
                "Run",
                "Soft",
                "Tag",
                "TagLabel",
                "TagRow",
                "Tone",
            ),
            "timeline": (
                "Timeline",
                "TimelineEntry",
            ),
            "toast": ("Toasts",),
        },
    )

__all__ = [
    "Banner",
    "Bar",
    "BarChart",
    "Bold",
    "BusyOverlay",
    "Button",
    "Card",
    "CheckField",
    "ChoiceField",
    "CodeField",
    "Column",
    "DataTable",
    "DateField",
    "ElidedLabel",
    "EmptyState",
    "Fact",
    "Facts",
    "Field",
    "FlowLayout",
    "FormGrid",
    "Kind",
    "LineChart",
    "LineField",
    "LinkButton",
    "MemoField",
    "MoneyField",
    "NumberField",
    "QuotaDots",
    "ReasonPrompt",
    "Run",
    "Series",
    "Soft",
    "Step",
    "StepState",
    "Stepper",
    "Tag",
    "TagLabel",
    "TagPicker",
    "TagRow",
    "Timeline",
    "TimelineEntry",
    "Toasts",
    "Tone",
    "ask_reason",
    "clear_layout",
    "format_money",
    "heading",
    "is_blank",
    "label",
    "parse_day",
    "parse_money",
    "rule",
    "set_role",
    "soft",
    "table_field",
    "table_options",
    "warm_tables",
]
