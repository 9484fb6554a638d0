"""The papers of the sample office can be looked at, and each says that it is a sample."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from caseworker.access.entry import Entry
from caseworker.attachments.content import accept
from caseworker.attachments.kinds import guess_kind
from caseworker.attachments.listing import files_of_person
from caseworker.attachments.opening import open_file
from caseworker.sample.office import SampleSize, build
from caseworker.sample.papers import PEOPLE
from db.local.key_slots import Cost
from tests.caseworker.vacancies.office import rows


def test_people_of_the_sample_office_have_papers(tmp_path: Path) -> None:
    entry = Entry(tmp_path / "practice", None, Cost(1024, 1, 1))
    desk = build(entry, SampleSize(people=30, employers=5, vacancies=20))
    owners = [UUID(bytes=row[0]) for row in rows(desk, "SELECT DISTINCT person_id FROM attachment")]
    assert len(owners) == PEOPLE
    lines = {line.kind: line for owner in owners for line in files_of_person(desk, owner)}
    assert set(lines) == {"id_card", "certificate", "consent"}
    for kind, line in lines.items():
        opened = open_file(desk, line.id).value
        kept = accept(opened.name, opened.content)
        assert (kept.media_type, kept.name) == (line.media_type, line.name)
        assert line.here and "样例" in line.name and guess_kind(line.name) == kind
    entry.sign_out(desk)
