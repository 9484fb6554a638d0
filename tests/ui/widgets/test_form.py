"""The form kit: typing, walking with Enter, saying what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walk import faults, tab_order
from ui.widgets import (
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    FormGrid,
    LineField,
    MemoField,
    MoneyField,
    NumberField,
    TagPicker,
    table_field,
)

EDUCATION = [("11", "研究生"), ("21", "大学本科"), ("31", "大学专科")]


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[FormGrid]:
    window = QWidget()
    window.resize(900, 600)
    made = FormGrid(2)
    made.add("name", "姓名", LineField(), required=True)
    made.add("education", "文化程度", CodeField(EDUCATION))
    made.add("birth", "出生日期", DateField(lambda: date(2025, 6, 4)))
    made.add("pay", "期望月薪", MoneyField(), hint="按元填")
    made.add("tags", "重点群体", TagPicker([("a", "退役军人"), ("b", "就业困难")]))
    made.add("sex", "性别", ChoiceField([("1", "男"), ("2", "女")]))
    made.add("agree", "同意书", CheckField("已签"))
    made.add("count", "人数", NumberField(1, 9))
    made.add("memo", "备注", MemoField(), span=0)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def type_into(qtbot: QtBot, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def test_a_form_is_filled_with_the_keyboard_alone(form: FormGrid, qtbot: QtBot) -> None:
    form.focus_first()
    submitted: list[bool] = []
    form.submitted.connect(lambda: submitted.append(True))
    for typed in ("Wang", "21", "19820304", "5000", "12", "1"):
        type_into(qtbot, typed)
        press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    type_into(qtbot, "3")
    press(qtbot, Qt.Key.Key_Return)
    type_into(qtbot, "memo")
    press(qtbot, Qt.Key.Key_Return)
    type_into(qtbot, "line")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert submitted == [True]
    assert form.values() == {
        "name": "Wang",
        "education": "21",
        "birth": date(1982, 3, 4),
        "pay": 500_000,
        "tags": ("a", "b"),
        "sex": "1",
        "agree": True,
        "count": 3,
        "memo": "memo\nline",
    }


def test_typed_values_take_their_strict_form_when_left(form: FormGrid, qtbot: QtBot) -> None:
    form.focus("birth")
    type_into(qtbot, "1982.3.4")
    press(qtbot, Qt.Key.Key_Return)
    type_into(qtbot, "1234567.5")
    press(qtbot, Qt.Key.Key_Return)
    assert form.field("birth").line.text() == "1982-03-04"
    assert form.field("pay").text() == "1,234,567.50"


def test_nonsense_is_told_on_leaving_and_goes_when_typing_again(form: FormGrid, qtbot: QtBot) -> None:
    form.focus("birth")
    type_into(qtbot, "1982-02-30")
    assert form.said("birth") == ""
    press(qtbot, Qt.Key.Key_Return)
    assert "不是日期" in form.said("birth")
    assert form.field("birth").line.property("state") == "problem"
    form.focus("birth")
    press(qtbot, Qt.Key.Key_Backspace)
    assert form.said("birth") == "" and form.field("birth").line.property("state") == ""


def test_check_names_what_is_missing_and_goes_there(form: FormGrid) -> None:
    form.focus("memo")
    assert not form.check()
    assert form.said("name") == "请填写姓名。"
    assert QApplication.focusWidget() is form.field("name")
    form.set_value("name", "王样一")
    assert form.check() and form.said("name") == ""


def test_a_hint_returns_after_a_problem(form: FormGrid) -> None:
    assert form.said("pay") == "按元填"
    form.say("pay", "超过上限", "warning")
    assert form.said("pay") == "超过上限" and form.field("pay").accessibleDescription() == "超过上限"
    form.clear_words()
    assert form.said("pay") == "按元填"


def test_hidden_fields_are_walked_past_and_not_asked_for(form: FormGrid, qtbot: QtBot) -> None:
    form.set_required("education", True)
    form.set_visible("education", False)
    form.set_value("name", "王样一")
    form.focus("name")
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.field("birth").line
    assert form.check()


def test_changes_are_told_for_typing_and_not_for_setting(form: FormGrid, qtbot: QtBot) -> None:
    keys: list[str] = []
    form.changed.connect(keys.append)
    form.set_values({"name": "王样一", "memo": "字", "agree": True, "tags": ("a",), "nobody": 1})
    assert keys == []
    form.focus("memo")
    type_into(qtbot, "x")
    assert keys == ["memo"]
    form.clear()
    assert form.values()["memo"] == "" and form.values()["tags"] == () and form.values()["agree"] is False


def test_nothing_is_clipped_or_unnamed(form: FormGrid) -> None:
    assert faults(form.window()) == []
    names = [widget.accessibleName() for widget in tab_order(form.window())]
    assert names[:4] == ["姓名", "文化程度", "出生日期", "期望月薪"]
    assert len([name for name in names if name.startswith("重点群体")]) == 1


class TestCodeField:
    @pytest.fixture
    def field(self, form: FormGrid) -> CodeField:
        form.focus("education")
        made = form.field("education")
        assert isinstance(made, CodeField)
        return made

    @pytest.mark.parametrize("typed", ["dxbk", "21"])
    def test_code_and_initials_find(self, field: CodeField, qtbot: QtBot, typed: str) -> None:
        qtbot.keyClicks(field.line, typed)
        assert [option[0] for option in field.popup.options] == ["21"]
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
        assert (field.value(), field.text(), field.line.text()) == ("21", "大学本科", "大学本科")
        assert not field.popup.isVisible()

    def test_down_opens_and_moves(self, field: CodeField, qtbot: QtBot) -> None:
        qtbot.keyClick(field.line, Qt.Key.Key_Down)
        assert field.popup.isVisible() and len(field.popup.options) == 3
        qtbot.keyClick(field.line, Qt.Key.Key_Down)
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
        assert field.value() == "21"

    def test_alt_number_takes_a_line(self, field: CodeField, qtbot: QtBot) -> None:
        qtbot.keyClick(field.line, Qt.Key.Key_Down)
        qtbot.keyClick(field.line, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        assert field.value() == "31"

    def test_a_click_takes_a_line(self, field: CodeField, qtbot: QtBot) -> None:
        field.toggle()
        view = field.popup.view
        place = view.visualRect(view.model().index(1, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert field.value() == "21"

    def test_escape_closes_and_keeps_what_was_typed(self, field: CodeField, qtbot: QtBot) -> None:
        qtbot.keyClicks(field.line, "2")
        qtbot.keyClick(field.line, Qt.Key.Key_Escape)
        assert not field.popup.isVisible() and field.line.text() == "2" and field.value() is None

    def test_what_means_nothing_keeps_focus_and_is_told(self, form: FormGrid, field: CodeField, qtbot: QtBot) -> None:
        qtbot.keyClicks(field.line, "zz")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is field.line
        assert "列表里没有" in form.said("education")

    def test_the_list_goes_with_its_field(self, form: FormGrid, field: CodeField, qtbot: QtBot) -> None:
        field.toggle()
        popup = field.popup
        assert popup.isVisible()
        form.hide()
        assert not popup.isVisible()

    def test_a_dropped_option_drops_the_value(self, field: CodeField) -> None:
        field.set_value("31")
        field.set_options(EDUCATION[:1])
        assert field.value() is None and field.line.text() == ""


def test_a_code_table_is_searched_with_its_own_words(qtbot: QtBot) -> None:
    field = table_field("education")
    qtbot.addWidget(field)
    assert field.found("本科") and all(isinstance(code, str) for code, _ in field.found(""))


def test_arrows_move_a_day_and_the_calendar_picks(form: FormGrid, qtbot: QtBot) -> None:
    form.focus("birth")
    press(qtbot, Qt.Key.Key_Up)
    assert form.value("birth") == date(2025, 6, 4)
    press(qtbot, Qt.Key.Key_Up)
    assert form.value("birth") == date(2025, 6, 5)
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget() or popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.value("birth") == date(2025, 6, 6))


def test_chips_are_one_stop_for_tab(form: FormGrid, qtbot: QtBot) -> None:
    form.focus("tags")
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Space)
    assert form.value("tags") == ("b",)
    press(qtbot, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None and form.field("sex").isAncestorOf(focus)


def test_one_of_several_chips_goes_off_when_another_goes_on(form: FormGrid, qtbot: QtBot) -> None:
    form.focus("sex")
    type_into(qtbot, "1")
    type_into(qtbot, "2")
    assert form.value("sex") == "2"


def test_numbers_out_of_range_are_told(form: FormGrid, qtbot: QtBot) -> None:
    form.focus("count")
    type_into(qtbot, "77")
    press(qtbot, Qt.Key.Key_Tab)
    assert "1 到 9" in form.said("count") and form.value("count") is None


def test_a_memo_grows_with_its_text_up_to_its_limit(form: FormGrid) -> None:
    memo = form.field("memo")
    low = memo.height()
    memo.set_value("\n" * 5)
    QApplication.processEvents()
    tall = memo.minimumHeight()
    memo.set_value("\n" * 50)
    assert low < tall < memo.minimumHeight() < 12 * memo.fontMetrics().lineSpacing()


def test_alt_and_the_letter_reach_every_kind_of_field(qtbot: QtBot) -> None:
    """Fields made of parts too, and after their choices have changed; the letter is no part of what is read aloud."""
    window, made = QWidget(), FormGrid(1)
    kinds = {
        "N": LineField(),
        "E": CodeField(EDUCATION),
        "B": DateField(lambda: date(2025, 6, 4)),
        "T": TagPicker([("a", "退役军人")]),
        "S": ChoiceField([("1", "男")]),
        "C": CheckField("已签"),
        "M": MemoField(),
    }
    for letter, field in kinds.items():
        made.add(letter, f"栏目(&{letter})", field)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    kinds["S"].set_options([("2", "女"), ("3", "男")])  # type: ignore[attr-defined]  # the choices
    for letter, field in kinds.items():
        made.focus("M" if letter != "M" else "N")
        press(qtbot, Qt.Key[f"Key_{letter}"], Qt.KeyboardModifier.AltModifier)
        focus = QApplication.focusWidget()
        assert focus is not None and (focus is field or field.isAncestorOf(focus)), letter
        assert field.accessibleName() == "栏目"
    assert faults(window) == []


def test_two_parts_that_answer_one_letter_are_named(qtbot: QtBot) -> None:
    made = FormGrid(1)
    for key in ("first", "second"):
        made.add(key, f"&{key[0].upper()}x", LineField())
        made.add(f"{key}_same", f"&Key {key}", LineField())
    qtbot.addWidget(made)
    made.show()
    assert faults(made) == ["Alt+K is shared by &Key first, &Key second"]
