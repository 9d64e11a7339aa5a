"""Run facilitator from a checkout: `python3 start.py …`, or its tests: `python3 start.py test …`.

Standard library only. The first call makes a private environment beside this file; the next ones start at once, with
or without a network. The syntax stays readable by Pythons too old to run the rest, so that they can say so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LIBRARY = ROOT / ".packages"
"""Where packages go when this Python cannot make environments (Debian without python3-venv, a USB stick)."""

OLDEST = (3, 11)
OPTIONS_WITH_A_VALUE = ("--data", "--lang")
COMMANDS_ON_A_TERMINAL = ("", "run", "resume", "screen", "rehearse")

COMFORTS = ["office"]
"""Extras worth having where they install: the documents that organisers correct and publish."""

PROGRAMS = {
    "tmux": ("tmux", "un vrai terminal, où jouer les parcours"),
    "strace": ("strace", "des pannes de disque provoquées"),
    "chromium": ("chromium", "un vrai navigateur"),
    "zbarimg": ("zbar-tools", "un lecteur de QR code"),
    "soffice": ("libreoffice-writer-nogui libreoffice-calc-nogui", "LibreOffice, qui relit les documents exportés"),
    "pdftotext": ("poppler-utils", "un lecteur de PDF"),
    "tidy": ("tidy", "un contrôleur de pages"),
    "faketime": ("faketime", "une horloge que l'on règle"),
    "ip": ("iproute2", "des réseaux à soi, où changer d'adresse"),
}
"""What the tests use beyond Python: program → (Debian packages, what for)."""


TOGETHER = "3"
"""Tests that run at once: on two processors most of them wait for a screen half of the time."""
REMEMBERED = ROOT / ".pytest_cache" / "start"
"""Where a run of the tests keeps which of them failed."""
TESTS_FAILED = 1
"""How pytest says that tests failed, rather than itself."""
FEW = 5
"""Failures that a busy machine may explain; more are looked at as they are."""


class Installation(NamedTuple):
    """A Python that has what facilitator needs, and how to call it."""

    python: Path
    environment: dict[str, str]


class Unprepared(Exception):
    """Why nothing can run on this machine yet: a sentence for the person who typed the command."""


def main(arguments: Sequence[str]) -> int:
    """Prepare what is missing, then hand over."""
    if sys.version_info < OLDEST:
        return use_a_newer_python(arguments)
    try:
        if arguments[:1] == ["test"]:
            return run_tests(arguments[1:])
        if command_in(arguments) in COMMANDS_ON_A_TERMINAL and not has_terminal() and "--alone" not in arguments:
            say(
                "facilitator s'ouvre dans un terminal : lancez la même ligne depuis une fenêtre de terminal, sans "
                "redirection (ni « | », ni « > »). Sans terminal, restent par exemple : "
                "python3 start.py check SCRIPT, list, export, serve."
            )
            return 2
        installation = prepare("")
    except Unprepared as problem:
        say(str(problem))
        return 1
    except OSError as problem:
        say(f"Je ne peux pas préparer facilitator dans ce dossier : {problem}. Copiez-le là où vous pouvez écrire.")
        return 1
    except KeyboardInterrupt:
        say("Interrompu. Relancez quand vous voulez : je reprendrai.")
        return 130
    return hand_over([str(installation.python), "-m", "facilitator", *arguments], installation.environment)


def say(sentence: str) -> None:
    """Narrate on stderr: stdout belongs to the program's data."""
    print(sentence, file=sys.stderr, flush=True)


def use_a_newer_python(arguments: Sequence[str]) -> int:
    """Pass on to a recent enough Python of this machine, or say that one is needed."""
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        # A shim of a version switcher may stand for a Python that is not there.
        if newer and subprocess.run([newer, "-c", ""], capture_output=True).returncode == 0:
            return hand_over([newer, str(ROOT / "start.py"), *arguments], dict(os.environ))
    say(
        "facilitator a besoin de Python 3.11 ou plus récent ; celui-ci est en "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Il s'installe depuis python.org, ou par le gestionnaire de "
        "paquets de la machine."
    )
    return 1


def command_in(arguments: Sequence[str]) -> str:
    """The facilitator command among the arguments; an option such as --version counts as one, nothing as home."""
    remaining = iter(arguments)
    for word in remaining:
        if word in OPTIONS_WITH_A_VALUE:
            next(remaining, None)
        elif not word.startswith(tuple(option + "=" for option in OPTIONS_WITH_A_VALUE)):
            return word
    return ""


def has_terminal() -> bool:
    """Whether keys can be read and a screen painted."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def hand_over(command: Sequence[str], environment: dict[str, str]) -> int:
    """Become the command where the system can, so that signals and the terminal are its own."""
    if os.name == "posix":
        os.execve(command[0], list(command), environment)
    child = subprocess.Popen(command, env=environment)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C reached the child too: it decides.


def prepare(extra: str) -> Installation:
    """The installation for this checkout, made or refreshed only when pyproject.toml or Python changed."""
    if is_current(extra):
        return installation_in(place_in_use())
    with alone_in_this_folder():
        # Another window may have done it while this one waited.
        return installation_in(place_in_use() if is_current(extra) else refresh(extra))


def place_in_use() -> Path:
    """Where the packages of this checkout are, or will be."""
    return LIBRARY if LIBRARY.is_dir() else VENV


def stamped() -> list[str]:
    """What the last complete installation wrote: its fingerprint, then its extras; nothing before the first."""
    stamp = place_in_use() / "installed"
    return stamp.read_text(encoding="utf-8").split() if stamp.is_file() else []


def is_current(extra: str) -> bool:
    """Whether what is installed fits this checkout, this Python and what is asked."""
    found = stamped()
    return found[:1] == [fingerprint()] and extra in ["", *found[1:]]


def refresh(extra: str) -> Path:
    """Install or update, telling which; without a network, an older installation will do."""
    found = stamped()
    if not found:
        say("Je prépare facilitator (une fois pour toutes, environ une minute, avec un réseau)…")
    else:
        say("Je mets facilitator à jour…" if extra in ["", *found[1:]] else "J'ajoute ce que demandent les tests…")
    # Whoever installed the tests' packages once keeps them.
    extras = sorted({*found[1:], extra} - {""})
    try:
        place = install_with_comforts(extras)
    except Unprepared:
        if extra or not stamped():
            raise
        say("La mise à jour n'a pas abouti (pas de réseau ?) : je continue avec ce qui est déjà installé.")
        return place_in_use()
    (place / "installed").write_text(" ".join([fingerprint(), *extras]), encoding="utf-8")
    return place


def install_with_comforts(extras: Sequence[str]) -> Path:
    """Install, and go without what this machine cannot have; return the place."""
    try:
        return install(place_in_use(), [*extras, *COMFORTS])
    except Unprepared:
        return install(place_in_use(), extras)


@contextmanager
def alone_in_this_folder() -> Iterator[None]:
    """Let one window at a time install; the lock goes with its process, however that ends."""
    with (ROOT / ".installing").open("w") as file:
        told = False
        while not is_locked(file):
            if not told:
                say("Une autre fenêtre prépare facilitator : je l'attends…")
                told = True
            time.sleep(0.5)
        yield


def is_locked(file: TextIO) -> bool:
    """Try to take the lock of the installation, without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def fingerprint() -> str:
    """What an installation depends on: the declared packages, this folder's place, this Python."""
    facts = [(ROOT / "pyproject.toml").read_text(encoding="utf-8"), str(ROOT), sys.base_prefix]
    facts += [str(number) for number in sys.version_info[:2]]
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]


def installation_in(place: Path) -> Installation:
    """How to call the Python of an environment, or this one with its packages in a plain folder."""
    environment = dict(os.environ)
    if place == LIBRARY:
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(LIBRARY)])
        return Installation(Path(sys.executable), environment)
    environment.pop("PYTHONPATH", None)
    return Installation(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"), environment)


def install(place: Path, extras: Sequence[str]) -> Path:
    """Install into an environment, else into a plain folder; return the place that took it."""
    if place == VENV and not make_environment():
        place = LIBRARY
    installation = installation_in(place)
    if place == VENV:
        what = ["--editable", f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)]
    else:
        if importlib.util.find_spec("pip") is None:
            raise Unprepared(
                "Ce Python n'a ni « venv » ni « pip ». Sur Debian ou Ubuntu : sudo apt install python3-venv. "
                "Sans droit d'installer, prenez facilitator.pyz : il n'a besoin de rien."
            )
        what = ["--upgrade", "--target", str(LIBRARY), *requirements(extras)]
    attempt([str(installation.python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", *what])
    subprocess.run([str(installation.python), "-m", "compileall", "-q", str(ROOT / "facilitator")], check=False)
    return place


def make_environment() -> bool:
    """Make .venv unless a sound one is there; False when this Python or this disk cannot."""
    if environment_is_sound():
        return True
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
    return made.returncode == 0


def environment_is_sound() -> bool:
    """Whether .venv still runs, with pip, on the version of Python that asks: systems change theirs under our feet."""
    question = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        answer = subprocess.run([str(installation_in(VENV).python), "-c", question], capture_output=True)
    except OSError:
        return False
    return answer.returncode == 0


def requirements(extras: Iterable[str]) -> list[str]:
    """The packages that pyproject.toml declares."""
    import tomllib  # Only from Python 3.11 on.

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(name for extra in extras for name in project["optional-dependencies"][extra])]


def attempt(command: Sequence[str]) -> None:
    """Run an installer quietly; on failure, its last words and what to do."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        last_words = "\n".join(done.stderr.strip().splitlines()[-8:])
        raise Unprepared(
            f"L'installation n'a pas abouti :\n\n{last_words}\n\nVérifiez le réseau et la place sur le disque, puis "
            "relancez. Sans réseau, prenez facilitator.pyz : il n'a besoin de rien."
        )


def run_tests(arguments: Sequence[str]) -> int:
    """Install what the tests need, say what will be missing, run them a few at a time; those that fail, again alone."""
    install_programs()
    installation = prepare("dev")
    os.chdir(ROOT)
    shutil.rmtree(REMEMBERED, ignore_errors=True)
    pytest = [str(installation.python), "-m", "pytest", "-o", f"cache_dir={REMEMBERED}"]
    tests = [*pytest, "-n", TOGETHER, "--dist", "loadscope", *arguments]
    code = subprocess.run(tests, env=installation.environment).returncode
    failed = failed_tests()
    if code != TESTS_FAILED or not 0 < len(failed) <= FEW:
        return code
    say("\nCes tests ont échoué pendant que d'autres tournaient ; je les reprends seuls :")
    for test in failed:
        say(f"  {test}")
    code = subprocess.run([*pytest, "-n", "0", *failed], env=installation.environment).returncode
    if not code:
        say("Seuls, ils passent. Le programme ou le test manque de patience sur une machine occupée : à corriger.")
    return code


def failed_tests() -> list[str]:
    """The tests that failed in the run that just ended."""
    try:
        return sorted(json.loads((REMEMBERED / "v/cache/lastfailed").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return []


def install_programs() -> None:
    """Fetch the tests' programs from Debian where allowed; say plainly which tests go without elsewhere."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    privileged = privilege()
    if missing and shutil.which("apt-get") and privileged is not None:
        packages = [package for name in missing for package in PROGRAMS[name][0].split()]
        say(f"J'installe pour les tests : {', '.join(packages)}…")
        get = [*privileged, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        subprocess.run([*get, "update"], capture_output=True)
        subprocess.run([*get, "install", "-y", "--no-install-recommends", *packages], capture_output=True)
    for name in missing:
        if shutil.which(name) is None:
            package, purpose = PROGRAMS[name]
            say(f"Sans {name} (paquet {package}), je saute les tests qui demandent {purpose}.")


def privilege() -> list[str] | None:
    """What to write before a command of the superuser: nothing, sudo, or None where it would ask for a password."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
