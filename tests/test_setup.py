"""What a newcomer is promised: a wheel that carries everything, and tests that tell what they leave out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SKIPPING = """
import pytest

@pytest.mark.needs("a-program-that-nobody-has")
def test_that_needs_a_program(): ...

@pytest.mark.skip(reason="too hard")
def test_that_is_left_out(): ...

@pytest.mark.xfail(reason="known", raises=ZeroDivisionError)
def test_that_is_known_to_fail(): 1 / 0

def test_that_passes(): ...
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the checkout without a network."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = out.glob("*.whl")
    assert file.name.endswith("-py3-none-any.whl")
    return zipfile.ZipFile(file)


@pytest.mark.slow
def test_the_wheel_carries_every_script(wheel: zipfile.ZipFile) -> None:
    scripts = {f"facilitator/sessions/{script.name}" for script in ROOT.glob("sessions/*.toml")}
    assert scripts
    assert scripts <= set(wheel.namelist())


@pytest.mark.slow
def test_the_wheel_carries_the_catalogues_and_the_licence(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert "facilitator/locale/en/LC_MESSAGES/facilitator.mo" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_the_wheel_carries_all_of_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    modules = {file.relative_to(ROOT).as_posix() for file in ROOT.glob("facilitator/**/*.py")}
    assert modules == {name for name in wheel.namelist() if name.endswith(".py")}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of four tests under the project's own rules: two are skipped, one is known to fail, one passes."""
    tests = tmp_path / "tests"
    shutil.copytree(
        ROOT / "tests" / "harness", tests / "harness", ignore=shutil.ignore_patterns("test_*", "__pycache__")
    )
    for file in ("pyproject.toml", "tests/conftest.py", "tests/__init__.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    (tests / "test_skipping.py").write_text(SKIPPING, encoding="utf-8")
    return tmp_path


def outcome(suite: Path, ci: str) -> str:
    """The last lines of the suite, with or without continuous integration."""
    tests = [sys.executable, "-m", "pytest", "-q", "-rsf", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(tests, cwd=suite, capture_output=True, text=True, env={**os.environ, "CI": ci}).stdout


def test_elsewhere_a_test_without_its_program_is_skipped_and_says_which(suite: Path) -> None:
    told = outcome(suite, ci="")
    assert "1 passed, 2 skipped, 1 xfailed" in told
    assert "a-program-that-nobody-has is missing" in told


def test_in_continuous_integration_nothing_is_skipped(suite: Path) -> None:
    told = outcome(suite, ci="true")
    assert "skipped in continuous integration" in told
    assert "skipped," not in told.splitlines()[-1]
    assert "1 passed" in told and "1 xfailed" in told


def test_a_module_skipped_whole_is_no_exception(suite: Path) -> None:
    (suite / "tests" / "test_whole.py").write_text(
        "import pytest\npytest.importorskip('nobody_has_it')\n", encoding="utf-8"
    )
    assert "1 error" in outcome(suite, ci="true").splitlines()[-1]


def test_contributions_to_test_with_are_many_and_different(real_ideas: tuple[str, ...]) -> None:
    assert len(set(real_ideas)) == len(real_ideas) >= 60
    assert all(text.strip() for text in real_ideas)


def test_the_sample_stands_in_where_there_are_no_real_contributions(suite: Path) -> None:
    shutil.copy(ROOT / "tests" / "contributions.txt", suite / "tests")
    read = "def test_them(real_ideas):\n    assert 'Et si on allait voir sur place\\u00a0?' in real_ideas\n"
    (suite / "tests" / "test_skipping.py").write_text(read, encoding="utf-8")
    env = {**os.environ, "FACILITATOR_TEST_DATA": str(suite / "nowhere")}
    told = subprocess.run([sys.executable, "-m", "pytest"], cwd=suite, capture_output=True, text=True, env=env).stdout
    assert "contributions: the written sample" in told
    assert "1 passed" in told
