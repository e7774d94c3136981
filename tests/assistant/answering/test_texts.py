"""The fixed texts are complete, and say things as their readers need to hear them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.answering.notices import ORDER
from assistant.answering.texts import TEXTS, Texts, load_texts
from assistant.domain import Role
from assistant.errors import SettingsError

TEXT = load_texts()
FIELDS = {
    "no_source": {"where"},
    "no_source_words": {"words"},
    "no_source_contact": {"name", "url"},
    "no_source_national": {"url"},
    "attribution": {"who", "quote"},
    "attribution_book": {"who", "quote"},
    "attribution_summary": {"who", "quote"},
    "where_plan": {"who"},
    "where_book": {"who"},
    "notice_about": {"who", "text"},
    "notice_sources": {"numbers", "text"},
    "notice_verlopen": {"validity"},
    "notice_nog_niet": {"validity"},
    "notice_loopt_af": {"validity"},
    "notice_onbekend": {"validity"},
    "notice_andere_sector": {"asked", "covered"},
    "notice_procedure": {"url"},
    "notice_wet": {"rule", "places"},
}
ROLES: tuple[Role, ...] = ("ouder", "zorgcoordinator", "medewerker")
SAMPLE = dict.fromkeys({field for fields in FIELDS.values() for field in fields}, "x")


@pytest.mark.parametrize("key", sorted(TEXT.keys))
def test_each_text_asks_for_the_fields_that_it_is_given(key: str) -> None:
    assert TEXT.fields(key) == FIELDS.get(key, set())


@pytest.mark.parametrize("kind", ORDER)
def test_each_notice_has_a_text(kind: str) -> None:
    assert f"notice_{kind}" in TEXT.keys


@pytest.mark.parametrize("key", sorted(TEXT.keys))
def test_each_text_is_used(key: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in TEXTS.parent.glob("*.py"))

    named = re.search(rf"""["']{key}["']""", code) is not None
    assert named or key.removeprefix("notice_") in ORDER or key.startswith("sector_")


@pytest.mark.parametrize("key", sorted(TEXT.keys))
def test_texts_for_ouders_are_short_and_without_jargon(key: str) -> None:
    text = TEXT.say(key, "ouder", **SAMPLE)

    assert all(len(sentence.split()) <= 16 for sentence in re.split(r"[.?!:]", text))
    assert not re.search(r"\b(?:tlv|opp|swv|passage|norm|citaat|je|jij|jouw)\b", text, re.IGNORECASE)


def test_roles_other_than_ouder_share_the_text_for_professionals() -> None:
    said = {role: TEXT.say("ask_back_region", role) for role in ROLES}

    assert said["zorgcoordinator"] == said["medewerker"] != said["ouder"]


@pytest.mark.parametrize(("words", "line"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b en c")])
def test_words_are_joined_in_one_line(words: list[str], line: str) -> None:
    assert TEXT.enumerate(words, "ouder") == line


def test_missing_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        TEXT.say("no_source", "ouder")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("en:\n  and: and", id="language is not there"),
        pytest.param("nl:\n  and:\n    ouder: en", id="role is not there"),
        pytest.param("nl:\n  and: ''", id="empty text"),
        pytest.param("nl: [", id="no YAML"),
    ],
)
def test_unusable_texts_are_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "texts.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(SettingsError):
        load_texts(tmp_path / "texts.yaml")


def test_texts_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load_texts(tmp_path / "none.yaml")


def test_text_may_be_for_all_roles() -> None:
    assert {Texts({"and": "en"}).say("and", role) for role in ROLES} == {"en"}
