"""The table of every list: rows are frozen dataclasses, columns say how to read and show them."""

from ui.widgets.table.columns import Column, Kind
from ui.widgets.table.memory import WidthMemory, set_width_memory
from ui.widgets.table.table import DataTable

__all__ = ["Column", "DataTable", "Kind", "WidthMemory", "set_width_memory"]
