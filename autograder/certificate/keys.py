"""The instructor's pair of keys: the private one signs and stays in the classroom, the public one may go anywhere.

Both are made on first use, once, whoever asks at the same time. The specimen's pair is published as a whole: what it
signs certifies nothing, and `verify` says so.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from autograder import places, writing
from autograder.errors import ClassroomError

SPECIMEN = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a specimen certifies nothing").digest())


def private_path() -> Path:
    return places.classroom() / "certificate_key.pem"


def public_path() -> Path:
    """The file to publish: whoever has it can tell which certificates are the instructor's."""
    return places.classroom() / "certificate_key.pub"


def private_key() -> Ed25519PrivateKey:
    """The key that signs. ClassroomError if the file is none, or if others may read it."""
    path = private_path()
    places.classroom().mkdir(0o700, parents=True, exist_ok=True)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = writing.write_once(path, _private_pem(Ed25519PrivateKey.generate()))
    if path.stat().st_mode & 0o077:
        raise ClassroomError(f"{path}: others may read the key that signs certificates; run `chmod 600 {path}`.")
    try:
        key = serialization.load_pem_private_key(content, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ClassroomError(f"{path}: is not a private Ed25519 key; put the key back from your backup.")
    _publish(key)
    return key


def public_key(path: Path | None = None) -> Ed25519PublicKey:
    """The key in this file, or else the classroom's. None is ever made here."""
    chosen = path or public_path()
    try:
        key = serialization.load_pem_public_key(chosen.read_bytes())
    except FileNotFoundError:
        raise ClassroomError(
            f"{chosen}: there is no such public key; name the file that the instructor published with --key FILE."
        ) from None
    except OSError as error:
        raise ClassroomError(f"{chosen}: cannot be read ({error.strerror}); name another file with --key.") from None
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise ClassroomError(f"{chosen}: is not a public Ed25519 key; name the file that the instructor published.")
    return key


def public_pem(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """Ten letters by which people can compare keys."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:10]


def _publish(key: Ed25519PrivateKey) -> None:
    pem = public_pem(key)
    path = public_path()
    if not path.is_file() or path.read_bytes() != pem:
        writing.write_whole(path, pem)
        path.chmod(0o644)


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
