"""What the commands that read kept sessions share: finding them, and saying why one cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from facilitator.cli.saying import say
from facilitator.locale import gettext as _


def reasons() -> tuple[type[Exception], ...]:
    """Why a session or a document cannot be read or made; each has a sentence."""
    from facilitator.exporters import MissingExtra
    from facilitator.exporters.json import Unreadable
    from facilitator.store.codec import UnreadableEntry
    from facilitator.store.forgetting import NobodyHere
    from facilitator.store.journal import FutureFormat, SessionLocked
    from facilitator.store.library import UnknownSession
    from facilitator.store.opening import UnusableSession
    from facilitator.store.restoring import UnusableResults

    return (
        FutureFormat,
        MissingExtra,
        NobodyHere,
        SessionLocked,
        UnknownSession,
        Unreadable,
        UnreadableEntry,
        UnusableResults,
        UnusableSession,
    )


def sentence(refusal: Exception) -> str:
    """Why, for the person who typed the command."""
    told: str = refusal.sentence()  # type: ignore[attr-defined]
    return told


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the store or an exporter refuses into its sentence on stderr and exit code 1."""
    try:
        yield
    except reasons() as refusal:
        say(sentence(refusal), err=True)
        sys.exit(1)
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        say(_("Le disque a refusé : {reason} ({file}).").format(reason=reason, file=refusal.filename), err=True)
        sys.exit(1)
