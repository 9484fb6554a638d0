"""`caseworker-central` from the first start to a restore, in its own process where it serves."""

from __future__ import annotations

import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import httpx
import pyrage
import pytest
import tomli_w
from typer.testing import CliRunner

from db.central import migrate, words
from db.central.cli import app
from tests.central import HOST, CentralServer, free_port

RUNNER = CliRunner()
CODE = re.compile(r"^ {4}((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})$", re.MULTILINE)
OFFICE = ("--office", "样例街道", "--district", "509999", "--login", "zhou")


@pytest.fixture
def file(central_dsn: str, tmp_path: Path) -> Path:
    """The settings file of a database."""
    path = tmp_path / "central.toml"
    path.write_text(tomli_w.dumps({"dsn": central_dsn}), "utf-8")
    return path


def run(file: Path, *words_: str, code: int = 0) -> str:
    result = RUNNER.invoke(app, [*words_, "--settings", str(file), "--lang", "en"])
    assert result.exit_code == code, result.output
    return result.output


def test_an_office_is_let_in_and_shut_out(own_central_server: CentralServer, tmp_path: Path) -> None:
    server, file = own_central_server, tmp_path / "central.toml"
    file.write_text(tomli_w.dumps({"dsn": server.settings.dsn}), "utf-8")
    said = run(file, "enroll", *OFFICE, "--district-name", "样例区", "--name", "周样一")
    pc = server.new_pc()
    enrolled = pc.enroll(CODE.findall(said)[0]).json()
    assert (enrolled["office"]["name"], enrolled["officer"]["login"]) == ("样例街道", "zhou")
    secret = "a secret set by a grant"
    assert pc.keep(pc.signed("/v1/password", {"grant": enrolled["grant"], "secret": secret})).is_success

    colleague = run(file, "enroll", *OFFICE[:4], "--login", "wu", "--name", "吴样二", "--role", "officer")
    second = server.new_pc().enroll(CODE.findall(colleague)[0]).json()
    assert second["officer"] | {"id": ""} == {"id": "", "login": "wu", "name": "吴样二", "role": "officer"}
    assert "another PC of zhou" in run(file, "enroll", *OFFICE)
    reset = CODE.findall(run(file, "enroll", *OFFICE, "--known-pc"))[0]
    assert pc.keep(pc.signed("/v1/password", {"grant": reset, "secret": "another secret altogether"})).is_success

    listed = run(file, "list")
    assert enrolled["device"] in listed and "waiting  officer     wu" in listed
    assert (
        run(file, "revoke", "--device", enrolled["device"], "--reason", "lost") == words.say("revoke.done", "en") + "\n"
    )
    assert pc.ask("GET", "/v1/hello").json() == {"error": "revoked"}
    assert run(file, "revoke", "--device", enrolled["device"]) == words.say("revoke.before", "en") + "\n"
    run(file, "revoke", "--officer", second["officer"]["id"])
    assert f"{second['officer']['id']}  closed" in run(file, "list")
    assert "NOT" not in run(file, "doctor")


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (("enroll", "--office", "样例街道", "--district", "5099", "--login", "zhou"), "refused.district"),
        (("enroll", "--office", "", "--district", "509999", "--login", "zhou"), "refused.office_name"),
        (("enroll", "--office", "样例街道", "--district", "509999", "--login", "z u"), "refused.login_name"),
        (("enroll", *OFFICE), "refused.new_office"),
        (("revoke",), "revoke.one"),
        (("revoke", "--device", "0" * 32), "refused.not_found"),
        (("revoke", "--officer", "0" * 32), "refused.not_found"),
    ],
)
def test_says_what_is_wrong(file: Path, asked: tuple[str, ...], key: str) -> None:
    assert words.say(key, "en") in run(file, *asked, code=1)


def test_an_id_that_is_none(file: Path) -> None:
    assert words.say("revoke.id", "en", said="PC1") in run(file, "revoke", "--device", "PC1", code=1)


def test_settings_that_are_wrong_are_named(file: Path, tmp_path: Path) -> None:
    file.write_text('dsn = "x"\nport = 0\n', "utf-8")
    assert "port is not right" in run(file, "list", code=1)
    file.write_text("dsn = ", "utf-8")
    assert "cannot be read" in run(file, "list", code=1)
    assert "cannot be read" in run(tmp_path / "none.toml", "list", code=1)
    assert "--embedded" in RUNNER.invoke(app, ["list"]).output


def test_migrates_an_empty_database_and_doctors_it(empty_dsn: str, file: Path) -> None:
    file.write_text(tomli_w.dumps({"dsn": empty_dsn}), "utf-8")
    assert "NOT SOUND  schema" in run(file, "doctor", code=1)
    assert words.say("refused.schema", "en") in run(file, "serve", code=1)
    assert migrate.head() in run(file, "migrate")
    assert "sound" in run(file, "doctor", "--rotate-epoch")


def test_backs_up_and_restores(file: Path, empty_dsn: str, tmp_path: Path) -> None:
    said = RUNNER.invoke(app, ["backup-key"]).output
    secret, address = re.findall(r"^ +(\S+)$", said, re.MULTILINE)
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == address
    run(file, "backup", str(tmp_path / "backups"), "--receiver", address)
    (made,) = (tmp_path / "backups").iterdir()
    (tmp_path / "key").write_text(secret + "\n", "ascii")
    other = tmp_path / "other.toml"
    other.write_text(tomli_w.dumps({"dsn": empty_dsn}), "utf-8")
    run(other, "restore", str(made), "--key", str(tmp_path / "key"))
    assert "NOT" not in run(other, "doctor")
    assert words.say("not_empty", "en") in run(other, "restore", str(made), "--key", str(tmp_path / "key"), code=1)


def test_lets_go_of_what_is_old(file: Path) -> None:
    assert words.say("pruned", "en", log=0, batches=0, refused=0, audit=0, attachments=0) in run(file, "prune")


@pytest.mark.slow
def test_a_trial_on_one_pc_makes_everything_and_comes_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, port = tmp_path_factory.mktemp("trial"), free_port()
    for _ in range(2):
        with serving(["--embedded", str(folder), "--port", str(port), "--lang", "en"]) as said:
            assert f"https://{HOST}:{port}" in said[0]
            context = ssl.create_default_context(cafile=str(folder / "tls" / "ca.pem"))
            with httpx.Client(base_url=f"https://{HOST}:{port}", verify=context, trust_env=False) as http:
                assert http.get("/healthz").json() == {"done": True}
            made = RUNNER.invoke(
                app,
                ["enroll", *OFFICE, "--district-name", "样例区", "--name", "周样一", "--embedded", str(folder)],
            )
            assert CODE.findall(made.output), made.output
    assert not (folder / "pg" / "cluster" / "postmaster.pid").exists()


@pytest.mark.slow
def test_several_processes_serve_side_by_side(own_central_server: CentralServer, tmp_path: Path) -> None:
    """What one process let in, each of the others knows."""
    server, port = own_central_server, free_port()
    seat = server.seat()
    file = tmp_path / "central.toml"
    values = {
        "dsn": server.settings.dsn,
        "port": port,
        "workers": 2,
        "certificate": str(server.settings.certificate),
        "certificate_key": str(server.settings.certificate_key),
        "secret_cost": server.settings.secret_cost.model_dump(),
    }
    file.write_text(tomli_w.dumps(values), "utf-8")
    pc = server.pc(seat)
    with serving(["--settings", str(file)], until="Application startup complete", times=2) as said:
        assert len({line for line in said if "Started server process" in line}) == 2
        statuses = [each_own_connection(server, port, pc.access) for _ in range(12)]
        assert statuses == [200] * 12
        path = f"/v1/devices/{UUID(str(pc.device_id)).hex}/revoke"
        overseer = server.pc(seat)
        assert overseer.ask("POST", path, json={}).json() == {"done": True}
        assert [each_own_connection(server, port, pc.access) for _ in range(12)] == [403] * 12
        counted = httpx.get(f"https://{HOST}:{port}/metrics", verify=context_of(server), trust_env=False).text
        assert 'caseworker_requests_total{method="GET",route="/v1/hello",status="403"} 12.0' in counted


def each_own_connection(server: CentralServer, port: int, access: str) -> int:
    headers = {"authorization": f"Bearer {access}"}
    url = f"https://{HOST}:{port}/v1/hello"
    return httpx.get(url, verify=context_of(server), trust_env=False, headers=headers).status_code


def context_of(server: CentralServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(server.authority))


@contextmanager
def serving(options: list[str], until: str = "running on", times: int = 1) -> Iterator[list[str]]:
    """The command in a process of its own; gives what it said until it was ready."""
    command = [sys.executable, "-m", "db.central.cli", "serve", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said: list[str] = []
        try:
            while sum(until in line for line in said) < times:
                line = process.stdout.readline()
                assert line, "it ended:\n" + "".join(said)
                said.append(line)
            yield said
        finally:
            process.terminate()
            process.stdout.read()
            process.wait(40)


def test_every_sentence_of_a_problem_is_written() -> None:
    """Both languages, for each code that this package raises."""
    source = "".join(path.read_text("utf-8") for path in Path(words.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'SurroundingsProblem\(\s*"central\.(\w+)"', source)) | {"backup_failed", "restore_failed"}
    assert len(codes) > 10
    assert [code for code in sorted(codes) for lang in words.LANGUAGES if not words.has(code, lang)] == []
    checks = re.findall(r'Finding\("(\w+)"', source)
    assert [one for one in checks for lang in words.LANGUAGES if not words.has(f"doctor.{one}", lang)] == []


def test_answers_what_comes_by_stick(own_central_server: CentralServer, tmp_path: Path) -> None:
    """A stranger's file is refused in words; nothing is written. The way there and back is in tests/db/sync."""
    server, file = own_central_server, tmp_path / "central.toml"
    file.write_text(tomli_w.dumps({"dsn": server.settings.dsn}), "utf-8")
    packed, answer = tmp_path / "a.cwout", tmp_path / "a.cwreply"
    packed.write_bytes(b"not sealed")
    assert words.say("sealed.not_sealed", "en") in run(file, "answer", str(packed), str(answer), code=1)
    missing = tmp_path / "none.cwout"
    said = run(file, "answer", str(missing), str(answer), code=1)
    assert words.say("carrier.cannot_read", "en", path=missing) in said
    assert not answer.exists()
