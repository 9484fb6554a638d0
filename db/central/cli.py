"""`caseworker-central …`: running the central store of a district, from the first start to a restore."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn
from uuid import UUID

import typer

from db.actor import Role
from db.central import migrate
from db.central.place import Place, place_of
from db.central.problems import Refusal
from db.central.words import has, say
from db.problems import Problem

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # it would show the password of the database
    help="就业帮扶工作台 · 中心库",
)

Language = Annotated[str, typer.Option("--lang", help="zh | en")]
Embedded = Annotated[Path | None, typer.Option("--embedded", help="folder of a trial on one PC / 单机试用的数据文件夹")]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", envvar="CASEWORKER_CENTRAL_SETTINGS", help="settings file / 设置文件"),
]


@app.command()
def serve(
    embedded: Embedded = None,
    settings: SettingsFile = None,
    host: Annotated[str, typer.Option(help="address to listen on, for --embedded / 监听地址")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="more names PCs use for this machine / 其他访问名称")] = None,
    port: Annotated[int, typer.Option(help="for --embedded / 端口")] = 8443,
    lang: Language = "zh",
) -> None:
    """Serve PCs until stopped. With --embedded everything that is missing is made first."""
    from db.central.service.server import serve as run

    with _told(lang), place_of(embedded, settings) as place:
        if embedded:
            place.prepare_trial(host, port, name or [], _now())
            migrate.upgrade(place.dsn)
            _greet(place, embedded, lang)
        else:
            migrate.require_head(place.dsn)
        run(place.settings(), place.file)


@app.command("migrate")
def migrate_(embedded: Embedded = None, settings: SettingsFile = None, lang: Language = "zh") -> None:
    """Bring the database to this version; nothing happens when it is there already."""
    with _told(lang), place_of(embedded, settings) as place:
        migrate.upgrade(place.dsn)
        typer.echo(say("migrated", lang, version=migrate.head()))


@app.command()
def enroll(
    office: Annotated[str, typer.Option(help="name of the office / 街道名称")],
    login: Annotated[str, typer.Option(help="sign-in name / 登录名")],
    district: Annotated[str, typer.Option(help="six digits (GB/T 2260) / 区县代码")],
    name: Annotated[str, typer.Option(help="the officer's name / 姓名")] = "",
    district_name: Annotated[str, typer.Option(help="for a new office / 区县名称")] = "",
    street_code: Annotated[str, typer.Option(help="nine digits, for a new office / 街道代码")] = "",
    role: Annotated[Role, typer.Option(help="role / 角色")] = Role.SUPERVISOR,
    known_pc: Annotated[
        bool, typer.Option("--known-pc", help="a code for a new password, on a PC that is in already / 只换口令")
    ] = False,
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Let in a new office, another officer of it, or another PC of an officer: prints a one-time code."""
    from db.central.enrolling import Asked, issue

    asked = Asked(office, district, district_name, street_code, login, name, role, known_pc)
    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        issued = issue(central, asked, place.operator(), place.settings().code_hours, _now())
    typer.echo(say(f"code.{issued.kind}", lang, office=office, login=login))
    typer.echo(f"\n    {issued.word}\n")
    typer.echo(say("code.until", lang, until=f"{issued.ends_at.astimezone():%Y-%m-%d %H:%M}"))


@app.command()
def revoke(
    device: Annotated[str, typer.Option(help="id of a PC, as `list` shows it / 设备编号")] = "",
    officer: Annotated[str, typer.Option(help="id of an officer / 人员编号")] = "",
    reason: Annotated[str, typer.Option(help="why / 原因")] = "",
    retire: Annotated[bool, typer.Option("--retire", help="the PC leaves in good order / 正常停用")] = False,
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Shut out a PC or close an account, from the next request on."""
    from db.central.enrolling import close_account, close_device

    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        if bool(device) == bool(officer):
            _stop(say("revoke.one", lang))
        if device:
            done = close_device(central, _id(device, lang), retire, place.operator(), reason, _now())
        else:
            done = close_account(central, _id(officer, lang), place.operator(), _now())
    typer.echo(say("revoke.done" if done else "revoke.before", lang))


@app.command("role")
def role_(
    officer: Annotated[str, typer.Option(help="id of an officer, as `list` shows it / 人员编号")],
    role: Annotated[Role, typer.Option(help="the new role / 新角色")],
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Give an officer another role, from the next request on; they sign in again."""
    from db.central.changing import change_role

    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        done = change_role(central, _id(officer, lang), role, place.operator(), _now())
    typer.echo(say("role.done" if done else "role.before", lang, role=role.value))


@app.command()
def move(
    officer: Annotated[str, typer.Option(help="id of an officer, as `list` shows it / 人员编号")],
    office: Annotated[str, typer.Option(help="name of the new office / 调入街道")],
    district: Annotated[str, typer.Option(help="its six digits (GB/T 2260) / 区县代码")],
    login: Annotated[str, typer.Option(help="another sign-in name there / 新登录名")] = "",
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Let an officer work at another office. They leave the old one at once; their cases stay there."""
    from db.central.changing import move_officer

    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        done = move_officer(central, _id(officer, lang), office, district, login, place.operator(), _now())
    typer.echo(say("move.done", lang, office=office, district=district, login=done.login))
    if done.open_cases:
        typer.echo(say("move.cases", lang, cases=done.open_cases))


@app.command("rotate-token-key")
def rotate_token_key_(
    end_logins: Annotated[bool, typer.Option("--end-logins", help="everybody signs in anew / 全部重新登录")] = False,
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Replace the key that seals access tokens: all that are out are refused from the next request on."""
    from db.central.changing import rotate_token_key

    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        ended = rotate_token_key(central, place.operator(), _now(), end_logins=end_logins)
    typer.echo(say("token_key", lang, ended=ended))


@app.command("list")
def list_(embedded: Embedded = None, settings: SettingsFile = None, lang: Language = "zh") -> None:
    """Accounts and PCs by office."""
    from db.central.enrolling import listing

    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        for line in listing(central):
            typer.echo(line)


@app.command()
def doctor(
    rotate_epoch: Annotated[
        bool, typer.Option("--rotate-epoch", help="after a restore: PCs read anew / 恢复后使各终端重新核对")
    ] = False,
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Look whether the store is sound; exit code 1 when it is not."""
    from db.central.doctor import examine
    from db.central.enrolling import begin_another_history

    with _told(lang), place_of(embedded, settings) as place:
        if rotate_epoch:
            with place.central() as central:
                typer.echo(say("rotated", lang, scopes=begin_another_history(central, place.operator(), _now())))
        sound = True
        for finding in examine(place.dsn, place.settings().certificate, _now()):
            sound = sound and finding.sound
            mark = say("doctor.sound" if finding.sound else "doctor.unsound", lang)
            typer.echo(f"{mark}  {say(f'doctor.{finding.check}', lang)}  {finding.detail}".rstrip())
    if not sound:
        raise typer.Exit(1)


@app.command()
def answer(
    file: Annotated[Path, typer.Argument(help="file a PC packed / 终端导出的文件")],
    out: Annotated[Path, typer.Argument(help="where the answer goes / 回执文件")],
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Take in what a PC without a line sent by USB stick, and write the answer it takes back."""
    from db.central.carrier import answer_file

    with _told(lang), place_of(embedded, settings) as place, place.central() as central:
        done = answer_file(central, file, out, _now())
    typer.echo(say("answer.made", lang, path=out, batches=done.batches))
    for line in done.refused:
        typer.echo(say("answer.refused", lang, batch=line))


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="where to / 备份文件夹")],
    receiver: Annotated[str, typer.Option(help="age address of the backup key (age1…) / 备份公钥")],
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Write an encrypted dump. `backup-key` makes a key once."""
    from db.central.backup import back_up

    with _told(lang), place_of(embedded, settings) as place:
        path = back_up(place.dsn, folder, receiver, _now())
    typer.echo(say("backup.made", lang, path=path))


@app.command("backup-key")
def backup_key(lang: Language = "zh") -> None:
    """Make a backup key: the secret goes offline into a safe, the address into the backup command."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    typer.echo(say("backup.key", lang, secret=identity, address=identity.to_public()))


@app.command()
def prune(
    archive: Annotated[Path | None, typer.Option(help="folder for old audit entries / 审计归档文件夹")] = None,
    receiver: Annotated[str, typer.Option(help="age address the archive is encrypted for / 归档公钥")] = "",
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Let go of what the settings say is kept long enough; audit entries only with --archive. Run it nightly."""
    from db.central import retention

    with _told(lang), place_of(embedded, settings) as place:
        into = retention.Archive(archive, receiver) if archive else None
        done = retention.prune(place.dsn, place.settings().keep, into, place.operator(), _now())
    counts = {name: getattr(done, name) for name in ("log", "batches", "refused", "audit", "attachments")}
    typer.echo(say("pruned", lang, **counts))


@app.command()
def restore(
    path: Annotated[Path, typer.Argument(help="backup file / 备份文件")],
    key: Annotated[Path, typer.Option(help="file with the secret of the backup key / 备份私钥文件")],
    embedded: Embedded = None,
    settings: SettingsFile = None,
    lang: Language = "zh",
) -> None:
    """Bring a backup into an empty database; the PCs send again what it did not hold."""
    from db.central import backup as dump

    with _told(lang), place_of(embedded, settings) as place:
        scopes = dump.restore(place.dsn, path, key.read_text(encoding="ascii"))
        migrate.upgrade(place.dsn)
    typer.echo(say("restored", lang, scopes=scopes))


def _greet(place: Place, embedded: Path, lang: str) -> None:
    from db.central.certificates import fingerprint

    authority = place.authority()
    typer.echo(say("serve.greeting", lang, address=place.address(), authority=authority, seal=fingerprint(authority)))
    typer.echo(say("serve.enroll", lang, folder=embedded))
    sys.stdout.flush()


@contextmanager
def _told(lang: str) -> Iterator[None]:
    """Say a problem in words and leave with exit code 1."""
    try:
        yield
    except Problem as problem:
        _stop(say(problem.code.removeprefix("central."), lang, **problem.params))
    except Refusal as refusal:
        key = f"refused.{refusal.code}"
        _stop(say(key if has(key, lang) else "refused.other", lang, code=refusal.code))


def _stop(words: str) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(1)


def _id(said: str, lang: str) -> UUID:
    try:
        return UUID(hex=said)
    except ValueError:
        _stop(say("revoke.id", lang, said=said))


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    app()
