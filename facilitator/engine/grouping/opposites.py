"""Which way a sentence goes: for or against, more or less. Two that go opposite ways are never the same idea."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from facilitator.engine.grouping.words import STEM
from facilitator.engine.text import fold

_PART: Final = re.compile(r"non-[^\W_]+|[^\W_]+")

_AGAINST: Final = frozenset(
    word[:STEM]
    for word in """
aucun aucune contre fini halte jamais moins non ni nul nulle pas sans stop
abaisser abandon abolir abolition abroger abrogation annuler annulation arret arrets arreter baisse baisser baissons
bannir boycott casser cesser cessons couper demanteler demolir desarmer diminuer eliminer empecher enlever eviter
exclure exclusion fermer fermeture fermons fin finir freiner interdire interdiction interdit lever limiter lutter lutte
opposer opposition plafonner proscrire quitter ralentir reculer reduire reduction reduis refus refuser rejet rejeter
retirer retirons sortie sortir sortons supprimer suppression suspendre

against no none neither never nor not without less fewer cannot
abolish avoid ban banning bans cancel cease close closing closure cut cuts cutting decrease deny dismantle eliminate end
ending exclude exit fight forbid leave leaving limit lower oppose prevent prohibit quit reduce reducing refuse reject
remove removing repeal restrict scrap shrink suspend withdraw
""".split()
)
"""In both languages: words of six letters and more stand for all their forms."""
_NOT_MORE: Final = "plus"
"""Against only behind a negation: « ne … plus »."""
_BEFORE_NOT_MORE: Final = frozenset({"ne", "n"})
_MOST_BETWEEN: Final = 3
_TOGETHER: Final = frozenset("pas non jamais sans aucun aucune ni nul nulle contre against no not never any".split())
"""Right behind another turn, these are part of it (« sans aucun », « lutter contre », « non, jamais »)."""
_PAIRS: Final = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("gratui free", "payant paid"),
        ("obliga mandat compul", "facult volont option volunt"),
        ("public publiq", "prive prives privee"),
        ("avant before", "apres after"),
        ("centra", "decent"),
        ("privat", "nation"),
        ("jour day", "nuit night"),
        ("nord north", "sud south"),
    )
)


@lru_cache(maxsize=4096)
def is_against(text: str) -> bool:
    """Whether a text denies, lowers or takes away: an odd number of turns, since two of them cancel out."""
    turned = behind_a_turn = False
    since_ne = _MOST_BETWEEN + 1
    for part in _parts(text):
        since_ne = 0 if part in _BEFORE_NOT_MORE else since_ne + 1
        turns = part[:STEM] in _AGAINST or (part == _NOT_MORE and since_ne <= _MOST_BETWEEN)
        if turns and not (behind_a_turn and part in _TOGETHER):
            turned = not turned
        behind_a_turn = turns
    return turned


def are_opposed(one: str, other: str) -> bool:
    """Whether one text goes against what the other is for, by its turns or by a pair of contraries."""
    if is_against(one) != is_against(other):
        return True
    mine, theirs = _stems(one), _stems(other)
    return any(_answers(mine, theirs, pair) or _answers(theirs, mine, pair) for pair in _PAIRS)


def _parts(text: str) -> list[str]:
    return _PART.findall(fold(text).replace("n't", " not"))


def _stems(text: str) -> frozenset[str]:
    return frozenset(part[:STEM] for part in _parts(text))


def _answers(mine: frozenset[str], theirs: frozenset[str], pair: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Each says one of the contraries, and neither says both."""
    one, other = pair
    return bool(mine & one and theirs & other and not mine & other and not theirs & one)
