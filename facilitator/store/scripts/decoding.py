"""From a script's bytes to its text, whatever the editor it was saved with."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from facilitator.locale import gettext as _

MAX_BYTES = 64 * 1024

_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """Bytes that are no text of ours; carries what is wrong, the remedy and the line."""

    def __init__(self, what: str, remedy: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.remedy, self.line = what, remedy, line


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with newlines of one kind, and what had to be guessed to get it."""

    text: str
    notice: str = ""
    remedy: str = ""
    line: int | None = None


def decode(data: bytes) -> Decoded:
    """The text of a script. Raises Unreadable when there is none to be had."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            _("Ce fichier dépasse 64 Ko : aucun atelier n’est si long."),
            _("Vérifiez que c’est le bon fichier, ou retirez ce qui ne sert pas à l’atelier."),
        )
    if data.startswith(_DOCUMENTS):
        raise Unreadable(
            _("C’est un document de traitement de texte, pas un fichier texte."),
            _("Dans votre traitement de texte, choisissez « Enregistrer sous », puis « texte brut, UTF-8 »."),
        )
    decoded = _decode(data)
    return Decoded(decoded.text.replace("\r\n", "\n").replace("\r", "\n"), decoded.notice, decoded.remedy, decoded.line)


def _decode(data: bytes) -> Decoded:
    save_as_utf8 = _("Enregistrez-le en UTF-8 pour être tranquille.")
    if data.startswith(_UTF16):
        try:
            return Decoded(data.decode("utf-16"), _("Fichier enregistré en UTF-16 : lu quand même."), save_as_utf8)
        except UnicodeDecodeError:
            raise Unreadable(_("Ce fichier est abîmé : ce n’est pas du texte."), _("Repartez d’une copie.")) from None
    if data.startswith(codecs.BOM_UTF8):
        text = _decode(data[len(codecs.BOM_UTF8) :])
        return (
            text
            if text.notice
            else Decoded(text.text, _("Le fichier commence par une marque invisible (BOM) : lu quand même."), "", 1)
        )
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _decode_old(data, line, save_as_utf8)


def _decode_old(data: bytes, line: int, save_as_utf8: str) -> Decoded:
    """Not UTF-8: from an old Windows editor most of the time, broken otherwise."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise Unreadable(
            _("Ce fichier contient un demi-caractère (surrogate) que rien ne sait afficher."),
            _("Effacez ce caractère et tapez-le de nouveau."),
            line,
        )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or "\x00" in text:
        raise Unreadable(
            _("Ce fichier n’est pas du texte."), _("Enregistrez-le en texte brut, encodage UTF-8."), line
        ) from None
    return Decoded(
        text,
        _("Fichier enregistré en cp1252 (ancien Windows) : le premier accent est ligne {line}.").format(line=line),
        save_as_utf8,
        line,
    )
