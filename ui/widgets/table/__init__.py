"""The table of every list: rows are frozen dataclasses, columns say how to read and show them.

Each name is loaded when it is first asked for; the sign-in needs few of them.
"""

from typing import TYPE_CHECKING

from ui.lazy import names_from

if TYPE_CHECKING:
    from ui.widgets.table.columns import Column, Kind
    from ui.widgets.table.memory import WidthMemory, set_width_memory
    from ui.widgets.table.table import DataTable
else:
    __getattr__ = names_from(
        __name__,
        {
            "columns": (
                "Column",
                "Kind",
            ),
            "memory": (
                "WidthMemory",
                "set_width_memory",
            ),
            "table": ("DataTable",),
        },
    )

__all__ = ["Column", "DataTable", "Kind", "WidthMemory", "set_width_memory"]
