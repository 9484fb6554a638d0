"""What makes a start quick: loaded by `ui.main` before any other module that uses PySide.

PySide puts a hook into `import` that reads the source of every module loaded after it, in search of its `__feature__`
switch. Nothing here uses that, so the hook is taken off; it would cost a sixth of what is loaded before the first paint
and hold the sources of all libraries in memory.

The numbers are those of Qt's own enums, for the few settings made before the sign-in is painted. The first look at
`PySide6.QtCore.Qt` makes Python classes of all its 93 enums, a tenth of a whole start; a property takes the number as
well. Modules that are loaded before the first paint therefore write `QtCore.Qt.…` inside functions that run later, and
these numbers where something is set at once. A test holds them against Qt's names.
"""

import builtins

import PySide6.QtCore  # noqa: F401  (puts the hook in)

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

PLAIN_TEXT = 0
"""`Qt.TextFormat.PlainText`, for the property `textFormat`."""
CENTRE = 0x84
"""`Qt.AlignmentFlag.AlignCenter`, for the property `alignment`."""
CLICK_FOCUS = 2
"""`Qt.FocusPolicy.ClickFocus`, for the property `focusPolicy`."""
STRONG_FOCUS = 11
"""`Qt.FocusPolicy.StrongFocus`, likewise."""
