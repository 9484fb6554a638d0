"""`caseworker …`: what a script, an administrator or a machine without a display needs, in the words of the window."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from caseworker.access.entry import Entry
from caseworker.messages import problem_text, text
from caseworker.policy.commands import app as policy
from caseworker.problems import Problem

app = typer.Typer(no_args_is_help=True, add_completion=False, help="就业帮扶工作台")
app.add_typer(policy, name="policy")

Folder = Annotated[Path, typer.Option("--data", help="office folder / 街道数据文件夹")]
Login = Annotated[str, typer.Option("--login", prompt=True, help="sign-in name / 登录名")]
Password = Annotated[str, typer.Option("--password", prompt=True, hide_input=True, help="password / 口令")]
Language = Annotated[str, typer.Option("--lang", help="zh | en")]


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="empty folder / 空文件夹")],
    people: Annotated[int, typer.Option(help="people in the sample office / 样例人数")] = 200,
    lang: Language = "zh",
) -> None:
    """Make a sample office to practise in."""
    from caseworker.sample import PASSWORD
    from caseworker.sample.office import SampleSize, build

    entry = Entry(folder)
    try:
        desk = build(entry, SampleSize(people, max(60, people // 100), max(500, people // 10)))
        entry.sign_out(desk)
    except Problem as problem:
        _stop(problem, lang)
    typer.echo(text("cli.sample_made", lang, folder=folder, password=PASSWORD))


@app.command()
def status(folder: Folder, lang: Language = "zh") -> None:
    """Say what is in a folder, without any password."""
    found = Entry(folder).inspect()
    typer.echo(text(f"cli.condition.{found.condition}", lang, office=found.office_name, officers=len(found.officers)))


@app.command()
def backup(folder: Folder, login: Login, password: Password, lang: Language = "zh") -> None:
    """Make an encrypted backup now; it is opened and checked before it counts."""
    entry = Entry(folder)
    try:
        desk = entry.sign_in(login, password)
        made = entry.folder.back_up(desk.store, desk.now)
        entry.sign_out(desk)
    except Problem as problem:
        _stop(problem, lang)
    typer.echo(text("cli.backup_made", lang, path=made.path))


@app.command()
def restore(
    folder: Folder,
    login: Login,
    password: Password,
    chosen: Annotated[Path | None, typer.Option("--backup", help="backup file; newest when left out")] = None,
    lang: Language = "zh",
) -> None:
    """Put a backup in the store's place after checking it; the store it replaces is kept beside it."""
    from db.local.backup import available

    office = Entry(folder).folder
    source = chosen or next(iter(available(office.backups)), None)
    if source is None:
        typer.echo(text("cli.no_backup", lang, folder=office.backups), err=True)
        raise typer.Exit(1)
    try:
        kept = office.restore(login, password, source, datetime.now(UTC))
    except Problem as problem:
        _stop(problem, lang)
    typer.echo(text("cli.restored", lang, file=source.name, kept=kept or "—"))


@app.command()
def verify(folder: Folder, login: Login, password: Password, lang: Language = "zh") -> None:
    """Check every page of the store and every link of the audit chain."""
    from db.local.audit import first_broken

    entry = Entry(folder)
    try:
        desk = entry.sign_in(login, password)
        with desk.store.maintenance() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        with desk.read() as session:
            broken = first_broken(session.connection())
        entry.sign_out(desk)
    except Problem as problem:
        _stop(problem, lang)
    if bad_pages or broken is not None:
        typer.echo(text("cli.unsound", lang, pages=len(bad_pages), entry=broken or "—"), err=True)
        raise typer.Exit(1)
    typer.echo(text("cli.sound", lang))


def _stop(problem: Problem, lang: str) -> NoReturn:
    typer.echo(problem_text(problem, lang), err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
