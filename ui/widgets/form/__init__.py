"""The form kit: inputs that understand what officers type, and the grid that labels and walks them."""

from ui.widgets.form.choices import CheckField, ChoiceField, MemoField, TagPicker
from ui.widgets.form.code import CodeField
from ui.widgets.form.field import Field, is_blank, mark
from ui.widgets.form.grid import FormGrid
from ui.widgets.form.lines import DateField, LineField, MoneyField, NumberField
from ui.widgets.form.tables import table_field, table_options, warm_tables
from ui.widgets.form.texts import format_money, parse_day, parse_money

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
