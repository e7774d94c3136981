"""HTML: the text of the page itself; code, navigation and hidden text stay out, and are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import SourceText
from assistant.errors import CorruptSource, EmptySource
from ingest.readers import read


def page(folder: Path, body: str, head: str = "") -> SourceText:
    """What the reader makes of a page."""
    path = folder / "plan.html"
    path.write_text(f"<!doctype html><html lang=nl><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>Een <b>vet</b>\n  woord.</p><p>Twee.</p>", "Een vet woord.\n\nTwee.\n", id="paragraphs"),
        pytest.param("Los<div>blok</div>los", "Los\n\nblok\n\nlos\n", id="loose-text"),
        pytest.param("<p>Regel een<br>regel twee</p>", "Regel een\nregel twee\n", id="line-break"),
        pytest.param("<ul><li>bellen<li>schrijven</ul>", "• bellen\n• schrijven\n", id="bullets"),
        pytest.param("<ol start=3><li>a<li value=7>b<li>c</ol>", "3. a\n7. b\n8. c\n", id="numbers"),
        pytest.param("<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a\n• b\n2. c\n", id="list-in-list"),
        pytest.param("<ul><li><p>a</p><p>b</p></ul>", "• a b\n", id="blocks-in-item"),
        pytest.param("<table><tr><th>Stap<th>Wie<tr><td>Wegen<td>het<br>loket</table>",
                     "Stap | Wie\nWegen | het loket\n", id="table"),
        pytest.param("<table><caption>Tijd</caption><tr><td>a<td><ul><li>b<li>c</ul></table>", "Tijd\na | b c\n",
                     id="caption-and-list-in-cell"),
        pytest.param("<table><tr><td><h2>Kop</h2><p>Tekst.</table>", "Kop\n\nTekst.\n", id="layout-table"),
        pytest.param("<dl><dt>TLV<dd>toelaatbaarheid</dl>", "TLV\n\ntoelaatbaarheid\n", id="definitions"),
        pytest.param("<pre>een\ntwee</pre>", "een\ntwee\n", id="preformatted"),
        pytest.param("<p>a<!-- opmerking -->b</p>", "ab\n", id="comment"),
        pytest.param("<p>Eén &amp; coo&#776;rdinator&nbsp;&euro;</p>", "Eén & coördinator €\n", id="entities"),
        pytest.param("<details><summary>Vraag</summary>Antwoord</details>", "Vraag\n\nAntwoord\n", id="folded"),
    ],
)  # fmt: skip
def test_blocks_become_lines(tmp_path: Path, body: str, text: str) -> None:
    assert page(tmp_path, body).text == text


def test_headings_are_marked_by_level(tmp_path: Path) -> None:
    source = page(tmp_path, "<h1>Steun <i>in</i> de klas</h1><p>a</p><h3>Wie<br>wat</h3><p>b</p>")

    found = [(source.text[h.start : h.end], h.level) for h in source.headings]
    assert found == [("Steun in de klas", 1), ("Wie wat", 3)]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<script>var x = 'geheim';</script>", id="script"),
        pytest.param("<style>.geheim{color:red}</style>", id="style"),
        pytest.param("<noscript>geheim</noscript>", id="noscript"),
        pytest.param("<template><p>geheim</p></template>", id="template"),
        pytest.param("<nav><a href=/>geheim</a></nav>", id="nav"),
        pytest.param("<header><p>geheim</p></header>", id="page-header"),
        pytest.param("<footer>geheim</footer>", id="footer"),
        pytest.param("<aside>geheim</aside>", id="aside"),
        pytest.param("<div role=navigation>geheim</div>", id="navigation-role"),
        pytest.param("<button>geheim</button>", id="button"),
    ],
)
def test_code_and_what_stands_around_the_text_are_left_out_and_counted(tmp_path: Path, part: str) -> None:
    source = page(tmp_path, f"{part}<p>Zichtbaar.</p>")

    assert source.text == "Zichtbaar.\n"
    assert source.hidden == 0
    assert any("left out as no part of the text" in warning for warning in source.warnings)


def test_the_header_of_an_article_is_part_of_it(tmp_path: Path) -> None:
    source = page(tmp_path, "<article><header><h1>Steun</h1></header><p>Tekst.</p></article>")

    assert source.text == "Steun\n\nTekst.\n"


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<p hidden>geheim</p>", id="hidden"),
        pytest.param("<p aria-hidden=TRUE>geheim</p>", id="aria-hidden"),
        pytest.param("<p style='DISPLAY : none'>geheim</p>", id="display-none"),
        pytest.param("<p style='visibility:hidden'>geheim</p>", id="visibility"),
        pytest.param("<p style='opacity:0'>geheim</p>", id="opacity"),
        pytest.param("<p style='font-size:0'>geheim</p>", id="font-size-zero"),
        pytest.param("<p style='font-size:1px'>geheim</p>", id="font-size-one"),
        pytest.param("<p style='position:absolute;left:-9999px'>geheim</p>", id="off-page"),
        pytest.param("<p style='color:#fff'>geheim</p>", id="white-on-white"),
        pytest.param("<p style='color:rgb(250, 250, 250)'>geheim</p>", id="off-white"),
        pytest.param("<p><font color=white>geheim</font></p>", id="font-white"),
        pytest.param("<div style='background:#123456'><p style='color:#123456'>geheim</p></div>", id="blue-on-blue"),
        pytest.param("<p class=weg>geheim</p>", id="rule-of-the-page"),
    ],
)
def test_hidden_text_is_left_out_and_counted(tmp_path: Path, part: str) -> None:
    source = page(tmp_path, f"<p>Zichtbaar.</p>{part}", head="<style>/* x */ .weg { display: none }</style>")

    assert source.text == "Zichtbaar.\n"
    assert source.hidden == len("geheim")
    assert any("6 characters" in warning for warning in source.warnings)


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<div style='background-color:#234'><p style='color:white'>Wel</p></div>", id="white-on-blue"),
        pytest.param("<div style='background:url(x.png)'><b style='color:white'>Wel</b></div>", id="white-on-picture"),
        pytest.param("<table><tr bgcolor=navy><td><font color=white>Wel</font></table>", id="white-on-named-colour"),
        pytest.param("<div style='color:#fff'><p style='color:#000'>Wel</p></div>", id="overruled-colour"),
        pytest.param("<div style='font-size:0'><p style='font-size:16px'>Wel</p></div>", id="overruled-size"),
        pytest.param("<p class=druk>Wel</p>", id="hidden-in-print-only"),
        pytest.param("<p style='opacity:0.9'>Wel</p>", id="faint"),
    ],
)
def test_text_that_can_be_seen_is_kept(tmp_path: Path, part: str) -> None:
    source = page(tmp_path, part, head="<style>@media print { .druk { display: none } }</style>")

    assert source.text == "Wel\n"
    assert source.hidden == 0


def test_zero_width_direction_and_tag_characters_are_left_out_and_counted(tmp_path: Path) -> None:
    source = page(tmp_path, "<p>ste&#x200B;un&#x202E; &#xE0041;in de klas</p>")

    assert source.text == "steun in de klas\n"
    assert source.hidden == 3


@pytest.mark.parametrize(
    ("content", "warned"),
    [
        pytest.param("<p>Eén coördinator</p>".encode(), False, id="utf8-undeclared"),
        pytest.param("<meta charset=utf-8><p>Eén coördinator</p>".encode(), False, id="utf8-declared"),
        pytest.param("<meta charset='iso-8859-1'><p>Eén coördinator</p>".encode("cp1252"), False, id="latin1-declared"),
        pytest.param("<meta charset=l9><p>Eén coördinator</p>".encode("iso-8859-15"), False, id="latin9-declared"),
        pytest.param("<p>Eén coördinator</p>".encode("cp1252"), True, id="cp1252-undeclared"),
        pytest.param("<meta charset=utf-8><p>Eén coördinator</p>".encode("cp1252"), True, id="falsely-declared"),
        pytest.param("<meta charset=onzin><p>Eén coördinator</p>".encode(), False, id="declared-as-nonsense"),
        pytest.param("<p>Eén coördinator</p>".encode("utf-16"), False, id="utf16-mark"),
        pytest.param("<?xml version='1.0' encoding='iso-8859-1'?><html><p>Eén coördinator</p></html>".encode("latin-1"),
                     False, id="xhtml-declared"),
    ],
)  # fmt: skip
def test_the_encoding_is_found(tmp_path: Path, content: bytes, warned: bool) -> None:
    path = tmp_path / "plan.htm"
    path.write_bytes(content)

    source = read(path)

    assert source.text == "Eén coördinator\n"
    assert bool(source.warnings) == warned


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>x</script>", "<p hidden>geheim</p>"])
def test_a_page_without_visible_text_is_empty(tmp_path: Path, body: str) -> None:
    with pytest.raises(EmptySource):
        page(tmp_path, body)


def test_nesting_that_no_page_has_is_corrupt(tmp_path: Path) -> None:
    with pytest.raises(CorruptSource, match="nested"):
        page(tmp_path, "<div>" * 240 + "diep")


def test_an_external_entity_is_never_resolved(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geheim", encoding="utf-8")
    entity = f'<!ENTITY e SYSTEM "{(tmp_path / "bestand").as_uri()}">'
    path = tmp_path / "plan.xhtml"
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE html [{entity}]><html><body><p>a&e;b</p></body></html>', "utf-8")

    source = read(path)

    assert source.text.startswith("a")
    assert "geheim" not in source.text
