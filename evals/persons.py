"""What looks like a private person in a text: a name, a mobile number, an e-mail address that is not of a desk."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"([\w.+-]+)@[\w-]+(?:\.\w+)+")
_DESK = re.compile(
    r"(?:info|contact|administratie|secretariaat|loket|steunpunt|onderwijsloket|aanmeld\w*|leerlingzaken|privacy|klachten|"
    r"bestuur|opr|post|mail|receptie|consulent\w*|\w*coach\w*|team\w*|tlv|vragen|hulp|support)"
)
_MOBILE = re.compile(r"(?:\+31\s?|\b0)6(?:[\s-]?\d){8}\b")
_PARTICLE = r"(?:van\s(?:de[rn]?|het|'t)|van|de|den|der|ter|ten|te|el|al)"
_WORD = r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_TITLES = r"[Mm]evrouw|[Dd]e heer|[Mm]eneer|[Jj]uf|[Mm]eester|[Dd]hr\.|[Mm]e?v?w\.|[Dd]rs?\.|[Ii]r\.|[Pp]rof\."
_TITLED = re.compile(rf"\b(?:{_TITLES})\s{_WORD}")
_INITIALS = re.compile(rf"(?<![\w.@])(?:[A-Z]\.\s?){{1,4}}(?:{_PARTICLE}\s)?{_WORD}")
_LETTER_MARK = re.compile(
    r"(?:^\s*|\b(?:route|variant|groep|type|bijlage|deel|categorie|fase|optie) )[A-Z]\.\s(?=[A-Z])", re.MULTILINE
)
# The commonest given names of the Netherlands; any other name is only seen beside a title, initials or a particle.
_GIVEN = """
    Aaltje Ahmed Ali Amir Anja Anke Anna Anne Annemarie Anton Arie Astrid Ayse Bart Bas Ben Bert Bram Carla
    Carolien Chantal Christa Cor Daan Danielle Dennis Diana Dick Dirk Edwin Ellen Els Emma Erik Esther Eva
    Fatima Femke Floor Frank Frans Fred Gerard Gert Hanneke Hans Harry Hasan Heleen Henk Herman Hilde Ilse
    Ineke Inge Ingrid Irene Jaap Jacqueline Jan Jannie Jasper Jeroen Joke Joop Joost Johan Johanna Jolanda Jos
    Judith Julia Karel Karin Kees Kim Klaas Laura Leo Lies Linda Lisa Maaike Maarten Manon Marga Maria Marian
    Marieke Marijke Mariska Marja Marjan Marjolein Mark Marleen Martijn Martin Mehmet Michel Mieke Miranda
    Mirjam Mohamed Monique Mustafa Nicole Niek Nynke Olga Patrick Paul Peter Petra Piet Pim Pieter Ria Richard
    Rob Robert Robin Roel Ronald Ruud Sandra Sanne Saskia Simone Sjaak Stefan Suzanne Sven Theo Thijs Thomas
    Tim Tineke Ton Truus Vera Vincent Wendy Willem Wim Wouter Yvonne
"""
_KNOWN = re.compile(rf"\b(?:{'|'.join(_GIVEN.split())})\s(?:{_PARTICLE}\s)?{_WORD}")
_PAIR = re.compile(rf"(?<=[a-zà-ÿ,;:(] )({_WORD} (?:{_PARTICLE} )?{_WORD})")


def personal(text: str) -> list[str]:
    """What may not stand in a text that everybody reads."""
    found = [address[0] for address in _ADDRESS.finditer(text) if not _DESK.fullmatch(address[1].lower())]
    plain = _LETTER_MARK.sub("", text)
    return found + [match[0] for pattern in (_MOBILE, _TITLED, _INITIALS, _KNOWN) for match in pattern.finditer(plain)]


def names_to_look_at(text: str) -> list[str]:
    """Pairs of capitalised words inside a sentence: names of organisations, and of persons that nothing else tells."""
    return list(dict.fromkeys(match[1] for match in _PAIR.finditer(text)))
