"""The single file, built once and run by a Python that has nothing else."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tools import build_pyz

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def single_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`facilitator.pyz`, fresh."""
    target = tmp_path_factory.mktemp("built") / "facilitator.pyz"
    build_pyz.main(target)
    return target


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python without a single package."""
    place = tmp_path_factory.mktemp("bare")
    venv.create(place, with_pip=False)
    return place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command from a folder where nothing of the project lies."""
    return subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def test_it_tells_its_version(single_file: Path, bare_python: Path, tmp_path: Path) -> None:
    done = run(bare_python, single_file, "--version", folder=tmp_path)
    assert done.stdout.strip() == f"facilitator {build_pyz.PROJECT['version']}"


def test_it_checks_a_script_that_it_carries(single_file: Path, bare_python: Path, tmp_path: Path) -> None:
    done = run(bare_python, single_file, "check", "au-secours-stats", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "stats" in done.stdout


def test_it_says_in_english_what_the_checkout_says(single_file: Path, bare_python: Path, tmp_path: Path) -> None:
    help_in_english = ["--lang", "en", "check", "--help"]
    done = run(bare_python, single_file, *help_in_english, folder=tmp_path)
    assert done.stdout == run(sys.executable, "-m", "facilitator", *help_in_english, folder=build_pyz.ROOT).stdout
    assert "Usage" in done.stdout


def test_what_it_starts_finds_its_modules_in_the_file(single_file: Path, bare_python: Path, tmp_path: Path) -> None:
    door = zipfile.ZipFile(single_file).read("__main__.py").decode()
    child = "import subprocess; subprocess.run([sys.executable, '-c', 'import facilitator as f; print(f.__file__)'])"
    before = f"import sys; sys.path[0] = 'facilitator.pyz'; sys.argv = ['facilitator', '--version']\n{door}"
    program = before.replace("main()", child)
    done = run(bare_python, "-c", program, folder=single_file.parent)
    assert done.stdout.startswith(str(single_file / "facilitator"))


def test_nothing_in_it_is_compiled_for_one_machine(single_file: Path) -> None:
    names = zipfile.ZipFile(single_file).namelist()
    assert not [name for name in names if name.endswith((".so", ".pyd", ".dll", ".dylib"))]


def test_every_package_in_it_brings_its_licence(single_file: Path) -> None:
    names = zipfile.ZipFile(single_file).namelist()
    papers = {name.split("/")[0] for name in names if ".dist-info/" in name} - {
        f"facilitator-{build_pyz.PROJECT['version']}.dist-info"
    }
    licensed = {name.split("/")[0] for name in names if "LICEN" in name.upper() or "COPYING" in name.upper()}
    assert papers <= licensed, papers - licensed
    assert "LICENSE" in names


def test_bytecode_tells_no_path_of_the_machine_that_built_it(single_file: Path) -> None:
    with zipfile.ZipFile(single_file) as archive:
        compiled = [name for name in archive.namelist() if name.endswith(".pyc")]
        assert "facilitator/__init__.pyc" in compiled
        assert not [name for name in compiled if str(build_pyz.ROOT).encode() in archive.read(name)]
