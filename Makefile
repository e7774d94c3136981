# Set-up, start and checks. On a fresh machine with Python 3.11 or newer, `make serve` does all that is needed.

PYTHON ?= python3
# On macOS, torch is the CPU build; on Linux it brings gigabytes of CUDA along. Linux without a GPU:
#   make serve TORCH="torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu"
TORCH ?= torch==2.13.0

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
STAMPS := var/stamps

# What the index is made from; when any of it changes, `make index` brings the index up to date.
SOURCES := $(or $(WEGWIJZER_SOURCES),corpus/sources)
MADE_FROM := $(shell { ls -lLnR "$(SOURCES)" corpus; ls -ln ingest/*.py ingest/*/*.py; \
	echo "$(WEGWIJZER_EMBEDDING__MODEL)"; } 2>/dev/null | cksum | cut -d' ' -f1)
INDEX := $(STAMPS)/index-$(MADE_FROM)

.PHONY: help setup model index serve test check test-model eval bench lock clean
.DELETE_ON_ERROR:

help:
	@echo "make setup       install, make the embedding model, index the plans"
	@echo "make serve       the same, then serve the pages at http://127.0.0.1:8000"
	@echo "make test        tests without the model, offline"
	@echo "make check       format, lint, types, import contracts, tests"
	@echo "make test-model  tests of the embedding model"
	@echo "make eval        how well passages are found, beside other systems"
	@echo "make bench       speed and memory"
	@echo "make lock        write requirements.lock from what is installed"
	@echo "make clean       remove the environment and the caches; var/ keeps model and indexes"

setup: model index

serve: setup
	$(BIN)/wegwijzer serve

model: $(STAMPS)/model

index: $(INDEX)

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "needs Python 3.11: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml requirements.lock
	$(PIP) install $(TORCH)
	$(PIP) install --constraint requirements.lock --editable .
	@touch $@

$(VENV)/developed: $(VENV)/installed
	$(PIP) install --constraint requirements.lock --editable '.[dev]'
	@touch $@

$(STAMPS)/model: $(VENV)/installed
	@mkdir -p $(STAMPS)
	$(BIN)/wegwijzer setup
	@touch $@

# Exit status 1 means that some files failed and were named: the others serve, and the next run tries again.
$(INDEX): $(STAMPS)/model
	@$(BIN)/wegwijzer ingest; status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi; \
	rm -f $(STAMPS)/index-*; \
	if [ $$status -eq 0 ]; then touch $@; fi

test: $(VENV)/developed
	$(BIN)/pytest

check: $(VENV)/developed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

test-model: $(VENV)/developed $(STAMPS)/model
	$(BIN)/pytest -m real_model

eval: $(VENV)/developed setup
	$(BIN)/wegwijzer eval baselines

bench: $(VENV)/developed setup
	$(BIN)/wegwijzer eval bench

lock: $(VENV)/developed
	@{ head -2 requirements.lock; $(PIP) freeze --all --exclude pip --exclude-editable | sed 's/+[a-z0-9.]*$$//'; } > $(VENV)/lock
	@mv $(VENV)/lock requirements.lock

clean:
	rm -rf $(VENV) $(STAMPS) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find assistant ingest evals tests -name __pycache__ -type d -prune -exec rm -rf {} +
