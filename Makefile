# tapecheck: `make help` lists what is here.
PYTHON ?= python3
BIN := .venv/bin
REFDATA ?= ../shared/refdata
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-options \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test quick check compare released fix lock dev-tape sample-tape openapi bench build clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## Create .venv and install tapecheck with what it needs to run

.venv/ready: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock -r requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# What only tests, linters and benchmarks need is ten times as much: their commands fetch it.
.venv/tools: .venv/ready requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup ## Check the sample article against the sample tape, offline
	$(BIN)/tapecheck demo

serve: setup ## Serve the HTTP API on 127.0.0.1:8000
	$(BIN)/tapecheck serve

test: .venv/tools ## Run all tests
	$(BIN)/pytest -n auto

quick: .venv/tools ## Run the tests but the slow ones
	$(BIN)/pytest -n auto -m "not slow"

check: .venv/tools ## Format, lint, types, import floors, tests: all that CI asks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

compare: setup ## Tell which verdicts changed since the last release
	.ci/compare

released: setup ## Store the present verdicts for that, as part of a release
	.ci/compare --store

fix: .venv/tools ## Format and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/tools ## Pin the dependencies anew, with hashes and without addresses
	$(LOCK) --upgrade --output-file requirements.lock pyproject.toml
	$(LOCK) --upgrade --build-deps-for editable --only-build-deps --constraint requirements.lock \
	  --output-file requirements-build.lock pyproject.toml
	$(LOCK) --extra dev --extra bulk --constraint requirements.lock \
	  --constraint requirements-build.lock --output-file requirements-dev.lock pyproject.toml
	$(LOCK) --extra bench --constraint requirements-dev.lock \
	  --output-file requirements-bench.lock pyproject.toml

dev-tape: setup ## Load the shared reference data into .dev-tape/
	rm -rf .dev-tape
	$(BIN)/tapecheck tape load --into .dev-tape --skip-bad \
	  --instruments $(REFDATA)/instruments.csv \
	  --bars $(REFDATA)/bars-us.parquet --bars $(REFDATA)/bars-index.parquet \
	  --bars $(REFDATA)/bars-hk.parquet --bars $(REFDATA)/bars-hstech.csv \
	  --shares $(REFDATA)/shares.csv --groups $(REFDATA)/groups.csv --rates ecb

SAMPLE := service/tapecheck/reference/sample
SOURCES := $(SAMPLE)/sources

sample-tape: setup ## Load the sample tape anew from its sources
	$(BIN)/tapecheck tape load --into $(SAMPLE)/tape --replace --name sample \
	  --instruments $(SOURCES)/instruments.csv \
	  --bars $(SOURCES)/bars-alibaba.csv --bars $(SOURCES)/bars-rivals.csv \
	  --bars $(SOURCES)/bars-hstech.csv \
	  --shares $(SOURCES)/shares.csv --groups $(SOURCES)/groups.csv --rates $(SOURCES)/rates.csv

.venv/bench: .venv/tools requirements-bench.lock
	$(INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@

openapi: .venv/tools ## Write the API's description anew, for the test that holds it
	$(BIN)/python tests/web/test_contract.py

bench: .venv/bench ## Measure speed on one core, beside spaCy and quantulum3 (installs them first)
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.benchmarks

build: setup ## Build the wheel into dist/
	$(BIN)/hatchling build -t wheel

clean: ## Remove what the other commands made
	rm -rf .venv .dev-tape dist build .cache .mypy_cache .ruff_cache .pytest_cache
