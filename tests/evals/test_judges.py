"""Evidence is found by the characters a passage covers, by its words, or by either; what nobody can tell is None."""

from __future__ import annotations

import pytest

from assistant.domain import Span
from evals.cases import Evidence
from evals.judges import ByEither, BySpans, ByText, Judge, coverage, judge, overlap
from evals.runs import RunHit
from tests.evals.scenes import OTHER_VERSION, VERSION, evidence, hit

SOURCE = "0123456789" * 10


@pytest.mark.parametrize(
    ("spans", "text", "share"),
    [
        pytest.param([(0, 100)], None, 1.0, id="whole"),
        pytest.param([(10, 16)], None, 0.6, id="six of ten"),
        pytest.param([(0, 13), (17, 40)], None, 0.6, id="the middle is missing"),
        pytest.param([(18, 20), (10, 14)], None, 0.6, id="spans in reading order, not in order of place"),
        pytest.param([(10, 15), (12, 16)], None, 0.6, id="overlapping spans count once"),
        pytest.param([(20, 30)], None, 0.0, id="beside it"),
        pytest.param([(10, 12)], "x" * 10 + "ab - \n\n -\u00ad", 1.0, id="white space and hyphens do not count"),
        pytest.param([(10, 12)], "x" * 10 + "abcde     ", 0.4, id="letters do"),
    ],
)
def test_overlap_is_the_share_of_characters_covered(
    spans: list[tuple[int, int]], text: str | None, share: float
) -> None:
    assert overlap(Span(10, 20), tuple(Span(*span) for span in spans), text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(hit(10, 16), True, id="exactly enough"),
        pytest.param(hit(10, 15), False, id="one character short"),
        pytest.param(hit(50, 60), True, id="where the text stands a second time"),
        pytest.param(hit(10, 20, sha256=OTHER_VERSION), False, id="another version"),
        pytest.param(hit(10, 20, sha256=None), None, id="a hit of an unknown version"),
        pytest.param(RunHit("tekst", sha256=VERSION), None, id="a hit without a place"),
    ],
)
def test_spans_judge_by_place(found: RunHit, expected: bool | None) -> None:
    assert BySpans()(evidence((10, 20), (50, 60)), found) is expected


def test_spans_cannot_judge_a_quote_without_a_place() -> None:
    assert BySpans()(evidence(quote="zes weken"), hit(10, 20)) is None


@pytest.mark.parametrize(
    ("quote", "text", "share"),
    [
        pytest.param("een twee drie vier", "nul een twee drie vier vijf", 1.0, id="stands in it"),
        pytest.param("een twee drie vier vijf", "een twee drie vier", 0.5, id="one gram of two"),
        pytest.param("een twee drie vier", "vier drie twee een", 0.0, id="another order"),
        pytest.param("een twee", "zo een twee hop", 1.0, id="shorter than a gram"),
        pytest.param("Een, twee. DRIE vier!", "een twee drie vier", 1.0, id="case and punctuation"),
        pytest.param("bijzonder onderwijs aan huis", "bĳzonder onder-\n wijs aan huis", 1.0, id="ligature and hyphen"),
        pytest.param("de leer\u00adling komt naar school", "de leerling komt naar school", 1.0, id="soft hyphen"),
        pytest.param("de vo vso school geeft", "devo-vsoschool geeft", 1.0, id="glued words"),
        pytest.param("...", "een twee", 0.0, id="no words at all"),
    ],
)
def test_coverage_is_the_share_of_four_grams(quote: str, text: str, share: float) -> None:
    assert coverage(quote, text) == pytest.approx(share)


def test_text_judge_reads_the_quote_in_the_source() -> None:
    source = "De commissie beslist binnen zes weken na de aanvraag."
    item = evidence((0, len(source)))

    assert ByText({VERSION: source})(item, hit(0, 1, "De commissie beslist binnen zes weken na de aanvraag")) is True
    assert ByText({VERSION: source})(item, hit(0, 1, "De commissie beslist niet")) is False
    assert ByText()(item, hit(0, 1, source)) is None


QUOTE = "de school meldt het kind aan"


@pytest.mark.parametrize(
    ("item", "found", "expected"),
    [
        pytest.param(evidence((10, 20), quote=QUOTE), hit(10, 20, "iets anders"), True, id="by place"),
        pytest.param(evidence((10, 20), quote=QUOTE), hit(70, 80, QUOTE), True, id="by words"),
        pytest.param(evidence((10, 20), quote=QUOTE), hit(70, 80, "iets anders"), False, id="by neither"),
        pytest.param(evidence((10, 20)), hit(70, 80, QUOTE), False, id="place only, quote unknown"),
        pytest.param(evidence(quote=QUOTE), hit(70, 80, "iets"), False, id="quote only, place unknown"),
        pytest.param(evidence((10, 20), sha256=None), hit(10, 20), None, id="nothing known"),
    ],
)
def test_either_is_enough(item: Evidence, found: RunHit, expected: bool | None) -> None:
    assert ByEither()(item, found) is expected


@pytest.mark.parametrize(("name", "kind"), [("spans", BySpans), ("text", ByText), ("either", ByEither)])
def test_judge_is_chosen_by_name(name: str, kind: type[Judge]) -> None:
    assert isinstance(judge(name, {}), kind)  # type: ignore[arg-type]
