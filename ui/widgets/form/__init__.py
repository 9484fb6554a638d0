"""The form kit: inputs that understand what officers type, and the grid that labels and walks them.

Each name is loaded when it is first asked for; the sign-in needs few of them.
"""

from typing import TYPE_CHECKING

from ui.lazy import names_from

if TYPE_CHECKING:
    from ui.widgets.form.chips import TagPicker
    from ui.widgets.form.choices import CheckField, ChoiceField, MemoField
    from ui.widgets.form.code import CodeField
    from ui.widgets.form.field import Field, is_blank, mark
    from ui.widgets.form.grid import FormGrid
    from ui.widgets.form.lines import DateField, LineField, MoneyField, NumberField
    from ui.widgets.form.tables import table_field, table_options, warm_tables
    from ui.widgets.form.texts import format_money, parse_day, parse_money
else:
    __getattr__ = names_from(
        __name__,
        {
            "chips": ("TagPicker",),
            "choices": (
                "CheckField",
                "ChoiceField",
                "MemoField",
            ),
            "code": ("CodeField",),
            "field": (
                "Field",
                "is_blank",
                "mark",
            ),
            "grid": ("FormGrid",),
            "lines": (
                "DateField",
                "LineField",
                "MoneyField",
                "NumberField",
            ),
            "tables": (
                "table_field",
                "table_options",
                "warm_tables",
            ),
            "texts": (
                "format_money",
                "parse_day",
                "parse_money",
            ),
        },
    )

__all__ = [
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
    "mark",
    "parse_day",
    "parse_money",
    "table_field",
    "table_options",
    "warm_tables",
]
