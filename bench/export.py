"""A ledger of 100,000 rows and 30 columns: read from the encrypted store, masked and written, against plain openpyxl.

`seconds` is all of ours: reading, masking, and a workbook with headings, styles, widths and print set-up, safely on the
disk. `openpyxl_s` is openpyxl's write-only mode writing the same values, already in memory, without any style.
Each runs in a process of its own, so that `peak_mb` is of the export alone.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook
from sqlalchemy import Select, select

from bench import harness
from bench.office import NOW, TODAY, fill_register
from caseworker.access.entry import Entry
from caseworker.clock import FixedClock
from caseworker.exchange.ledger import ColumnKind, Imprint, LedgerSheet
from caseworker.exchange.workbook import save_workbook
from caseworker.reports.fields import LedgerField, stored
from caseworker.reports.ledgers import Ledger, view_in
from caseworker.sample.office import OFFICE
from db.indicators import Period
from db.models import Person

ROWS = 100_000
T = TypeVar("T")
_DAY, _MONEY, _ID = ColumnKind.DAY, ColumnKind.MONEY, ColumnKind.IDENTIFIER
FIELDS: tuple[LedgerField, ...] = (
    stored(Person.registered_on, "登记日期", 12, _DAY),
    stored(Person.name, "姓名", 10),
    stored(Person.sex, "性别", 6, table="sex"),
    stored(Person.id_type, "证件类型", 12, table="id_type"),
    stored(Person.id_no, "证件号", 21, _ID),
    stored(Person.ethnic, "民族", 8, table="ethnic"),
    stored(Person.political, "政治面貌", 10, table="political"),
    stored(Person.hukou_type, "户口性质", 12, table="hukou_type"),
    stored(Person.hukou_region, "户籍区划", 10, _ID),
    stored(Person.live_region, "常住区划", 10, _ID),
    stored(Person.community, "社区", 14),
    stored(Person.grid, "网格", 10),
    stored(Person.live_address, "住址", 24),
    stored(Person.mobile, "电话", 14, _ID),
    stored(Person.education, "学历", 12, table="education"),
    stored(Person.school, "院校", 20),
    stored(Person.major, "专业", 14),
    stored(Person.graduated_on, "毕业日期", 12, _DAY),
    stored(Person.skill_level, "技能等级", 14, table="skill_level"),
    stored(Person.title_level, "职称", 10, table="title_level"),
    stored(Person.extra_skills, "特长", 16),
    stored(Person.seeker_type, "人员类别", 18, table="seeker_type"),
    stored(Person.employment_status, "就业状态", 10, table="emp_status"),
    stored(Person.pay_min, "期望薪资", 12, _MONEY),
    stored(Person.wanted_form, "用工形式", 10, table="want_form"),
    stored(Person.wants_training, "培训意愿", 8),
    stored(Person.wants_startup, "创业意愿", 8),
    stored(Person.valid_to, "有效期至", 12, _DAY),
    stored(Person.channel, "登记渠道", 10, table="registration_channel"),
)
"""With the row number thirty columns."""


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` rows; seconds of ours and of openpyxl, and the memory ours needed at most."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    rows = harness.count(ROWS)
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as name:
        folder = Path(name)
        entry = Entry(folder / "office", FixedClock(NOW))
        desk = entry.create_office(OFFICE, practice=True)
        fill_register(desk, rows)
        entry.sign_out(desk)
        read_s, write_s, peak_mb = alone(export, folder)
        harness.tell(f"read {read_s:.1f} s, written {write_s:.1f} s, peak {peak_mb:.0f} MB")
        openpyxl_s, openpyxl_mb = alone(plain, folder)
        size = (folder / "ours.xlsx").stat().st_size
    return {
        "seconds": read_s + write_s,
        "openpyxl_s": openpyxl_s,
        "ratio": (read_s + write_s) / openpyxl_s,
        "peak_mb": peak_mb,
        "rows": rows,
        "columns": len(FIELDS) + 1,
        "read_s": read_s,
        "write_s": write_s,
        "openpyxl_mb": openpyxl_mb,
        "file_mb": size / 2**20,
    }


def alone(work: Callable[[Path], T], folder: Path) -> T:
    """Run in a fresh process, whose memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, folder).result()


def export(folder: Path) -> tuple[float, float, float]:
    """Ours: seconds of reading and of writing, and peak memory in MB. Leaves the values for the other."""
    entry = Entry(folder / "office", FixedClock(NOW))
    desk = entry.sign_in(OFFICE.login, OFFICE.password)
    ledger = Ledger("registration", "L1", FIELDS, _people, lambda _row: None)
    with harness.timed() as reading, desk.read() as session:
        everyone = Period(TODAY.replace(year=TODAY.year - 20), TODAY)
        view = view_in(session, desk, ledger, everyone, "")
    sheet = LedgerSheet("台账", "求职登记台账", view.columns, (row.values for row in view.rows), notes=("已脱敏",))
    with harness.timed() as writing:
        save_workbook(folder / "ours.xlsx", [sheet], Imprint(OFFICE.office_name, TODAY, sample=True))
    peak = peak_mb()
    with (folder / "rows.pickle").open("wb") as file:
        pickle.dump([row.values for row in view.rows], file)
    entry.sign_out(desk)
    return reading.seconds, writing.seconds, peak


def plain(folder: Path) -> tuple[float, float]:
    """openpyxl alone: seconds of writing, and peak memory in MB."""
    rows = pickle.loads((folder / "rows.pickle").read_bytes())  # written by `export` a moment ago
    with harness.timed() as watch:
        book = Workbook(write_only=True)
        page = book.create_sheet("台账")
        page.append(["序号", *(field.column.heading for field in FIELDS)])
        for row in rows:
            page.append(row)
        book.save(folder / "plain.xlsx")
    return watch.seconds, peak_mb()


def peak_mb() -> float:
    """The most memory this process had, in MB. `ru_maxrss` would begin with that of the process it came from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 2**10


def _people(period: Period, _community: str) -> Select[*tuple[object, ...]]:
    return select(Person.id, Person).where(Person.registered_on.between(period.first, period.last)).order_by(Person.id)


if __name__ == "__main__":
    harness.run(main)
