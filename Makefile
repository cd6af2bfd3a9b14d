# Everything a hand needs here. `make` alone lists it.
SHELL := /bin/sh
PYTHON ?= python3
# More words for pytest: make test TESTS="tests/store -x".
TESTS ?=
# As many tests at a time as there are cores; JOBS=0 runs them one by one.
JOBS ?= auto

# A uv that can read our lock file, or one of our own.
UV := $(shell uv export --frozen --quiet >/dev/null 2>&1 && command -v uv || echo .tools/bin/uv)
PLAY := $(UV) run --frozen --no-dev
WORK := $(UV) run --frozen

.DEFAULT_GOAL := help
.PHONY: help run test check lint locked formatted linted typed layered slow walk snapshots bench wheel pictures clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(UV) ## Rehearse with an invented circle; leaves no trace
	@$(PLAY) shopmoot --demo

test: $(UV) ## Run the tests
	$(WORK) pytest -n $(JOBS) $(TESTS)

check: lint test ## Everything CI asks for: format, lint, types, imports, tests

lint: locked formatted linted typed layered ## Format, lint, types and imports, without the tests

locked: $(UV)
	$(UV) lock --check --quiet

formatted: $(UV)
	$(WORK) ruff format --check

linted: $(UV)
	$(WORK) ruff check

typed: $(UV)
	$(WORK) mypy .

layered: $(UV)
	$(WORK) lint-imports

slow: $(UV) ## Run the tests that take long
	$(WORK) pytest -m slow -n $(JOBS) $(TESTS)

walk: $(UV) ## Play an assembly by its keys in a real terminal (needs tmux)
	$(WORK) pytest -m walk $(TESTS)

snapshots: $(UV) ## Accept the look of every screen; look at each of them first
	$(WORK) pytest -n $(JOBS) --accept-looks tests/looks

bench: $(UV) ## Measure the promises of speed, each against its baseline
	$(WORK) python -m benchmarks

wheel: $(UV) ## Build the wheel and try it outside the checkout
	@sh .ci/wheel $(UV)

pictures: $(UV) ## Take the pictures of the README (needs Chromium)
	$(WORK) python -m docs.pictures

clean: ## Remove what the tools left behind; keeps every shelf
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Shopmoot needs Python 3.11 or newer; this is %d.%d. Is there another? make run PYTHON=python3.12" \
		% sys.version_info[:2])'
	@$(PYTHON) -m venv .tools >/dev/null 2>&1 || { rm -rf .tools; \
		echo "Python came without its venv module. On Debian and Ubuntu: apt-get install python3-venv. Then again."; \
		exit 1; } >&2
	@echo "Setting up, once: uv and what the lock file names."
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8,<1'
