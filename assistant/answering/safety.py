"""What must be caught before anything is searched: a child in danger, and numbers that belong to one person.

Patterns, so that it works without a model; names are not recognised here.
"""

from __future__ import annotations

import re

_SELF_HARM = (
    r"zelfmoord|zelfdoding|su[iï]cid\w*|zelfbeschadig\w*|automutil\w*",
    r"\b(?:niet|niks|niets) meer (?:(?:wil|willen|wilt|wilde) )?leven\b|\bleven niet meer (?:zitten|waard)\b",
    r"\b(?:wil|wilt|wilde|willen|wou) (?:\w+ ){0,3}dood\b|\bdood (?:wil|wilt|wilde|willen)\b|\bliever dood\b",
    r"\b(?:wil|wilt|wilde) er niet meer (?:zijn|wezen)\b|\ber niet meer (?:wil|wilt|wilde) zijn\b",
    r"\beinde? (?:aan|maken aan) (?:\w+ ){0,3}leven\b|\bvan het leven beroven\b",
    r"\b(?:zichzelf|mezelf|zich|mij|me) (?:iets|wat) aan (?:te )?(?:doen|doet|doe)\b",
    r"\bsnijdt? (?:zich|zichzelf|mezelf)\b|\boverdosis\b|\bvan (?:het|een) (?:dak|brug) springen\b",
)
_VIOLENCE = (
    r"\bmishandel\w*|\bkindermishandeling\b|\bhuiselijk geweld\b|\bverkracht\w*|\baangerand\b",
    r"\bloverboys?\b|\beerwraak\b",
    r"\bmisbruik\w*(?! (?:maken )?van (?:de |het |zijn |haar )?(?:gegevens|macht|regel|bevoegd|recht|geld))",
    r"\b(?:slaat|sloeg|schopt|schopte|wurgt|wurgde|stompt) (?:mij|me|ons|hem|haar|hen|ze|mijn|onze|zijn|de kinderen)\b",
    r"\b(?:mij|me|ons|hem|haar|zoon|dochter|kind|kinderen) (?:\w+ ){0,2}(?:slaat|sloeg|schopt|wurgt)\b"
    r"(?! (?:\w+ )?over)",
    r"\bbedreigt? (?:\w+ ){0,4}(?:mes|dood|wapen|pistool)\b|\b(?:mes|wapen|pistool) (?:mee )?(?:naar|op) school\b",
    r"\bwordt (?:thuis )?geslagen\b|\bthuis niet veilig\b|\bnu in gevaar\b|\bwordt opgesloten\b",
)
_CRISIS = re.compile("|".join(_SELF_HARM + _VIOLENCE), re.IGNORECASE)

_DIGITS = re.compile(r"(?<![\d.,-])\d(?:[ .-]?\d){7,8}(?![\d-])")
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|\b(?:\+31|0)[ -]?6[ -]?(?:\d[ -]?){8}\b|"
    r"\b\d{4} ?[A-Z]{2}\b[ ,]+(?:nr\.? ?|nummer )?\d{1,4}\b|"
    r"\bgeboren\w*\b[^.?!]{0,20}\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}|\bgeboortedatum\b[^.?!]{0,10}\d",
    re.IGNORECASE,
)


def in_danger(text: str) -> bool:
    """Whether a text tells of suicide, abuse or violence."""
    return _CRISIS.search(text) is not None


def holds_personal_numbers(text: str) -> bool:
    """Whether a text holds a burgerservicenummer, birth date, home address, e-mail address or mobile number."""
    return _PERSONAL.search(text) is not None or any(_is_bsn(found) for found in _DIGITS.findall(text))


def _is_bsn(digits: str) -> bool:
    """The eleven test of the burgerservicenummer."""
    plain = re.sub(r"\D", "", digits).zfill(9)
    weighed = sum(int(digit) * weight for digit, weight in zip(plain, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return int(plain) > 0 and weighed % 11 == 0
