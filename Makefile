# `make` sets up what is missing, then builds every dossier; `make help` lists the rest.
#
# Set-up runs once: a stamp in .venv remembers it until the pins or the set-up itself change.
#   make PYTHON=python3.12            another interpreter for a new .venv
#   make FOLDERS=content/my-dossier   build only these

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:

PY := .venv/bin/python
READY := .venv/.ready
OFFICE := .venv/.ready-office

FOLDERS ?=
TESTS ?=
export PYTHON

ifeq ($(shell uname -s),Darwin) # a Python that is not Homebrew's does not look where Homebrew puts Pango
PY := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib .venv/bin/python
endif

.PHONY: build
build: $(READY) ## Build every dossier of content/ into output/ (the default)
	$(PY) build.py $(if $(FOLDERS),build $(FOLDERS))

.PHONY: test
test: $(READY) ## Run the fast tests (TESTS=tests/test_dates.py for some)
	$(PY) -m pytest -m "not office and not slow" $(TESTS)

.PHONY: test-all
test-all: $(READY) $(OFFICE) ## Run all tests, also those with LibreOffice and the slow ones
	$(PY) -m pytest $(TESTS)

.PHONY: check
check: $(READY) ## Lint, format check and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

.PHONY: format
format: $(READY) ## Format the code
	$(PY) -m ruff format .

.PHONY: pictures
pictures: build ## Make the README's pictures of pages anew
	$(PY) tools/readme_pictures.py output/protocole-de-bichkek/protocole-de-bichkek.pdf \
	  cover=1 chronology=Chronologie signatories="Les signataires"

.PHONY: benchmark
benchmark: $(READY) ## Say how long each step of a build takes
	$(PY) tools/benchmark.py content/protocole-de-bichkek

.PHONY: lock
lock: ## Rewrite requirements.lock from pyproject.toml (UPGRADE=1 for the newest allowed)
	$(or $(PYTHON),python3) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile pyproject.toml --group dev --universal --fork-strategy fewest --python-version 3.11 \
	  --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --quiet --output-file requirements.lock

.PHONY: clean
clean: ## Remove what builds and tests have written
	find output -mindepth 1 ! -name .gitkeep -delete
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean ## Remove .venv as well: the next make sets up from nothing
	rm -rf .venv

.PHONY: help
help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1 \2/p' $(MAKEFILE_LIST) | \
	  while read -r name words; do printf '  make %-10s %s\n' "$$name" "$$words"; done

$(READY): requirements.lock tools/setup.sh tools/missing_libraries.py
	sh tools/setup.sh
	@touch $@

$(OFFICE): tools/setup.sh | $(READY)
	sh tools/setup.sh office
	@touch $@
