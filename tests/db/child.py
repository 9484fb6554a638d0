"""Work done in another process, because a kill, another user or another program cannot be tried in this one.

`python -m tests.db.child VERB FOLDER [ARGUMENT]`: writes JSON lines. Run by the tests; see `start`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

REPOSITORY = Path(__file__).parents[2]


def start(verb: str, folder: Path, argument: object = "") -> subprocess.Popen[str]:
    """Start this module in a child; its standard input ends it."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.db.child", verb, str(folder), str(argument)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def outcome(verb: str, folder: Path, argument: object = "") -> tuple[int, list[object]]:
    """Run it to its end: exit status and the lines it printed."""
    with start(verb, folder, argument) as child:
        printed, said = child.communicate(timeout=60)
    if child.returncode > 0:
        raise AssertionError(said)
    return child.returncode, [json.loads(line) for line in printed.splitlines()]


def say(*words: object) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def hold(root: Path, _argument: str) -> None:
    """Open the office and keep it open until the input ends."""
    from db.local.folder import OfficeFolder
    from tests.db.records import CHEAP, LOGIN, PASSWORD

    opened = OfficeFolder(root, CHEAP).open(LOGIN, PASSWORD)
    say("open")
    sys.stdin.read()
    opened.close()


def look(root: Path, uid: str) -> None:
    """As another user of the machine, look at a folder that is not ours to write, and try to write."""
    import keyring  # noqa: F401  (what is needed is loaded before the rights to read it are given up)

    from db.local.folder import OfficeFolder
    from db.problems import SurroundingsProblem
    from tests.db.records import CHEAP, LOGIN, PASSWORD, StoreDesk, person

    if uid:
        os.setgroups([])
        os.setgid(int(uid))
        os.setuid(int(uid))
    folder = OfficeFolder(root, CHEAP)
    say("condition", folder.condition())
    try:
        desk = StoreDesk(folder.open(LOGIN, PASSWORD))
        say("people", [row.name for row in desk.rows("SELECT name FROM person")])
        desk.save(person())
    except SurroundingsProblem as problem:
        say("problem", problem.code)


def fill(root: Path, limit: str) -> None:
    """Save people until the disk, or the largest file this process may write, is full."""
    from db.local.folder import OfficeFolder
    from db.problems import SurroundingsProblem
    from tests.db.records import CHEAP, LOGIN, PASSWORD, StoreDesk, person

    desk = StoreDesk(OfficeFolder(root, CHEAP).open(LOGIN, PASSWORD))
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    try:
        for n in range(100_000):
            desk.save(person(name=f"李样{n}", remarks="样" * 2000))
            say("saved", f"李样{n}")
    except SurroundingsProblem as problem:
        say("problem", problem.code)
    say("readable", desk.count("person"))
    desk.close()


def change_password(root: Path, step: str) -> None:
    """Change the password and be killed at the `step`-th touch of the slots folder."""
    from db.local.folder import OfficeFolder
    from tests.db.records import CHEAP, HOLDER, LOGIN, NEW_PASSWORD, PASSWORD

    folder = OfficeFolder(root, CHEAP)
    opened = folder.open(LOGIN, PASSWORD)
    left = [int(step)]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in {"open", "os.rename", "os.remove"} and str(folder.slots) in str(arguments[0]):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    folder.add_slot(HOLDER, NEW_PASSWORD, opened.store.key)
    say("changed", UUID(HOLDER.officer_id).hex)


VERBS = {"hold": hold, "look": look, "fill": fill, "change_password": change_password}

if __name__ == "__main__":
    VERBS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
