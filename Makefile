# Everything that a person does with a checkout; `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(wildcard ../shared/data)
export STOREWISE_DATA ?= $(abspath $(DATA))

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fmt migrate eval bench docs clean

help:  ## Show this list.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Storewise needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; \
	    echo "Name another with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing Storewise (once) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing Storewise and the tools to work on it (once) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

setup: $(VENV)/installed-dev  ## Make the environment in .venv.

demo: $(VENV)/installed  ## Run a ready-made store and open it in the browser.
	@exec $(BIN)/storewise demo

test: $(VENV)/installed-dev  ## Run all tests.
	@$(BIN)/pytest -n auto --dist loadgroup

check: $(VENV)/installed-dev  ## Lint, types, walls: what CI runs before the tests.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest tests/architecture -k 'doors or sizes'

fmt: $(VENV)/installed-dev  ## Format the code.
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

migrate: $(VENV)/installed  ## Bring the database to the layout of this version.
	@$(BIN)/storewise migrate

eval: $(VENV)/installed-dev  ## Measure quality on real data (STOREWISE_DATA).
	@$(BIN)/python -m evals.search
	@$(BIN)/python -m evals.assistant

bench: $(VENV)/installed-dev  ## Measure speed and memory on real data (STOREWISE_DATA).
	@$(BIN)/python -m benchmarks

docs: $(VENV)/installed-dev  ## Write the reference pages that are made from the code.
	@$(BIN)/python scripts/write_reference.py

clean:  ## Remove the environment and caches; the data folder stays.
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
