"""What officers mistype and paste: plain words saying what to do, and nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from caseworker.people.registration import register
from caseworker.sample.people import sample_id
from tests.ui.people.conftest import Office
from tests.ui.people.people import form, rows
from tests.ui.people.typist import CTRL, ENTER

GOOD = sample_id(date(1990, 3, 5), 21)
WITH_X = next(n for n in (sample_id(date(1990, 3, 5), order) for order in range(1, 99, 2)) if n.endswith("X"))
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (GOOD[:-1] + str((int(GOOD[-1]) + 1) % 10), "身份证号校验不通过，必有一位填错。请对照证件逐位核对。"),
        (sample_id(date(2031, 1, 1), 21), "号码中的出生日期2031-01-01在今天之后，请对照证件核对。"),
        ("509999199013050213", "号码中的出生日期19901305不存在，请对照证件逐位核对。"),
        (WITH_X[:-1] + "Х", "末位的“Х”不是字母X，请用键盘上的英文字母X重新填写。"),
        (GOOD[:-1], "身份证号应为18位，现在是17位。请对照证件补全或删去多余的数字。"),
        ("50999919900305O" + GOOD[15:], "号码中有字母“O”，应为数字“0”吗？请对照证件改正。"),
    ],
)
def test_a_wrong_number_is_said_in_words_and_kept(office: Office, typed: str, words: str) -> None:
    screen = office.go()
    office.typist.type(typed, ENTER)
    office.settle()
    assert office.said("id_no") == words
    assert office.at("id_no")
    assert screen.form.essentials.number.text() == typed


@pytest.mark.parametrize(
    "typed", [WITH_X.lower(), WITH_X.translate(WIDE), f" {WITH_X[:6]} {WITH_X[6:14]}-{WITH_X[14:]} "]
)
def test_what_can_be_put_right_is_put_right(office: Office, typed: str) -> None:
    screen = office.go()
    office.typist.type(typed, ENTER)
    assert office.at("name")
    assert screen.form.essentials.number.text() == WITH_X


def test_an_old_number_is_lengthened_on_the_second_enter(office: Office) -> None:
    screen = office.go()
    old = GOOD[:6] + GOOD[8:17]
    office.typist.type(old, ENTER)
    assert GOOD in office.said("id_no")
    assert office.said("id_no").endswith("再按一次 Enter 采用。")
    assert screen.form.essentials.number.text() == old
    office.typist.press(ENTER)
    assert screen.form.essentials.number.text() == GOOD
    assert office.at("name")


def test_a_code_of_no_region_is_a_warning_only(office: Office) -> None:
    office.go()
    office.typist.type(GOOD, ENTER)
    assert office.said("id_no").startswith("行政区划代码509999不在区划表中")
    assert office.at("name")


@pytest.mark.parametrize("name", ["𠮷样一", "阿依古丽·样一", "买买提．样一", "王〇样"])
def test_rare_names_are_kept(office: Office, name: str) -> None:
    screen = office.go()
    screen.form.set_form(form(name=""))
    screen.form.essentials.grid.focus("name")
    office.typist.type(name, ENTER)
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    office.settle()
    kept = name.replace("．", "·")
    assert rows(office.desk, "SELECT name FROM person") == [(kept,)]


def test_a_number_registered_meanwhile_is_refused_and_nothing_is_lost(office: Office) -> None:
    screen = office.go()
    screen.form.set_form(form(name="赵样三"))
    office.settle()
    register(office.desk, form())
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    office.settle()
    assert office.at("id_no")
    assert "已经登记过" in office.said("id_no")
    assert screen.form.value().name == "赵样三"
    assert screen.save_button.isEnabled()
