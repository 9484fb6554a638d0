"""The one style sheet of the window, made from the tokens.

Roles are dynamic properties, so a widget says what it is and never how it looks:
`label.setProperty("role", "soft")`. See `ui.widgets` for the parts that set them.
"""

from __future__ import annotations

from string import Template

from ui.theme.tokens import Tokens

RADIUS_CARD, RADIUS_FIELD, RADIUS_TAG = 8, 6, 4

_BASE = """
QMainWindow, QDialog, QWidget[role="page"], QStackedWidget[role="page"] { background: $bg; }
QLabel { background: transparent; color: $ink; }
QLabel:disabled { color: $faint; }
QLabel[role="brand"] { font-size: ${px_1}px; font-weight: 700; color: $primary_ink; }
QLabel[role="gate"] { font-size: ${px_6}px; font-weight: 700; color: $primary_ink; }
QLabel[role="h1"] { font-size: ${px_5}px; font-weight: 700; }
QLabel[role="h2"] { font-size: ${px_1}px; font-weight: 700; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="question"] { font-size: ${px_8}px; font-weight: 700; }
QLabel[role="question_large"] { font-size: ${px_20}px; font-weight: 700; }
QLabel[role="figure"] { font-size: ${px_10}px; font-weight: 700; }
QLabel[role="soft"] { color: $soft; font-size: ${px_m1}px; }
QLabel[role="label"] { color: $soft; font-size: ${px_m1}px; }
QLabel[role="label"][required="true"] { color: $ink; }
QLabel[role="hint"] { color: $soft; font-size: ${px_m2}px; }
QLabel[role="warning"] { color: $warn; font-size: ${px_m2}px; }
QLabel[role="problem"] { color: $danger; font-size: ${px_m2}px; }
QLabel[role="saved"] { color: $ok; font-size: ${px_m1}px; }
QLabel[role="practice"] { color: $warn; background: $warn_bg; border-radius: 4px; padding: 2px 7px;
    font-size: ${px_m2}px; }
QLabel[role="on_mat"] { color: #FFFFFF; }
QLabel[role="on_mat_strong"] { color: #FFFFFF; font-weight: 700; }
QLabel[role="key"] { color: $soft; background: $field; border: 1px solid $line; border-radius: 4px;
    padding: 0 5px; font-size: ${px_m2}px; }
QToolTip { background: $toast; color: $on_toast; border: 0; padding: 6px 9px; }
QFrame[role="side"] { background: $surface; border: 0; border-right: 1px solid $line; }
QFrame[role="top"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="raised"] { background: $raised; border: 1px solid $edge; border-radius: 8px; }
QFrame[role="mat"] { background: $mat; border: 0; border-radius: 8px; }
QFrame[role="rule"] { background: $hair; border: 0; min-height: 1px; max-height: 1px; }
QFrame[role="banner"] { border-radius: 6px; }
QFrame[role="banner"][tone="danger"] { background: $danger_bg; border: 1px solid $danger; }
QFrame[role="banner"][tone="warn"] { background: $warn_bg; border: 1px solid $warn; }
QFrame[role="banner"][tone="ok"] { background: $ok_bg; border: 1px solid $ok; }
QFrame[role="banner"][tone="info"] { background: $primary_bg; border: 1px solid $primary; }
QFrame[role="toast"] { background: $toast; border: 0; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $on_toast; }
QFrame[role="toast"] QPushButton { background: transparent; border: 2px solid transparent; color: $toast_link;
    font-weight: 700; padding: 2px 8px; min-height: 0; }
QFrame[role="toast"] QPushButton:hover { text-decoration: underline; }
QFrame[role="toast"] QPushButton:focus { border-color: $toast_link; }
QScrollArea, QScrollArea > QWidget > QWidget[role="canvas"] { background: transparent; border: 0; }
QSplitter::handle { background: transparent; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: ${px}px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; color: $soft; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px;
    padding: 0 13px; min-height: ${control}px; }
QPushButton:hover { border-color: $primary; color: $primary_ink; }
QPushButton:pressed { background: $hover; }
QPushButton:focus { border: 2px solid $focus; padding: 0 12px; min-height: ${control_in}px; }
QPushButton:disabled { color: $faint; border-color: $line; background: $bg; }
QPushButton[role="primary"] { background: $primary; border-color: $primary; color: $on_primary;
    font-weight: 700; }
QPushButton[role="primary"]:hover { background: $primary_hover; border-color: $primary_hover;
    color: $on_primary; }
QPushButton[role="primary"]:pressed { background: $primary_press; }
QPushButton[role="primary"]:focus { border: 2px solid $focus_on; }
QPushButton[role="primary"]:disabled { background: $hair; border-color: $hair; color: $faint; }
QPushButton[role="answer"], QPushButton[role="answer_large"] { text-align: left; padding: 0 18px;
    min-height: ${answer}px; font-size: ${px_3}px; }
QPushButton[role="answer_large"] { min-height: ${answer_large}px; font-size: ${px_14}px; }
QPushButton[role="answer"]:checked, QPushButton[role="answer_large"]:checked { background: $primary_bg;
    border-color: $primary; color: $primary_ink; font-weight: 700; }
QPushButton[role="answer"]:focus { border: 2px solid $focus; padding: 0 17px; min-height: ${answer_in}px; }
QPushButton[role="answer_large"]:focus { border: 2px solid $focus; padding: 0 17px;
    min-height: ${answer_large_in}px; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; }
QPushButton[role="danger"]:hover { background: $danger; color: $on_danger; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $soft;
    padding: 0 8px; }
QPushButton[role="quiet"]:hover { background: $hover; color: $ink; }
QPushButton[role="quiet"]:focus { border: 2px solid $focus; padding: 0 7px; }
QPushButton[role="lamp"] { background: transparent; border-color: transparent; color: $soft; padding: 0 6px;
    font-size: ${px_m1}px; }
QPushButton[role="lamp"][tone="saved"] { color: $ok; }
QPushButton[role="lamp"][tone="warning"] { color: $warn; }
QPushButton[role="lamp"]:hover { background: $hover; text-decoration: underline; }
QPushButton[role="lamp"]:focus { border: 2px solid $focus; padding: 0 5px; }
QPushButton[role="foot"] { background: transparent; border: 2px solid transparent; color: $soft; padding: 0 5px;
    min-height: ${chip}px; font-size: ${px_m1}px; }
QPushButton[role="foot"]:hover { background: $hover; color: $ink; }
QPushButton[role="foot"]:focus { border: 2px solid $focus; padding: 0 5px; min-height: ${chip}px; }
QPushButton[role="link"] { background: transparent; border: 2px solid transparent; color: $primary_ink;
    padding: 0 3px; min-height: 0; text-decoration: underline; text-align: left; }
QPushButton[role="link"]:hover { color: $primary; }
QPushButton[role="link"]:focus { border: 2px solid $focus; border-radius: 4px; padding: 0 3px;
    min-height: 0; }
QPushButton[role="link"]:disabled { color: $faint; }
QPushButton[role="chip"] { background: $tag_bg; border: 1px solid $tag_bg; color: $tag; border-radius: 4px;
    padding: 0 9px; min-height: ${chip}px; font-size: ${px_m1}px; }
QPushButton[role="chip"]:hover { border-color: $primary; }
QPushButton[role="chip"]:checked { background: $primary_bg; border-color: $primary; color: $primary_ink;
    font-weight: 700; }
QPushButton[role="chip"]:focus { border: 2px solid $focus; padding: 0 8px; min-height: ${chip_in}px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; color: $soft;
    padding: 2px 6px; }
QToolButton:hover { background: $hover; color: $ink; }
QToolButton[role="opener"] { border: 0; padding: 0; }
QToolButton:focus { border: 2px solid $focus; padding: 1px 5px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; color: $ink; padding: 2px;
    border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: ${box}px; height: ${box}px; border: 1px solid $edge;
    background: $field; }
QCheckBox::indicator { border-radius: 4px; }  QRadioButton::indicator { border-radius: ${box_round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $primary; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url($tick); }
QCheckBox::indicator:indeterminate { background: $primary; border-color: $primary; image: url($dash); }
QRadioButton::indicator:checked { background: $primary; border-color: $primary; image: url($dot); }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $hair; border-color: $line; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $field; color: $ink;
    border: 1px solid $edge; border-radius: 6px; selection-background-color: $primary;
    selection-color: $on_primary; placeholder-text-color: $faint; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 9px; min-height: ${control}px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $faint; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 8px;
    min-height: ${control_in}px; background: $surface; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 4px 5px; background: $surface; }
QLineEdit[state="problem"], QPlainTextEdit[state="problem"],
QComboBox[state="problem"] { border-color: $danger; }
QLineEdit[state="warning"], QPlainTextEdit[state="warning"],
QComboBox[state="warning"] { border-color: $warn_bar; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $bg; color: $soft; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: $bg;
    color: $faint; border-color: $line; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; background: transparent; padding: 0;
    min-height: 0; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { padding: 0 8px; }
QComboBox { padding-right: 26px; }  QComboBox:focus { padding-right: 25px; }
QComboBox::drop-down, QDateEdit::drop-down { subcontrol-origin: border; subcontrol-position: center right;
    width: 26px; border: 0; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($down); width: ${glyph}px; height: ${glyph}px; }
QComboBox::down-arrow:disabled, QDateEdit::down-arrow:disabled { image: url($down_off); }
QComboBox QAbstractItemView { background: $raised; color: $ink; border: 1px solid $edge; border-radius: 0;
    padding: 4px; selection-background-color: $primary_bg; selection-color: $primary_ink; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${item}px; padding: 0 8px; border-radius: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 22px;
    border: 0; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right;
    }  QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url($up); width: ${glyph_s}px; height: ${glyph_s}px; }
QAbstractSpinBox::down-arrow { image: url($down); width: ${glyph_s}px; height: ${glyph_s}px; }
"""

_VIEWS = """
QTableView, QListView, QTreeView { background: $surface; color: $ink; border: 0; outline: 0;
    gridline-color: transparent; alternate-background-color: $surface; selection-background-color: $selected;
    selection-color: $ink; }
QListView[role="popup"] { background: transparent; }
QTableView QTableCornerButton::section { background: $field; border: 0; }
QHeaderView { background: $field; border: 0; }
QHeaderView::section { background: $field; color: $soft; border: 0; border-bottom: 1px solid $line;
    padding: 0 ${pad}px; font-size: ${px_m2}px; font-weight: 400; }
QHeaderView::section:hover { color: $ink; background: $hover; }
QHeaderView::up-arrow { image: url($up); width: ${glyph_s}px; height: ${glyph_s}px;
    subcontrol-position: center right; right: 6px; }
QHeaderView::down-arrow { image: url($down); width: ${glyph_s}px; height: ${glyph_s}px;
    subcontrol-position: center right; right: 6px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }  QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $ink; border: 0; border-bottom: 2px solid transparent;
    padding: 6px 2px; margin-right: 18px; min-height: ${chip}px; }
QTabBar::tab:hover { color: $primary_ink; }
QTabBar::tab:selected { color: $primary_ink; font-weight: 700; border-bottom-color: $primary; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: 4px; padding: 4px 0; }
QTabBar::tab:disabled { color: $faint; }
QMenu { background: $raised; color: $ink; border: 1px solid $edge; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $primary_bg; color: $primary_ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hair; margin: 5px 4px; }
QMenuBar { background: $surface; }  QMenuBar::item:selected { background: $primary_bg; }
QProgressBar { background: $hair; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px;
    text-align: center; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $raised; color: $ink; }
QCalendarWidget QAbstractItemView { selection-background-color: $primary; selection-color: $on_primary; }
QCalendarWidget QToolButton { color: $ink; padding: 4px 8px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView:disabled { color: $faint; }
QStatusBar { background: $surface; color: $soft; }  QStatusBar::item { border: 0; }
"""


def control_height(pixel_size: int) -> int:
    """Outer height of buttons and one-line inputs for a text size, both in pixels (34 at 14)."""
    return round(pixel_size * 2.43)


def style_sheet(tokens: Tokens, pixel_size: int, glyphs: dict[str, str]) -> str:
    """The application's style sheet for a theme, a text size in pixels, and glyph pictures by name."""
    values: dict[str, object] = {name: getattr(tokens, name) for name in tokens.names()}
    sizes = {"m2": -2, "m1": -1, "1": 1, "3": 3, "5": 5, "6": 6, "8": 8, "10": 10, "14": 14, "20": 20}
    values |= {f"px_{key}": pixel_size + round(step * pixel_size / 14) for key, step in sizes.items()}
    control, chip, box = control_height(pixel_size) - 2, round(pixel_size * 1.9), round(pixel_size * 1.15)
    values |= {
        "px": pixel_size,
        "pad": round(pixel_size * 10 / 14),
        "control": control,
        "control_in": control - 2,
        "item": control - 4,
    }
    answer, large = round(pixel_size * 3.0), round(pixel_size * 4.6)
    values |= {"answer": answer, "answer_in": answer - 2, "answer_large": large, "answer_large_in": large - 2}
    values |= {"chip": chip, "chip_in": chip - 2, "box": box, "box_round": box // 2 + 1}
    values |= {"glyph": max(12, round(pixel_size * 0.86)), "glyph_s": max(9, round(pixel_size * 0.64))}
    values |= {"focus_on": tokens.ink, **glyphs}
    return "".join(Template(part).substitute(values) for part in (_BASE, _BUTTONS, _FIELDS, _VIEWS))
