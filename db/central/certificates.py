"""The district's own certificate authority and the certificate of its central store: TLS 1.3 and nothing older.

PCs pin this authority and trust no other, so a certificate bought elsewhere for the same name is worth nothing to who
stands in the middle. A district with a certified authority of its own puts its files in the place of these.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)

_SKEW = timedelta(days=2)
"""A PC whose clock is a day slow still finds a fresh certificate valid."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files of PEM: the authority's certificate (for the PCs) and key, the server's certificate chain and key."""

    authority: Path
    authority_key: Path
    server: Path
    server_key: Path


def certificates_in(folder: Path) -> Certificates:
    """Where the files of a folder are, whether they exist or not."""
    return Certificates(folder / "ca.pem", folder / "ca.key", folder / "server.pem", folder / "server.key")


def prepare(folder: Path, hosts: Iterable[str], now: datetime) -> Certificates:
    """Make what is missing in `folder` and renew a server certificate that ends soon or lacks one of the hosts.

    `hosts` are names and addresses by which PCs reach the server. The authority is made once and never renewed here:
    every PC has it pinned.
    """
    files, names = certificates_in(folder), tuple(dict.fromkeys(hosts))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not files.authority.exists():
        make_authority(files, now)
    if not files.server.exists() or _is_stale(files.server, names, now):
        make_server_certificate(files, names, now)
    return files


def make_authority(files: Certificates, now: datetime, name: str = "Caseworker district CA") -> None:
    """A self-signed authority that may sign servers and no further authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = _key_usage(signs_certificates=True)
    certificate = (
        _builder(subject, subject, key.public_key(), now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_private(files.authority_key, _key_pem(key))
    files.authority.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def make_server_certificate(
    files: Certificates, hosts: Iterable[str], now: datetime, life: timedelta = SERVER_LIFE
) -> None:
    """A certificate for the hosts, signed by the folder's authority. `now` in the past makes an expired one."""
    authority = x509.load_pem_x509_certificate(files.authority.read_bytes())
    signer = serialization.load_pem_private_key(files.authority_key.read_bytes(), password=None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is not an elliptic curve key")
    key, names = ec.generate_private_key(ec.SECP256R1()), tuple(hosts)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    certificate = (
        _builder(subject, authority.subject, key.public_key(), now, life)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_alternative(host) for host in names]), critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write_private(files.server_key, _key_pem(key))
    files.server.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """What the server speaks: TLS 1.3 alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(certificate, key)
    return context


def fingerprint(authority: Path) -> str:
    """SHA-256 of the authority, in groups, to be compared by eye when a PC is set up."""
    digest = x509.load_pem_x509_certificate(authority.read_bytes()).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def ends_at(certificate: Path) -> datetime:
    """The instant a certificate ends."""
    return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc


def _is_stale(certificate: Path, hosts: tuple[str, ...], now: datetime) -> bool:
    known = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return known.not_valid_after_utc - now < RENEW_BEFORE or any(_alternative(host) not in names for host in hosts)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    start = now.astimezone(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - _SKEW)
        .not_valid_after(start + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_private(path: Path, content: bytes) -> None:
    """Write a file that was never readable by others, not even for a moment."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
