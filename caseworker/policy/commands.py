"""`caseworker policy …`: looking at pack files (政策包文件) before anybody works by them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caseworker.messages import problem_text, text
from caseworker.policy.packfile import read_pack_file
from caseworker.problems import Problem

app = typer.Typer(no_args_is_help=True, help="check policy packs / 检查政策包")


@app.callback()
def policy() -> None:
    """Keeps `check` a word of its own though it is the only one."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="TOML files / 政策包文件")],
    lang: Annotated[str, typer.Option("--lang", help="zh | en")] = "zh",
) -> None:
    """Say all that is wrong in each file, by line and rule; exit code 1 when anything is."""
    found = [_check(file, lang) for file in files]
    if not all(found):
        raise typer.Exit(1)


def _check(file: Path, lang: str) -> bool:
    try:
        found = read_pack_file(file)
    except Problem as problem:
        typer.echo(problem_text(problem, lang), err=True)
        return False
    for fault in found.faults:
        typer.echo(problem_text(fault, lang), err=True)
    if found.pack is None or found.faults:
        return False
    pack = found.pack
    counts = {"conditions": len(pack.conditions), "materials": len(pack.materials), "parameters": len(pack.parameters)}
    typer.echo(text("policy.file_sound", lang, file=file, title=pack.title, version=pack.version, **counts))
    return True
