"""The table: showing, copying, filtering, sorting, paging, remembering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.walk import faults
from ui import theme
from ui.widgets import Bold, Column, DataTable, Tag
from ui.widgets.table.memory import SessionMemory, set_width_memory
from ui.widgets.table.sharing import LEAST, LEAST_STRETCHED, shared


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    due: date | None
    pay: int | None
    at: datetime


def row(number: int, name: str = "王样一", due: date | None = date(2025, 6, 4), pay: int | None = 123456) -> Row:
    return Row(number, name, due, pay, datetime(2025, 6, 4, 1, 30, tzinfo=UTC))


COLUMNS = [
    Column("name", "对象", lambda r: (Bold(r.name), Tag("就业困难", "warn")), "tags", 200),
    Column("due", "到期", lambda r: r.due, "date", 110),
    Column("pay", "金额", lambda r: r.pay, "money", 110),
    Column("at", "时间", lambda r: r.at, "time", 150),
    Column("note", "备注", lambda r: f"第 {r.id} 行", stretch=True),
]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    set_width_memory(SessionMemory())
    made = DataTable(COLUMNS, "test", "测试表")
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def names(table: DataTable) -> list[str]:
    return [r.name for r in table.rows]


def select(table: DataTable, top: int, left: int, bottom: int, right: int) -> None:
    model = table.model
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    table.view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_values_are_shown_by_kind(table: DataTable) -> None:
    table.set_rows([row(1)])
    shown = [table.model.index(0, n).data() for n in range(5)]
    assert shown == ["王样一 就业困难", "2025-06-04", "1,234.56", "2025-06-04 09:30", "第 1 行"]


def test_a_block_is_copied_as_excel_takes_it(table: DataTable, qtbot: QtBot) -> None:
    table.set_rows([row(1), row(2, "李样六", None, None)])
    select(table, 0, 1, 1, 2)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2025-06-04\t1234.56\n\t"


def test_a_single_cell_copies_its_row_in_the_order_seen(table: DataTable) -> None:
    table.set_rows([row(1)])
    table.header.moveSection(4, 0)
    select(table, 0, 1, 0, 1)
    assert table.selection_text() == "第 1 行\t王样一 就业困难\t2025-06-04\t1234.56\t2025-06-04 09:30"


def test_line_breaks_do_not_break_the_copied_block(table: DataTable) -> None:
    table.set_rows([row(1, "一\n二\t三")])
    assert "一 二 三 就业困难" in table.selection_text()


def test_sorting_puts_the_empty_last_both_ways(table: DataTable) -> None:
    table.set_rows([row(1, "a", date(2025, 6, 5)), row(2, "b", None), row(3, "c", date(2025, 6, 1))])
    table.header.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["c", "a", "b"]
    table.header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["a", "c", "b"]
    table.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["a", "b", "c"]


def test_the_filter_row_narrows_and_lets_go(table: DataTable, qtbot: QtBot) -> None:
    table.set_rows([row(1, "王样一"), row(2, "李样六"), row(3, "王样三")])
    qtbot.keyClick(table.view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert table.header.filtering
    table.header.boxes[0].setText("王")
    qtbot.waitUntil(lambda: names(table) == ["王样一", "王样三"])
    table.header.boxes[4].setText("第 3")
    qtbot.waitUntil(lambda: names(table) == ["王样三"])
    assert faults(table) == []
    table.set_filtering(False)
    assert names(table) == ["王样一", "李样六", "王样三"]


def test_the_current_row_stays_when_rows_are_brought_again(table: DataTable) -> None:
    table.set_rows([row(1), row(2), row(3)])
    assert table.go_to(lambda r: r.id == 2)
    table.set_rows([row(3), row(2, "改过名"), row(1)])
    assert table.current().name == "改过名"
    table.set_rows([row(9), row(8)])
    assert table.current().id == 8  # the place stays when the row is gone


def test_enter_opens_and_keys_act_on_the_row(table: DataTable, qtbot: QtBot) -> None:
    opened: list[int] = []
    acted: list[int] = []
    table.opened.connect(lambda r: opened.append(r.id))
    table.on_key("Space", lambda r: acted.append(r.id), "完成")
    table.set_rows([row(1), row(2)])
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert (opened, acted) == ([2], [2])


def test_an_empty_list_says_what_to_do(table: DataTable) -> None:
    table.set_empty_text("还没有个案", "按 Ctrl+N 新登记")
    table.set_rows([])
    words = [part.text() for part in table.empty.findChildren(QLabel)]
    assert table.empty.isVisible() and words == ["还没有个案", "按 Ctrl+N 新登记"]
    table.set_rows([row(1)])
    assert not table.empty.isVisible()
    table.model.set_filter("name", "nobody")
    assert table.empty.isVisible()


def test_a_long_list_asks_once_for_each_page(table: DataTable, qtbot: QtBot) -> None:
    wanted: list[int] = []
    table.more_wanted.connect(wanted.append)
    table.set_rows([row(n) for n in range(200)], total=450)
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: wanted == [200])
    table.append_rows([row(n) for n in range(200, 400)])
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: wanted == [200, 400])
    table.append_rows([])
    assert len(table.rows) == 400 and table.model.total == 400


def test_a_long_list_leaves_sorting_and_filtering_to_its_owner(table: DataTable) -> None:
    asked: list[tuple[object, object]] = []
    table.query_changed.connect(lambda sorting, filters: asked.append((sorting, filters)))
    table.set_rows([row(2), row(1)], total=1000)
    table.header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    table.model.set_filter("name", "王")
    assert [r.id for r in table.rows] == [2, 1]
    assert asked == [(("due", True), {}), (("due", True), {"name": "王"})]


def test_dragged_widths_are_remembered_at_any_text_size(table: DataTable, qtbot: QtBot) -> None:
    memory = SessionMemory()
    set_width_memory(memory)
    table.header.resizeSection(1, 150)
    qtbot.waitUntil(lambda: memory.widths("test").get("due") == 150)
    theme.apply(QGuiApplication.instance(), "light", 150)  # type: ignore[arg-type]  # it is a QApplication
    again = DataTable(COLUMNS, "test", "测试表")
    qtbot.addWidget(again)
    assert again.header.sectionSize(1) == 225


def test_the_columns_share_the_width_and_give_way_to_a_point(table: DataTable) -> None:
    def total() -> int:
        return sum(table.header.sectionSize(n) for n in range(5))

    own = sum(column.width for column in COLUMNS)
    assert total() == table.view.viewport().width() > own
    table.resize(own - 40, 400)
    assert total() == table.view.viewport().width() < own
    assert table.view.horizontalScrollBar().maximum() == 0
    table.resize(200, 400)
    assert table.header.sectionSize(4) == 60
    assert table.view.horizontalScrollBar().maximum() > 0


def test_a_width_an_officer_chose_is_left_alone(table: DataTable) -> None:
    table.header.resizeSection(0, 260)
    table.resize(460, 400)
    assert table.header.sectionSize(0) == 260
    table.resize(900, 400)
    assert table.header.sectionSize(0) == 260
    assert sum(table.header.sectionSize(n) for n in range(5)) == table.view.viewport().width()


@pytest.mark.parametrize("seed", range(30))
def test_shared_widths_fill_the_room_as_long_as_that_is_bearable(seed: int) -> None:
    random = Random(seed)
    columns = [(random.randint(40, 400), random.random() < 0.3) for _ in range(random.randint(1, 9))]
    room = random.randint(0, 2 * sum(width for width, _ in columns))
    own = {number: width for number, (width, _) in enumerate(columns)}
    stretching = [number for number, (_, on) in enumerate(columns) if on]
    widths = shared(room, own, stretching)
    least = {n: round(width * (LEAST_STRETCHED if n in stretching else LEAST)) for n, width in own.items()}
    if room <= sum(own.values()):
        assert sum(widths.values()) == max(room, sum(least.values()))
    else:
        assert sum(widths.values()) == (room if stretching else sum(own.values()))
    assert all(widths[n] >= least[n] for n in own)


def test_the_menu_offers_what_the_keys_do(table: DataTable) -> None:
    from PySide6.QtWidgets import QMenu

    table.on_key("Space", lambda _r: None, "完成并记录")
    table.set_rows([row(1)])
    table.view.customContextMenuRequested.emit(table.rect().center())
    menu = table.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == ["完成并记录", "复制", "筛选行"]
    menu.close()


def test_a_list_with_pictures_has_taller_rows_and_shows_them_whole(qtbot: QtBot) -> None:
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    table = DataTable([Column("picture", "", lambda _row: image, "picture", 80)], "pictures", "图片表")
    table.set_row_height(60)
    qtbot.addWidget(table)
    table.set_rows([row(1)])
    table.show()
    view = table.view
    assert view.rowHeight(0) == 60
    shown = view.viewport().grab().toImage()
    reds = [y for y in range(view.rowHeight(0)) if shown.pixelColor(40, y).name() == "#ff0000"]
    assert 15 <= len(reds) <= 30 and abs(sum(reds) / len(reds) - 30) < 3
    table.copy()
    assert QGuiApplication.clipboard().text() == ""


def test_a_column_makes_room_and_comes_back_with_its_width(table: DataTable, qtbot: QtBot) -> None:
    table.set_rows([row(1)])
    before = [table.header.sectionSize(number) for number in range(len(COLUMNS))]
    table.show_column("at", False)
    assert table.header.sectionSize(3) == 0 and table.header.sectionSize(4) == before[4] + before[3]
    table.show_column("at", True)
    assert [table.header.sectionSize(number) for number in range(len(COLUMNS))] == before
