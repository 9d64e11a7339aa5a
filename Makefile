# The environment that start.py makes, else the current Python.
PYTHON ?= $(firstword $(wildcard .venv/bin/python .venv/Scripts/python.exe) python3)
CHECKED = facilitator tests tools start.py

.PHONY: check format test pictures phone pyz bench campaign coverage

check:  ## everything quick, before every push
	$(PYTHON) -m ruff format --check $(CHECKED)
	$(PYTHON) -m ruff check $(CHECKED)
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo
	$(PYTHON) -m pytest -q -n 2 --dist loadscope -m "not slow and not bench and not campaign"

format:  ## lay the code out, sort the imports
	$(PYTHON) -m ruff check --select I --fix $(CHECKED)
	$(PYTHON) -m ruff format $(CHECKED)

test:  ## what a newcomer and the continuous integration run
	python3 start.py test

pictures:  ## those of the documentation, taken from rehearsals (needs Chromium)
	$(PYTHON) -m tools.pictures

phone:  ## the phone page's script, pressed anew from its sources (needs Node)
	$(PYTHON) -m tools.press

pyz:  ## the single file that runs anywhere
	$(PYTHON) -m tools.build_pyz facilitator.pyz

bench:  ## figures, in one run with their floor
	$(PYTHON) -m pytest -q -n 0 -m bench

campaign:  ## long searches for faults
	$(PYTHON) -m pytest -q -n 2 -m campaign

coverage:  ## the engine must be at 100 % of its branches, the rest at 90
	$(PYTHON) -m coverage erase
	$(PYTHON) -m coverage run -m pytest -q
	$(PYTHON) -m coverage combine -q
	$(PYTHON) -m coverage report --include "facilitator/engine/*" --fail-under 100
	$(PYTHON) -m coverage report --fail-under 90
