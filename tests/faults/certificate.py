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


def presenting(path: Path) -> ssl.SSLContext:
    """What a server with that certificate needs."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def believing(path: Path) -> ssl.SSLContext:
    """What a client needs that believes in that certificate alone."""
    return ssl.create_default_context(cafile=f"{path}.crt")
