"""A key and a certificate that signs itself, made on the spot.

Comes in: a folder and a name. Goes out: a PEM file with both, and beside it the certificate alone (`.crt`).
"""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest


def certificate(folder: Path, name: str = "gazette.example") -> Path:
    """Key and certificate for `name` and whatever is below it; skips where there is no openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("cases over TLS not run: no openssl command")
    path = folder / f"{name}.pem"
    command = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN={name}"
    names = ["-addext", f"subjectAltName=DNS:{name},DNS:*.{name}"]
    subprocess.run([*command.split(), *names, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def expired(folder: Path, name: str = "gazette.example") -> Path:
    """A certificate that was good for one day of 2020; `openssl req` makes none, its little authority does."""
    path = certificate(folder, name)
    (folder / "index").touch()
    (folder / "serial").write_text("01")
    (folder / "ca.conf").write_text(
        f"[ca]\ndefault_ca=here\n[here]\ndir={folder}\ndatabase={folder}/index\nserial={folder}/serial\n"
        f"new_certs_dir={folder}\ndefault_md=sha256\npolicy=any\nx509_extensions=names\n[any]\ncommonName=supplied\n"
        f"[names]\nsubjectAltName=DNS:{name}\nbasicConstraints=critical,CA:TRUE\n"
    )
    asked = f"openssl req -new -key {path} -subj /CN={name} -out {folder}/asked"
    day = "-startdate 20200101000000Z -enddate 20200102000000Z"
    signed = f"openssl ca -batch -notext -selfsign -config {folder}/ca.conf -keyfile {path} -in {folder}/asked {day}"
    subprocess.run(asked.split(), check=True, capture_output=True)
    subprocess.run([*signed.split(), "-out", f"{path}.crt"], check=True, capture_output=True)
    key = path.read_text().partition("-----BEGIN CERTIFICATE")[0]
    path.write_text(key + Path(f"{path}.crt").read_text())
    return path


def presenting(path: Path) -> ssl.SSLContext:
    """What a server with that certificate needs."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def believing(path: Path) -> ssl.SSLContext:
    """What a client needs that believes in that certificate alone."""
    return ssl.create_default_context(cafile=f"{path}.crt")
