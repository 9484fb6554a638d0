"""How much of a person's name may be shown outside the office; the PC and the central store mask alike."""

from __future__ import annotations

_COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "长孙",
        "宇文",
        "轩辕",
        "南宫",
        "独孤",
    ]
)


def mask_name(name: str) -> str:
    """`张*`, `欧阳*`, `阿*·*`: surname and as many stars as there were parts."""
    if "·" in name:
        return "·".join(f"{part[:1]}*" if index == 0 else "*" for index, part in enumerate(name.split("·")))
    surname = name[:2] if name[:2] in _COMPOUND_SURNAMES and len(name) > 2 else name[:1]
    return f"{surname}*"
