"""The entrance for foreign text: what people, files and programs hand us is cleaned here, before anything reads it."""

from __future__ import annotations

import re
import unicodedata

_SPACES = " \u00a0\u202f"
_MAX_MARKS = 3
_MAX_JAMO = 3
# Junk is dropped before the text is cut, so that a few invisible characters do not cost words; a flood of them does.
_READ_AHEAD = 4

_ORDINARY = (
    "\\u0020-\\u007e\\u00a0-\\u00ac\\u00ae-\\u024f"
    "\\u2013\\u2014\\u2018\\u2019\\u201c-\\u201e\\u2022\\u2026\\u202f\\u20ac\\u2192"
)
_UNUSUAL = re.compile(f"[^{_ORDINARY}]")
_SPACE_RUN = re.compile(f"[{_SPACES}]+([{_SPACES}])")
_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile("\n{3,}")

_EMOJI = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21ae\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_SKIN_TONE = "[\U0001f3fb-\U0001f3ff]"
_STRAY_JOINER = re.compile(f"(?<!{_EMOJI})(?<!{_EMOJI}\ufe0f)(?<!{_EMOJI}{_SKIN_TONE})\u200d|\u200d(?!{_EMOJI})")
# Persian spells with the non-joiner; anywhere else it is only an invisible character.
_STRAY_NON_JOINER = re.compile("(?<![\u0620-\u064a\u066e\u066f\u0671-\u06d5])\u200c")
_STRAY_EMOJI_STYLE = re.compile(f"(?<!{_EMOJI})(?<![0-9#*])\ufe0f")

# Drawn as nothing although their category says letter, mark or symbol.
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\U00016fe4\U0001d159"
    + "".join(map(chr, range(0xFE00, 0xFE0F)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)


def clean(text: str, *, limit: int = 2000, lines: int = 6) -> str:
    """Make text harmless and bounded: at most `limit` characters over `lines` lines; cleaning twice changes nothing."""
    if len(text) <= limit and _is_ordinary(text):
        return text
    text = text[: limit * _READ_AHEAD].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _NEWLINE.sub("\n", text).translate(_DOOR)
    text = _bounded_clusters(unicodedata.normalize("NFC", _without_strays(text)))
    return _cut(_tidy_lines(text, lines), limit)


def clean_line(text: str, *, limit: int = 2000) -> str:
    """The same on one line."""
    return clean(text, limit=limit, lines=1)


def fold(text: str) -> str:
    """Reduce text to what a search compares: lower case, no accents, plain apostrophes and spaces."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.replace("œ", "oe").replace("æ", "ae").replace("’", "'").split())


def _is_ordinary(text: str) -> bool:
    return not (
        _UNUSUAL.search(text)
        or "  " in text
        or ("\u00a0" in text or "\u202f" in text)
        and _SPACE_RUN.search(text)
        or text != text.strip(_SPACES)
    )


class _Door:
    """A table for `str.translate` that judges each character instead of storing a verdict for all of Unicode."""

    def __getitem__(self, code: int) -> str | None:
        if 0x20 <= code < 0x7F:
            raise LookupError
        character = chr(code)
        category = unicodedata.category(character)
        if character in "\n\u00a0\u202f\u200c\u200d":
            raise LookupError
        if category == "Zs" or character == "\t":
            return " "
        # An emoji newer than this Python is unassigned here, and still somebody's word.
        unknown = category == "Cn" and not 0x1F000 <= code <= 0x1FAFF
        if category in {"Cc", "Cf", "Co", "Cs"} or unknown or character in _INVISIBLE:
            return None
        raise LookupError


_DOOR = _Door()


def _without_strays(text: str) -> str:
    """Keep the invisible joiners and styles only where they change what is read; before NFC, which they would split."""
    for stray in (_STRAY_NON_JOINER, _STRAY_JOINER, _STRAY_EMOJI_STYLE):
        text = stray.sub("", text)
    return text


def _bounded_clusters(text: str) -> str:
    """Cut towers: marks beyond the third on one letter, and endless runs of conjoining Hangul."""
    kept: list[str] = []
    marks = jamo = 0
    for character in text:
        if character < "\u0300":
            marks = jamo = 0
        elif unicodedata.category(character)[0] == "M":
            marks, jamo = marks + 1, 0
            if marks > _MAX_MARKS or not kept or kept[-1] == "\n" or kept[-1] in _SPACES:
                continue
        else:
            marks, jamo = 0, jamo + 1 if _is_jamo(character) else 0
            if jamo > _MAX_JAMO:
                continue
        kept.append(character)
    return "".join(kept)


def _is_jamo(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\ua960" <= character <= "\ua97f" or "\ud7b0" <= character <= "\ud7ff"


def _tidy_lines(text: str, lines: int) -> str:
    text = "\n".join(line.strip(_SPACES) for line in _SPACE_RUN.sub(r"\1", text).split("\n"))
    rows = _BLANK_LINES.sub("\n\n", text).strip("\n").split("\n")
    if len(rows) > lines:  # the words stay, only the line breaks go
        rows[lines - 1 :] = [" ".join(filter(None, rows[lines - 1 :]))]
    return "\n".join(rows)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rstrip(_SPACES + "\n\u200d")
