# Every command is enough on its own: it brings what it needs (installer/dev/prepare.py) and then does its work.

SYSTEM_PYTHON := $(shell command -v python3.11 || command -v python3 || echo python3-is-missing)
PYTHON := .venv/bin/python
export OUT ?= out
UV_COMPILE := $(PYTHON) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# The tests share out among the cores; each process has its own database, and four are enough for the memory of a PC.
TESTS := $(PYTHON) -m pytest -q -n logical --maxprocesses 4 --dist worksteal

ifeq ($(DISPLAY)$(WAYLAND_DISPLAY),)
day = QT_QPA_PLATFORM=offscreen $(PYTHON) -m ui.main --sample --offscreen-day --out $(OUT)
else
day = $(PYTHON) -m ui.main --sample
endif

.PHONY: help run test check bench story screens translations lock clean prepare-run prepare-test
.DEFAULT_GOAL := help

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: prepare-run  ## Open the app on the sample office; without a display, do its day offscreen into out/
	$(day)

test: prepare-test  ## All tests but the slow ones, offscreen
	$(TESTS) -m "not slow"

check: prepare-test  ## What CI runs: format, lint, types, import rules, translations, all tests
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m installer.dev.translate check
	$(TESTS)

bench: prepare-test  ## One benchmark: make bench BENCH=search
	@test -n "$(BENCH)" || { echo "Name one: make bench BENCH=<name>, of: $(basename $(notdir $(wildcard bench/[a-z]*.py)))"; exit 2; }
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m bench.$(BENCH)

story: prepare-test  ## The stories of two people through the real window, with pictures in out/
	$(PYTHON) -m pytest -q tests/stories

screens: prepare-run  ## The sample day offscreen: pictures, packet and workbook in out/
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m ui.main --sample --offscreen-day --out $(OUT)

translations: prepare-test  ## Bring new texts of the screens into the translation files
	$(PYTHON) -m installer.dev.translate update

lock: prepare-test  ## Renew requirements/*.txt from pyproject.toml; UPGRADE=1 takes newer versions
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --extra desktop --output-file requirements/desktop.txt
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --extra central --constraint requirements/desktop.txt --output-file requirements/central.txt
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --constraint requirements/desktop.txt --output-file requirements/dev.txt
	$(PYTHON) -m installer.dev.wheels

clean:  ## Remove what the commands made
	rm -rf .venv $(OUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find resources/translations -name '*.qm' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

prepare-run:
	@$(SYSTEM_PYTHON) -m installer.dev.prepare run
	@$(PYTHON) -m installer.dev.translate build

prepare-test:
	@$(SYSTEM_PYTHON) -m installer.dev.prepare test
	@$(PYTHON) -m installer.dev.translate build
