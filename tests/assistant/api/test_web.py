"""Templates and static files keep the promises of the policy: nothing inline, nothing from elsewhere, small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api.templates import WEB, make_templates

FILES = sorted(path for path in WEB.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_comes_from_another_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"(?:https?:)?//[a-z]|@import|url\(", text)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".html"], ids=lambda path: path.name)
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_sheet_and_script_are_small() -> None:
    assert (WEB / "static" / "wegwijzer.css").stat().st_size < 30_000
    assert (WEB / "static" / "wegwijzer.js").stat().st_size < 4_000


def test_every_static_file_is_served_at_its_own_address(client: TestClient) -> None:
    assets = make_templates().env.globals["asset"]

    assert isinstance(assets, dict)
    assert {client.get(address).status_code for address in assets.values()} == {200}
    assert all(re.fullmatch(r"/static/\w+\.\w+\?v=[0-9a-f]{10}", address) for address in assets.values())


def test_templates_escape_everything() -> None:
    assert make_templates().env.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


def test_colours_that_a_dark_page_needs_are_all_given() -> None:
    sheet = (WEB / "static" / "wegwijzer.css").read_text(encoding="utf-8")
    light, dark = (
        set(re.findall(r"(--[a-z-]+):", block)) for block in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    )

    assert light - dark <= {"--wijzer", "--maat", "--hoek"}
    assert dark <= light
    assert {name for name in re.findall(r"var\((--[a-z-]+)\)", sheet)} <= light
