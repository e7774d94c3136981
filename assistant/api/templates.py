"""The pages' templates, with the words and addresses that they all use."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from starlette.templating import Jinja2Templates

from assistant.api import wording

WEB = Path(__file__).resolve().parent.parent / "web"


def make_templates(folder: Path = WEB) -> Jinja2Templates:
    """Templates that escape everything and trim the lines of their own tags."""
    templates = Jinja2Templates(directory=folder / "templates")
    env = templates.env
    env.trim_blocks = env.lstrip_blocks = True
    env.filters |= {"host": _host, "reasons": wording.reasons, "sectors": wording.sector_names}
    env.filters["plan_name"] = wording.plan_name
    env.globals["asset"] = _addresses(folder / "static")
    env.globals["words"] = {name.lower(): value for name, value in vars(wording).items() if name.endswith("_NAMES")}
    return templates


def _addresses(folder: Path) -> dict[str, str]:
    """The address of each static file by its name; it changes with the content, so browsers may keep it."""
    return {path.name: f"/static/{path.name}?v={_digest(path)}" for path in sorted(folder.iterdir()) if path.is_file()}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def _host(url: str) -> str:
    """An address as people say it: koersvo.nl."""
    return urlsplit(url).netloc.removeprefix("www.") or url
