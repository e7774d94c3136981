"""Examines the machine under an installation: Python, packages, disk, and the programs that are used when present."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

MIN_PYTHON = (3, 11)
FREE_BYTES = 3 * 10**9  # what set-up writes: 1.6 GB while it makes the model, the index, and room to work
_CUDA = re.compile(r"^cuda\b[^=\n]*=\s*'(.+)'$", re.M)
_OCR_REMEDY = "for scans: apt-get install tesseract-ocr tesseract-ocr-nld"


@dataclass(frozen=True)
class Finding:
    """One thing examined. `remedy` says what to do, also where all is `ok` and something optional is absent."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def python_version(found: tuple[int, ...]) -> Finding:
    """Whether Python is new enough."""
    name, wanted = ".".join(map(str, found)), ".".join(map(str, MIN_PYTHON))
    return Finding("python", found >= MIN_PYTHON, name, "" if found >= MIN_PYTHON else f"install Python {wanted}")


def read_lock(path: Path) -> dict[str, str]:
    """The versions that a lock file pins, by package; empty when there is no such file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pins = (line.split("#")[0].split(";")[0].strip().partition("==") for line in lines)
    return {name: pinned for name, _, pinned in pins if pinned}


def packages(lock: Mapping[str, str]) -> Finding:
    """Whether the packages that are installed have the versions that this release was tested with."""
    if not lock:
        return Finding("packages", True, "there is no requirements.lock to compare with")
    installed = {name: found for name in lock if (found := _installed(name))}
    others = [f"{name} {found} (not {lock[name]})" for name, found in installed.items() if found != lock[name]]
    if others:
        return Finding("packages", False, ", ".join(others), "run 'make setup'")
    return Finding("packages", True, f"{len(installed)} packages as in requirements.lock")


def torch_build() -> Finding:
    """Which torch is installed, and for which hardware; read from its files, since importing it takes a second."""
    found = find_spec("torch")
    if not found or not found.origin:
        return Finding("torch", False, "not installed", "run 'make setup'")
    cuda = _CUDA.search(Path(found.origin).with_name("version.py").read_text(encoding="utf-8"))
    return Finding("torch", True, f"{version('torch')}, {f'CUDA {cuda[1]}' if cuda else 'CPU'} build")


def writable(state: Path) -> Finding:
    """Whether the state folder, or the folder it will be made in, can be written to."""
    place = _nearest(state)
    ok = place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    return Finding("state", ok, str(state), "" if ok else f"make {state} writable, or set WEGWIJZER_STATE")


def disk_space(state: Path, needed: int = FREE_BYTES) -> Finding:
    """Whether the disk has room for set-up and an index."""
    free = shutil.disk_usage(_nearest(state)).free
    remedy = "" if free >= needed else f"free {needed / 1e9:.0f} GB, or set WEGWIJZER_STATE to another disk"
    return Finding("disk", free >= needed, f"{free / 1e9:.1f} GB free", remedy)


def ocr(program: str = "tesseract") -> Finding:
    """Whether scanned PDFs can be read. Optional."""
    if not shutil.which(program):
        return Finding("ocr", True, "tesseract is absent: scanned PDFs are refused", _OCR_REMEDY)
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    if "nld" not in listed.stdout.split():
        return Finding("ocr", True, "tesseract is installed without Dutch: scanned PDFs are refused", _OCR_REMEDY)
    return Finding("ocr", True, "tesseract with Dutch")


def node(program: str = "node") -> Finding:
    """Whether node is there, which only work on the pages needs. Optional."""
    return Finding("node", True, shutil.which(program) or "absent: only needed to develop the pages")


def _installed(name: str) -> str | None:
    """The version without the build's label, such as +cpu."""
    try:
        return version(name).partition("+")[0]
    except PackageNotFoundError:
        return None


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that exists."""
    return next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())
