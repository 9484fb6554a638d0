"""Design tokens: every colour of the window by its meaning, in three themes.

The style sheet, the palette and all painting widgets read these names and nothing else, so a theme is one
table.
Text pairs keep a contrast of at least 4.5 : 1 (WCAG AA); `TEXT_PAIRS` lists them and a test measures them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Theme(StrEnum):
    """The themes an officer can choose."""

    LIGHT = "light"  # 浅色
    DARK = "dark"  # 深色
    CONTRAST = "contrast"  # 高对比


class Tokens(NamedTuple):
    """Colours as `#rrggbb`. `*_bg` is the ground of a tag or button whose text has the colour without
    `_bg`.
    """

    bg: str
    surface: str
    raised: str
    line: str
    hair: str
    edge: str
    field: str
    ink: str
    soft: str
    faint: str
    primary: str
    primary_hover: str
    primary_press: str
    on_primary: str
    primary_bg: str
    primary_ink: str
    focus: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    warn_bar: str
    danger: str
    danger_bg: str
    on_danger: str
    tag: str
    tag_bg: str
    selected: str
    hover: str
    mat: str
    toast: str
    on_toast: str
    toast_link: str

    def names(self) -> tuple[str, ...]:
        """All token names."""
        return self._fields


LIGHT = Tokens(
    bg="#F4F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E3E8EE",
    hair="#EDF1F5",
    edge="#C3CED9",
    field="#FBFCFD",
    ink="#1E2733",
    soft="#5B6876",
    faint="#66727F",
    primary="#1769AA",
    primary_hover="#125C97",
    primary_press="#0E4F88",
    on_primary="#FFFFFF",
    primary_bg="#E6F0FA",
    primary_ink="#0E4F88",
    focus="#1769AA",
    ok="#24683F",
    ok_bg="#E3F3E9",
    warn="#7F5300",
    warn_bg="#FFF2D6",
    warn_bar="#C98A12",
    danger="#B23434",
    danger_bg="#FBE8E8",
    on_danger="#FFFFFF",
    tag="#3A4654",
    tag_bg="#EBF0F5",
    selected="#E9F2FB",
    hover="#F3F6F9",
    mat="#5B6572",
    toast="#27313D",
    on_toast="#FFFFFF",
    toast_link="#9CCBF5",
)

DARK = Tokens(
    bg="#14181D",
    surface="#1C2229",
    raised="#232A32",
    line="#2E3741",
    hair="#27303A",
    edge="#465360",
    field="#171C22",
    ink="#E4E9EE",
    soft="#A3AFBB",
    faint="#94A1AE",
    primary="#66B0EE",
    primary_hover="#7DBDF2",
    primary_press="#93C9F5",
    on_primary="#0B1A28",
    primary_bg="#1B3247",
    primary_ink="#A6D1F7",
    focus="#66B0EE",
    ok="#7BCB98",
    ok_bg="#1B3325",
    warn="#EBC26C",
    warn_bg="#3A2F16",
    warn_bar="#D9A032",
    danger="#F39A9A",
    danger_bg="#412325",
    on_danger="#2A0D0F",
    tag="#C6D0DA",
    tag_bg="#2B3540",
    selected="#203244",
    hover="#222A32",
    mat="#0E1216",
    toast="#E4E9EE",
    on_toast="#14181D",
    toast_link="#0E4F88",
)

CONTRAST = Tokens(
    bg="#000000",
    surface="#000000",
    raised="#000000",
    line="#FFFFFF",
    hair="#8C8C8C",
    edge="#FFFFFF",
    field="#000000",
    ink="#FFFFFF",
    soft="#E8E8E8",
    faint="#D0D0D0",
    primary="#FFD60A",
    primary_hover="#FFE45C",
    primary_press="#FFEE99",
    on_primary="#000000",
    primary_bg="#1F1A00",
    primary_ink="#FFD60A",
    focus="#00E5FF",
    ok="#5CFF8F",
    ok_bg="#001A08",
    warn="#FFD60A",
    warn_bg="#1F1A00",
    warn_bar="#FFD60A",
    danger="#FF9E9E",
    danger_bg="#2B0000",
    on_danger="#000000",
    tag="#FFFFFF",
    tag_bg="#1C1C1C",
    selected="#003A4D",
    hover="#222222",
    mat="#1C1C1C",
    toast="#FFFFFF",
    on_toast="#000000",
    toast_link="#00429D",
)

TOKENS: dict[Theme, Tokens] = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "soft") for ground in ("bg", "surface", "raised", "field", "hover", "selected")),
    ("faint", "surface"),
    ("faint", "field"),
    *(("on_primary", ground) for ground in ("primary", "primary_hover", "primary_press")),
    ("primary_ink", "primary_bg"),
    ("primary_ink", "surface"),
    ("ok", "ok_bg"),
    ("ok", "surface"),
    ("warn", "warn_bg"),
    ("warn", "surface"),
    ("danger", "danger_bg"),
    ("danger", "surface"),
    ("on_danger", "danger"),
    ("tag", "tag_bg"),
    ("on_toast", "toast"),
    ("toast_link", "toast"),
)
"""(text, ground) pairs that occur on screen."""


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio of two `#rrggbb` colours, 1.0 to 21.0."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
