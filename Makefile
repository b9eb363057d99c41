# The interpreter that makes .venv; any Python from 3.11 on.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help build test check bench corpus pages upstream clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/made: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q emitter
	@touch $@

build: .venv/made ## set up, show the one-liner, write every template of out/
	$(BIN)/emit --format terraform --target piped-ecs | head -n 12
	$(BIN)/emit build

test: .venv/made ## set up and run everything: format, lint, types, tests, end to end
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/emit check
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov

bench: .venv/made ## measure, and print the ratios that docs/benchmarks.md quotes
	$(BIN)/python -m compileall -q emitter
	$(BIN)/python -m tests.bench

# A folder of checkouts at owner/name, and how many findings of each rule to show.
CORPUS ?= ../corpus
SAMPLE ?= 0
corpus: .venv/made ## lint the real files of tests/corpus/real.toml that are in CORPUS, findings per rule
	$(BIN)/python -m tests.corpus.real $(CORPUS) --sample $(SAMPLE)

pages: .venv/made ## write the pages that are made, and the index of all targets
	$(BIN)/python -m emitter.catalogue.index
	$(BIN)/emit lint --explain all > docs/rules.md.new
	mv docs/rules.md.new docs/rules.md
	$(BIN)/python -m tests.docs

upstream: .venv/made ## read the deployers' sources and list calls that the catalogue does not know (network)
	$(BIN)/python -m tests.upstream

clean: ## remove what the other rules made, but not out/
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .coverage*
