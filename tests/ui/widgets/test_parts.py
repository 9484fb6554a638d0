"""Cards, tags, steps, timeline, toasts, prompts, progress: what they say and how they answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walk import faults
from ui import theme
from ui.jobs import Progress
from ui.widgets import (
    Banner,
    BarChart,
    Bold,
    BusyOverlay,
    Button,
    Card,
    Fact,
    Facts,
    LineChart,
    QuotaDots,
    Series,
    Soft,
    Step,
    Stepper,
    Tag,
    TagRow,
    Timeline,
    TimelineEntry,
    Toasts,
    ask_reason,
    label,
)
from ui.widgets.bars import Bar
from ui.widgets.basics import ElidedLabel
from ui.widgets.tags import plain_text, runs_of

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(700, 500)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def put(page: QWidget, widget: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    for _ in range(3):
        QApplication.processEvents()


def texts(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible() and part.text()]


def test_what_is_brought_cannot_turn_into_markup(page: QWidget) -> None:
    words = label("<b>王样一</b><img src=x>")
    put(page, words)
    assert words.textFormat() == Qt.TextFormat.PlainText and words.text() == "<b>王样一</b><img src=x>"


def test_wrapped_words_are_never_squeezed_and_shrink_again(page: QWidget) -> None:
    page.setFixedWidth(200)
    words = label("很长的一句话。" * 20, wrap=True)
    put(page, words)
    tall = words.height()
    assert tall >= words.heightForWidth(words.width()) > 3 * words.fontMetrics().height()
    words.setText("短。")
    for _ in range(3):
        QApplication.processEvents()
    assert words.minimumHeight() < tall / 3


def test_an_elided_label_keeps_its_whole_text_at_hand(page: QWidget) -> None:
    words = ElidedLabel("示例农机公司行政主管" * 10)
    put(page, words)
    assert words.text().endswith("…") and words.toolTip() == words.accessibleName() == "示例农机公司行政主管" * 10


def test_a_card_can_be_filled_anew(page: QWidget) -> None:
    card = Card("本月服务标准", "6月")
    card.add(label("一"), label("二"))
    put(page, card)
    assert texts(card) == ["本月服务标准", "6月", "一", "二"]
    card.clear()
    card.add(label("三"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    assert texts(card) == ["本月服务标准", "6月", "三"]


def test_a_button_answers_its_keys_at_once_and_shows_them(page: QWidget, qtbot: QtBot) -> None:
    pressed: list[int] = []
    button = Button("打印", lambda: pressed.append(1), shortcut="Ctrl+P")
    bare = Button("打印")
    put(page, button)
    put(page, bare)
    qtbot.keyClick(page, Qt.Key.Key_P, CONTROL)
    assert pressed == [1]
    assert button.sizeHint().width() > bare.sizeHint().width()
    button.setText("再打印")
    qtbot.keyClick(page, Qt.Key.Key_P, CONTROL)
    button.setEnabled(False)
    qtbot.keyClick(page, Qt.Key.Key_P, CONTROL)
    assert pressed == [1, 1]


def test_a_chip_keeps_its_place_when_it_goes_bold(page: QWidget) -> None:
    chip = Button("就业困难人员", role="chip")
    chip.setCheckable(True)
    put(page, chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    QApplication.processEvents()
    assert chip.sizeHint() == before


def test_a_banner_offers_its_actions(page: QWidget) -> None:
    done: list[str] = []
    banner = Banner("有草稿", "info", (("继续", lambda: done.append("go")), ("丢弃", lambda: done.append("drop"))))
    put(page, banner)
    for button in banner.buttons:
        button.click()
    assert done == ["go", "drop"]
    banner.say("只读", "danger")
    assert texts(banner) == ["只读"] and banner.property("tone") == "danger"


def test_runs_are_read_aloud_as_plain_text() -> None:
    runs = (Bold("王样一"), Tag("就业困难", "warn"), Soft("尾号 0018"), "字")
    assert plain_text(runs) == "王样一 就业困难 尾号 0018 字"
    assert runs_of(None) == () and runs_of("字") == ("字",) and runs_of(7) == ("7",)


def test_tags_wrap_when_they_lack_room(page: QWidget) -> None:
    row = TagRow([Tag(f"标签{n}") for n in range(8)])
    wide, narrow = row.heightForWidth(2000), row.heightForWidth(120)
    assert narrow > 3 * wide
    page.setFixedWidth(160)
    put(page, row)
    assert row.height() >= row.heightForWidth(row.width())
    assert row.accessibleName().startswith("标签0 标签1")


def test_steps_are_read_aloud_and_picked_with_keys(page: QWidget, qtbot: QtBot) -> None:
    stepper = Stepper([Step("a", "登记", "done"), Step("b", "面试", "current"), Step("c", "入职")])
    picked: list[str] = []
    stepper.picked.connect(picked.append)
    put(page, stepper)
    assert stepper.accessibleName() == "进度：登记 已完成, 面试 进行中, 入职 未到"
    stepper.setFocus()
    qtbot.keyClick(stepper, Qt.Key.Key_Return)
    qtbot.keyClick(stepper, Qt.Key.Key_Right)
    qtbot.keyClick(stepper, Qt.Key.Key_Space)
    qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(20, stepper.height() // 2))
    assert picked == ["b", "c", "a"]


def test_eight_steps_fit_beside_two_columns(page: QWidget) -> None:
    titles = ("登记", "测评", "计划", "推荐", "面试", "入职", "回访", "结案")
    states = ["done"] * 4 + ["current"] + ["todo"] * 3
    stepper = Stepper([Step(t, t, s) for t, s in zip(titles, states, strict=True)])
    assert stepper.sizeHint().width() <= 560
    stepper.resize(420, 34)
    boxes = stepper._boxes()
    assert all(one.right() <= two.left() for one, two in itertools.pairwise(boxes))


def test_a_timeline_tells_and_acts(page: QWidget) -> None:
    timeline = Timeline("服务记录")
    acted: list[tuple[str, object]] = []
    timeline.acted.connect(lambda key, one: acted.append((key, one)))
    entry = TimelineEntry(
        7, "2025-02-27 14:20", "电话", "样专员", "已约面谈。", (Tag("推荐", "ok"),), actions=(("fix", "更正"),)
    )
    timeline.set_entries([entry])
    put(page, timeline)
    assert texts(timeline) == ["2025-02-27 14:20", "电话", "样专员", "已约面谈。"]
    next(b for b in timeline.findChildren(Button) if b.text() == "更正").click()
    assert acted == [("fix", 7)]
    assert faults(page) == []


def test_a_long_timeline_opens_fast_and_shows_more_on_demand(page: QWidget) -> None:
    timeline = Timeline("服务记录")
    timeline.set_entries([TimelineEntry(n, "2025-02-27", f"第 {n} 次") for n in range(100)])
    put(page, timeline)
    assert len([t for t in texts(timeline) if t.startswith("第 ")]) == 40
    more = next(b for b in timeline.findChildren(Button) if "60" in b.text())
    more.click()
    for _ in range(3):
        QApplication.processEvents()
    assert len([t for t in texts(timeline) if t.startswith("第 ")]) == 80


def test_an_empty_timeline_says_so(page: QWidget) -> None:
    timeline = Timeline("服务记录")
    timeline.set_empty_text("还没有记录", "按 Ctrl+J 记一次联系")
    timeline.set_entries([])
    put(page, timeline)
    assert texts(timeline) == ["还没有记录", "按 Ctrl+J 记一次联系"]


def test_facts_change_one_value_in_place(page: QWidget) -> None:
    done: list[str] = []
    facts = Facts([Fact("电话", "136****8120", (("拨号", lambda: done.append("call")),)), Fact("户籍", "四川 广元")])
    put(page, facts)
    link = facts.findChild(Button)
    assert link is not None and link.accessibleName() == "电话 拨号"
    link.click()
    facts.set_value("电话", "13600008120")
    assert done == ["call"] and "13600008120" in texts(facts)


def test_a_toast_undoes_with_its_button_or_ctrl_z(page: QWidget, qtbot: QtBot) -> None:
    undone: list[int] = []
    toasts = Toasts.of(page)
    toasts.say("第一", lambda: undone.append(1))
    toasts.say("第二", lambda: undone.append(2))
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert undone == [2] and [toast.text for toast in toasts.shown] == ["第一"]
    toasts.shown[0].press()
    assert undone == [2, 1] and toasts.shown == ()
    assert Toasts.of(page) is toasts


def test_toasts_stay_few_and_inside(page: QWidget) -> None:
    toasts = Toasts.of(page)
    for n in range(5):
        toasts.problem(f"第 {n} 个问题。" * 12)
    QApplication.processEvents()
    assert len(toasts.shown) == 3
    assert all(page.rect().contains(toast.geometry()) for toast in toasts.shown)
    places = [toast.geometry() for toast in toasts.shown]
    assert not any(one.intersects(two) for n, one in enumerate(places) for two in places[n + 1 :])
    toasts.clear()
    assert toasts.shown == ()


def test_a_toast_goes_by_itself(page: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts.of(page)
    toast = toasts.say("已保存")
    QApplication.processEvents()  # the pointer of an earlier test may rest where the toast appears
    toast._timer.start(1)
    qtbot.waitUntil(lambda: toasts.shown == ())


def test_a_reason_is_asked_for_until_one_is_given(page: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    prompt = ask_reason(
        page, "删除", "说明原因。", given.append, reasons=("重复", "本人要求"), action="删除", danger=True
    )
    qtbot.waitUntil(prompt.isVisible)
    prompt.go.click()
    assert given == [] and prompt.isVisible() and prompt.words.isVisible()
    prompt.chips.set_value("重复")
    prompt.memo.set_value("与另一条同一人")
    assert faults(prompt) == []
    qtbot.keyClick(prompt.memo, Qt.Key.Key_Return, CONTROL)
    assert given == ["重复；与另一条同一人"]


def test_a_dropped_prompt_gives_nothing(page: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    prompt = ask_reason(page, "删除", "", given.append)
    qtbot.waitUntil(prompt.isVisible)
    prompt.memo.set_value("x")
    qtbot.keyClick(prompt, Qt.Key.Key_Escape)
    assert given == []


def test_long_work_shows_itself_and_can_be_stopped(page: QWidget, qtbot: QtBot) -> None:
    stopped: list[bool] = []
    overlay = BusyOverlay(page)
    overlay.start("正在导入", cancel=lambda: stopped.append(True))
    assert not overlay.isVisible()
    qtbot.waitUntil(overlay.isVisible)
    overlay.show_progress(Progress(2_000, 8_000, "读取", 10.0))
    assert overlay.words.text() == "读取 · 2,000 / 8,000 · 约剩 30 秒"
    assert overlay.geometry() == page.rect()
    overlay.button.click()
    assert stopped == [True] and not overlay.button.isEnabled()
    overlay.stop()
    assert not overlay.isVisible()


def test_short_work_never_flashes(page: QWidget, qtbot: QtBot) -> None:
    overlay = BusyOverlay(page)
    overlay.start("快")
    overlay.stop()
    assert not overlay._patience.isActive() and not overlay.isVisible()


def test_measures_say_their_numbers() -> None:
    bar, dots = Bar(1.7), QuotaDots(2, 3)
    assert bar.accessibleName() == "100%" and dots.accessibleName() == "2/3"
    chart = BarChart("渠道")
    chart.set_values([("电话", 42), ("上门", 1.5)], "次")
    assert chart.accessibleName() == "渠道: 电话 42次, 上门 1.5次"
    lines = LineChart("就业")
    lines.set_values(["1月", "2月"], [Series("登记", (3, None))])
    assert lines.accessibleName() == "就业: 登记 3, -"


@pytest.mark.parametrize("look", list(theme.Theme))
def test_painted_parts_paint_in_every_theme(page: QWidget, qapp: QApplication, look: theme.Theme) -> None:
    theme.apply(qapp, look, 130)
    chart, lines, bar = BarChart("a"), LineChart("b"), Bar(0.5, "ok")
    chart.set_values([("电话", 0), ("上门", 3)])
    lines.set_values(["1月"], [Series("登记", (0.0,)), Series("空", (None,))])
    for part in (chart, lines, bar, QuotaDots(1, 3), TagRow([Tag("一", "danger")])):
        put(page, part)
        image = part.grab().toImage()
        colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 2) for y in range(image.height())}
        assert len(colours) > 1
