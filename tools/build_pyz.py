"""Build `facilitator.pyz`: the program, its scripts and all that it stands on, in one file for any Python from 3.11.

The packages are those of the environment that runs this, so the file holds the very versions that passed the tests,
and building it needs no network. Compiled parts are left out: each has a slower twin in Python.
"""

from __future__ import annotations

import compileall
import re
import shutil
import sys
import tempfile
import tomllib
import zipapp
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from py_compile import PycInvalidationMode

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OLDEST_PYTHON = {"python_version": "3.11", "python_full_version": "3.11.0"}
NOTICES = re.compile(r"METADATA$|LICEN[CS]E|NOTICE|COPYING|AUTHORS", re.IGNORECASE)
"""What stays of a package's papers: its version, and the words that its licence asks to keep."""
SELDOM_READ = re.compile(r"pygments.(lexers|styles|formatters)|xlsxwriter|markdown_it|mdit_py_plugins")
"""What no start needs: its bytecode would double the file for nothing."""
LEFT_OUT = (".so", ".pyd", ".dll", ".pyc", ".pyi", ".c", ".pyx")


def main(target: Path) -> None:
    """Gather everything in a folder, then press it into the file."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        for package in packages(PROJECT["dependencies"]):
            copy_package(package, stage)
        copy_project(stage)
        compile_for_this_python(stage)
        zipapp.create_archive(stage, target, interpreter="/usr/bin/env python3", compressed=True)
    target.chmod(0o755)


def packages(requirements: Iterable[str], seen: set[str] | None = None) -> Iterator[Distribution]:
    """The packages that the requirements name, and those that these need in turn, each once."""
    seen = set() if seen is None else seen
    for requirement in map(Requirement, requirements):
        if requirement.name.lower() in seen or not _applies(requirement):
            continue
        seen.add(requirement.name.lower())
        try:
            package = distribution(requirement.name)
        except PackageNotFoundError as missing:
            sys.exit(f"{missing.name} is not installed here: run `python3 start.py test` first, or install .[dev]")
        yield package
        yield from packages(package.requires or (), seen)


def copy_package(package: Distribution, stage: Path) -> None:
    """Copy what a package needs to run, and its notices."""
    for file in package.files or ():
        in_papers = file.parts[0].endswith(".dist-info")
        outside = ".." in file.parts or "__pycache__" in file.parts
        if outside or file.suffix in LEFT_OUT or (in_papers and not NOTICES.search(file.name)):
            continue
        copied = stage / file
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(file.locate()), copied)


def copy_project(stage: Path) -> None:
    """Copy the program itself, laid out as its wheel is, and the door by which the file starts."""
    shutil.copytree(ROOT / "facilitator", stage / "facilitator", ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    shutil.copytree(ROOT / "sessions", stage / "facilitator" / "sessions")
    shutil.copyfile(ROOT / "LICENSE", stage / "LICENSE")
    shutil.copyfile(ROOT / "tools" / "pyz_door.py", stage / "__main__.py")
    papers = stage / f"facilitator-{PROJECT['version']}.dist-info"
    papers.mkdir()
    identity = f"Metadata-Version: 2.1\nName: facilitator\nVersion: {PROJECT['version']}\n"
    (papers / "METADATA").write_text(identity, encoding="utf-8")


def compile_for_this_python(stage: Path) -> None:
    """Add bytecode beside the sources: the Python that builds starts thrice as fast, the others read the sources."""
    compileall.compile_dir(
        stage,
        maxlevels=20,
        quiet=2,
        legacy=True,
        stripdir=str(stage),
        rx=SELDOM_READ,
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )


def _applies(requirement: Requirement) -> bool:
    """Whether a requirement counts on the oldest Python: the file must run there, wherever it is built."""
    return requirement.marker is None or requirement.marker.evaluate({**OLDEST_PYTHON, "extra": ""})


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "facilitator.pyz"))
