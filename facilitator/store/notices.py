"""What the store has to tell people about a journal, as values that know their sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from facilitator.locale import gettext as _
from facilitator.locale import ngettext


class Notice(Protocol):
    """Something the disk did that must not stay silent."""

    def sentence(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TornTail:
    """The journal's last line was never finished: nobody had been told that it was saved."""

    size: int
    kept: Path | None
    """Where the bytes cut off are; None when they were left where they are."""

    def sentence(self) -> str:
        if self.kept is None:
            return _("La dernière ligne du journal était inachevée : elle est laissée de côté.")
        return _(
            "La dernière ligne du journal était inachevée : elle a été coupée, et une copie est gardée dans « {file} »."
        ).format(file=self.kept.name)


@dataclass(frozen=True, slots=True)
class DamagedLines:
    """Lines that do not match their checksum, skipped."""

    file: str
    first: int
    count: int
    kept: Path | None
    """Where their bytes are copied; None when they only remain in the journal."""

    def sentence(self) -> str:
        told = ngettext(
            "Une ligne abîmée a été sautée dans « {file} » (ligne {first}).",
            "{count} lignes abîmées ont été sautées dans « {file} » (à partir de la ligne {first}).",
            self.count,
        ).format(count=self.count, file=self.file, first=self.first)
        if self.kept is None:
            return told
        return told + " " + _("Les octets sont gardés dans « {file} ».").format(file=self.kept.name)


@dataclass(frozen=True, slots=True)
class MissingEntries:
    """Entries whose numbers are nowhere in the journal."""

    first: int
    last: int

    def sentence(self) -> str:
        return ngettext(
            "Il manque une action au journal (numéro {first}) : le reste est là.",
            "Il manque {count} actions au journal (numéros {first} à {last}) : le reste est là.",
            self.last - self.first + 1,
        ).format(count=self.last - self.first + 1, first=self.first, last=self.last)


@dataclass(frozen=True, slots=True)
class RepeatedEntries:
    """Entries whose number had already been read: another program wrote here; the first one counts."""

    file: str
    count: int

    def sentence(self) -> str:
        return ngettext(
            "Une ligne de « {file} » n’a pas de numéro, ou en a un déjà lu : elle est mise de côté.",
            "{count} lignes de « {file} » n’ont pas de numéro, ou en ont un déjà lu : elles sont mises de côté.",
            self.count,
        ).format(count=self.count, file=self.file)


@dataclass(frozen=True, slots=True)
class OrphanedEvents:
    """What stood on entries that are lost, left out."""

    count: int

    def sentence(self) -> str:
        return ngettext(
            "Un changement portait sur ce qui manque : il est laissé de côté.",
            "{count} changements portaient sur ce qui manque : ils sont laissés de côté.",
            self.count,
        ).format(count=self.count)


@dataclass(frozen=True, slots=True)
class HeaderLost:
    """No segment says any more which session and script this is."""

    def sentence(self) -> str:
        return _("L’en-tête du journal est illisible : le script est relu dans le dossier de la session.")


@dataclass(frozen=True, slots=True)
class DiskFull:
    """The disk refused an entry for want of room."""

    reserve_freed: bool

    def sentence(self) -> str:
        if self.reserve_freed:
            return _(
                "Le disque est plein. Une petite réserve vient d’être libérée pour finir l’atelier :"
                " recommencez, puis faites de la place."
            )
        return _("Le disque est plein : rien de nouveau ne peut être enregistré. Faites de la place, puis recommencez.")


@dataclass(frozen=True, slots=True)
class DiskRefused:
    """The disk refused an entry for another reason."""

    code: str
    """The system's own name for it, such as EIO: what to search for."""

    def sentence(self) -> str:
        return _(
            "Le disque a refusé d’enregistrer (erreur {code}). Ce qui est affiché est sauf :"
            " recommencez la dernière action."
        ).format(code=self.code)


@dataclass(frozen=True, slots=True)
class DiskAnswers:
    """The disk takes entries again."""

    def sentence(self) -> str:
        return _("Le disque enregistre à nouveau.")
