"""The authority is made once; the server's certificate is renewed in time and names every host."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from db.central.certificates import ends_at, fingerprint, prepare, server_context

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def names(path: Path) -> set[str]:
    found = x509.load_pem_x509_certificate(path.read_bytes()).extensions
    values = found.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in values}


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    files = prepare(tmp_path / "tls", ["localhost", "127.0.0.1"], NOW)
    before = {path: path.read_bytes() for path in (files.authority, files.server)}
    prepare(tmp_path / "tls", ["127.0.0.1"], NOW + timedelta(days=300))
    assert {path: path.read_bytes() for path in before} == before
    assert names(files.server) == {"localhost", "127.0.0.1"}


@pytest.mark.parametrize(("hosts", "later"), [(["localhost"], 368), (["localhost", "pc-07"], 0)])
def test_the_server_is_renewed_and_the_authority_is_not(tmp_path: Path, hosts: list[str], later: int) -> None:
    files = prepare(tmp_path, ["localhost"], NOW)
    authority, server = files.authority.read_bytes(), files.server.read_bytes()
    prepare(tmp_path, hosts, NOW + timedelta(days=later))
    assert files.authority.read_bytes() == authority and files.server.read_bytes() != server
    assert names(files.server) == set(hosts)
    assert ends_at(files.server) == NOW + timedelta(days=later + 397)


def test_keys_are_read_by_their_owner_alone(tmp_path: Path) -> None:
    files = prepare(tmp_path / "tls", ["localhost"], NOW)
    assert [path.stat().st_mode & 0o777 for path in (files.authority_key, files.server_key)] == [0o600, 0o600]
    assert (tmp_path / "tls").stat().st_mode & 0o077 == 0


def test_the_server_signs_nobody(tmp_path: Path) -> None:
    files = prepare(tmp_path, ["localhost"], NOW)
    for path, signs in ((files.authority, True), (files.server, False)):
        found = x509.load_pem_x509_certificate(path.read_bytes()).extensions
        assert found.get_extension_for_class(x509.BasicConstraints).value.ca is signs
        assert found.get_extension_for_class(x509.KeyUsage).value.key_cert_sign is signs


def test_the_fingerprint_is_read_aloud_in_groups(tmp_path: Path) -> None:
    files = prepare(tmp_path, ["localhost"], NOW)
    groups = fingerprint(files.authority).split(" ")
    assert len(groups) == 16 and all(len(group) == 4 for group in groups)


def test_the_server_speaks_1_3_alone(tmp_path: Path) -> None:
    files = prepare(tmp_path, ["localhost"], NOW)
    assert server_context(files.server, files.server_key).minimum_version is ssl.TLSVersion.TLSv1_3
