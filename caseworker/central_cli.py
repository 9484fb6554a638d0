"""`caseworker-central …`: the commands of the server, and those of them that need the rules of the work.

The server itself knows nothing of what a policy pack means (imports go down only). So a pack is checked here, by the
same code that a PC reads it with, and handed down as text. This is the only file of this floor that knows the server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from caseworker.messages import has, problem_text, text
from caseworker.policy.packfile import read_pack_file
from caseworker.problems import Problem
from db.central import packs
from db.central.cli import Embedded, Language, SettingsFile, app
from db.central.packs import Publication
from db.central.place import place_of
from db.central.problems import Refusal

pack = typer.Typer(no_args_is_help=True, help="policy packs for the PCs of a district / 下发政策包")
app.add_typer(pack, name="pack")

District = Annotated[list[str], typer.Option("--district", help="six digits, may be repeated, or all / 区县代码或 all")]
ALL = "all"


@pack.command()
def publish(
    file: Annotated[Path, typer.Argument(help="the pack / 政策包文件（TOML）")],
    district: District,
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Check a pack and let it flow down to every PC of these districts. Their supervisors put it in force."""
    with _told(lang):
        publication = _checked(file, lang)
        with place_of(embedded, settings) as place, place.central() as central:
            found = packs.publish(central, publication, _districts(district, lang), place.operator(), _now())
        code = "packs.published" if found else "packs.published_before"
        typer.echo(text(code, lang, version=publication.version, districts=_listed(found)))


@pack.command()
def withdraw(
    region: Annotated[str, typer.Argument(help="region of the pack, six digits / 政策地区")],
    policy: Annotated[str, typer.Argument(help="policy of the pack / 政策")],
    version: Annotated[str, typer.Argument(help="its version / 版本")],
    district: District,
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Take a version back: no office puts it in force any more; what was made under it keeps it."""
    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        wanted = _districts(district, lang)
        found = packs.withdraw(central, region, policy, version, wanted, place.operator(), _now())
        code = "packs.withdrawn" if found else "packs.withdrawn_before"
        typer.echo(text(code, lang, version=version, districts=_listed(found)))


@pack.command("list")
def list_(embedded: Embedded = None, settings: SettingsFile = None, lang: Language = "zh") -> None:
    """What was published, by district."""
    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        for one in packs.published(central):
            district = ALL if one.district_id == packs.EVERYWHERE else one.district_id
            state = "withdrawn" if one.withdrawn_at else "stands"
            words = text(f"packs.state.{state}", lang)
            named = f"{one.region} {one.name} {one.version}"
            typer.echo(f"{district:<6}  {named}  {one.sha256[:8]}  {one.published_at:%Y-%m-%d}  {words}")


def _checked(file: Path, lang: str) -> Publication:
    found = read_pack_file(file)
    if found.pack is None or found.faults:
        _stop("\n".join(problem_text(fault, lang) for fault in found.faults))
    return Publication(found.pack.region, found.pack.policy, found.pack.version, found.text)


def _districts(said: list[str], lang: str) -> list[str] | None:
    """None for all of them."""
    if said == [ALL]:
        return None
    if any(not re.fullmatch(r"\d{6}", one) for one in said):
        _stop(text("packs.district", lang))
    return said


def _listed(districts: tuple[str, ...]) -> str:
    return "、".join(districts)


@contextmanager
def _told(lang: str) -> Iterator[None]:
    """Say a problem in words and leave with exit code 1."""
    try:
        yield
    except Problem as problem:
        _stop(problem_text(problem, lang))
    except Refusal as refusal:
        code = next(
            code for code in (f"packs.{refusal.code}", f"central.refused.{refusal.code}", "packs.other") if has(code)
        )
        _stop(text(code, lang, code=refusal.code))


def _stop(words: str) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(1)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    app()
