"""Before the servers of compose.yaml start: refuse guessable passwords, and make certificates for Elasticsearch.

`prepare.py --host NAME FOLDER` writes into FOLDER `ca.crt` (what clients trust), `server.crt` and `server.key`. The key of
the certificate authority is thrown away, so nobody can ever sign with it; when the server's certificate has less than
thirty days left, both are made anew at the next start. `--writable FOLDER` opens a folder to the group of Elasticsearch.
"""

import argparse
import datetime as dt
import ipaddress
import os
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORDS = ("POSTGRES_PASSWORD", "ELASTIC_PASSWORD")
SHORTEST = 16
LASTS, RENEWED = dt.timedelta(days=730), dt.timedelta(days=30)
UNUSED_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "encipher_only",
    "decipher_only",
)
GROUP_READS, ALL_READ, GROUP_WRITES = 0o640, 0o644, 0o770
"""Elasticsearch runs in group 0, which owns the files too: it reads its key, and nobody else does."""


def weak(password: str) -> str | None:
    """What is wrong with a password, or None."""
    if len(password) < SHORTEST:
        return f"has fewer than {SHORTEST} characters"
    if len(set(password)) < SHORTEST // 2:
        return "repeats few characters"
    if any(word in password.casefold() for word in ("changeme", "password", "repatria", "elastic", "postgres")):
        return "holds a word that anybody would try"
    return None


def current(folder: Path, host: str, now: dt.datetime) -> bool:
    """Whether the folder holds a certificate of this host that lasts a while yet, and its key and authority."""
    try:
        certificate = x509.load_pem_x509_certificate((folder / "server.crt").read_bytes())
        authority = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
        key = serialization.load_pem_private_key((folder / "server.key").read_bytes(), password=None)
        certificate.verify_directly_issued_by(authority)
    except (OSError, ValueError, TypeError, x509.InvalidVersion):
        return False
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return (
        host in names.get_values_for_type(x509.DNSName)
        and certificate.public_key() == key.public_key()
        and certificate.not_valid_after_utc - now > RENEWED
    )


def make(folder: Path, host: str, now: dt.datetime) -> None:
    """Write a new authority and a certificate of the host, each file whole or not at all."""
    authority_key, server_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Repatria servers")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names = [x509.DNSName(host), x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    only_signs = x509.KeyUsage(key_cert_sign=True, crl_sign=True, **dict.fromkeys(UNUSED_USAGES, False))
    both_ways = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])

    def signed(name: x509.Name, key: ec.EllipticCurvePublicKey, *extensions: tuple[x509.ExtensionType, bool]) -> bytes:
        builder = (
            x509.CertificateBuilder(issuer_name=issuer, subject_name=name, public_key=key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(hours=1))
            .not_valid_after(now + LASTS)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
            )
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(authority_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority = signed(
        issuer, authority_key.public_key(), (x509.BasicConstraints(ca=True, path_length=0), True), (only_signs, True)
    )
    server = signed(
        subject,
        server_key.public_key(),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.SubjectAlternativeName(names), False),
        (both_ways, False),
    )
    key = server_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for name, data, mode in (
        ("server.key", key, GROUP_READS),
        ("server.crt", server, ALL_READ),
        ("ca.crt", authority, ALL_READ),
    ):
        write(folder / name, data, mode)


def write(path: Path, data: bytes, mode: int) -> None:
    """Put a file in place whole, never readable by more than `mode` says."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    temporary.chmod(mode)
    temporary.replace(path)


def main() -> None:
    """Check, then make what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--host", required=True)
    parser.add_argument("--writable", type=Path)
    chosen = parser.parse_args()
    for name in PASSWORDS:
        reason = weak(os.environ.get(name, ""))
        if reason is not None:
            sys.exit(f"prepare: {name} {reason}. Run docker/make-env, or choose a long random one in docker/.env.")
    now = dt.datetime.now(dt.UTC)
    if not current(chosen.folder, chosen.host, now):
        make(chosen.folder, chosen.host, now)
    if chosen.writable is not None:
        chosen.writable.chmod(GROUP_WRITES)


if __name__ == "__main__":
    main()
