# Everything a person does with this checkout. `make` alone lists it.
# Works with GNU Make 3.81 (macOS) and later; needs Python 3.11 or newer, nothing else.

VENV  := .venv
BIN   := $(VENV)/bin
# Written last, so that an interrupted set-up starts over; older than a lock means stale.
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
BUILD := build

HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
# Two workers by default: more cost more in start-up than they save on most machines.
WORKERS ?= 2

PACKAGES := api batch cli guardrails guidance prompts rewriting storage
# The first interpreter that is new enough and can make a virtual environment.
USABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(USABLE)' >/dev/null 2>&1 && echo $$p && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup serve test slow check format wheel wheel-test bench bench-guardrails bench-verdicts demo lock openapi rules golden settings clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(TOOLS) ## create .venv with what serving and testing need, and .venv/bin/tactful

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Tactful needs Python 3.11 or newer with its venv module." \
		"Say where it is: make PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(READY) requirements-dev.lock
	@echo "Adding what the tests need" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

serve: $(READY) ## start the service on http://127.0.0.1:8000 (HOST=, PORT=)
	@exec $(BIN)/tactful serve --host $(HOST) --port $(PORT)

test: $(TOOLS) ## run the whole test suite (PYTEST_ARGS=, WORKERS=)
	@$(BIN)/python -m pytest -q -n $(WORKERS) $(PYTEST_ARGS)

slow: $(TOOLS) ## the same tests with fresh random examples, many more of each
	@HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -q -n $(WORKERS) $(PYTEST_ARGS)

check: $(TOOLS) ## format, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(TOOLS) ## format the code and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

wheel: $(TOOLS) ## build the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null
	@ls dist/*.whl

# The tests beside an installed wheel, with no package of this checkout in reach: a data file that
# is missing from the wheel fails here. tests/project is about the checkout itself.
wheel-test: wheel ## run the test suite against the built wheel, outside this checkout
	@rm -rf $(BUILD)/wheel-venv
	@$(BIN)/python -m venv $(BUILD)/wheel-venv
	@$(BUILD)/wheel-venv/bin/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@$(BUILD)/wheel-venv/bin/python -m pip install --quiet --no-deps dist/*.whl
	@set -e; outside=$$(mktemp -d); trap 'rm -rf "$$outside"' EXIT; here=$$(pwd); \
	tar -cf - $(foreach p,$(PACKAGES) .git $(VENV) $(BUILD) dist,--exclude='./$(p)') . \
		| tar -xf - -C "$$outside"; \
	cd "$$outside"; HYPOTHESIS_PROFILE=quick "$$here/$(BUILD)/wheel-venv/bin/python" -m pytest -q -n $(WORKERS) \
		--ignore tests/project $(PYTEST_ARGS)

bench: $(TOOLS) ## measure what DESIGN budgets
	@$(BIN)/python -m bench.guardrails --without-peers
	@set -e; for bench in bench/*.py; do \
		case $$bench in */__init__.py) ;; *) $(BIN)/python $$bench;; esac; done

bench-guardrails: $(TOOLS) ## measure the checks, alone and beside proselint, write-good and alex
	@$(BIN)/python -m bench.guardrails

bench-verdicts: $(TOOLS) ## how often each reason refuses faithful and corrupted rewrites (PAIRS=file)
	@$(BIN)/python -m bench.verdicts $(PAIRS)

bench-batch: $(TOOLS) ## measure the batch engine: 2,000 items, 100 in flight, one worker and two
	@$(BIN)/python -m bench.batch_engine

demo: $(READY) ## eight drafts through the rules engine, and through the model when a key is set
	@$(BIN)/python -m demo.show

openapi: $(READY) ## write docs/openapi.json from the routes
	@$(BIN)/python -m api.openapi > docs/openapi.json

rules: $(READY) ## write docs/rules.md from the rules
	@$(BIN)/python -m guidance.catalogue > docs/rules.md

golden: $(READY) ## write the golden files of the prompts anew
	@$(BIN)/python -m tests.prompts.rendered

settings: $(READY) ## write the table of settings into README.md
	@$(BIN)/python -m tools.settings_in_readme

# One lock for every platform and every Python from 3.11 on, made with uv; what it pins already
# stays unless LOCK_ARGS=--upgrade. The lock for running alone is what the image and `make serve` install.
RESOLVE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BUILD)/lock-venv/bin/uv pip compile --quiet \
	--universal --python-version 3.11 --generate-hashes --no-emit-index-url

lock: ## resolve the dependencies into the two lock files (LOCK_ARGS=--upgrade)
	@test -x $(BUILD)/lock-venv/bin/uv || { $(PYTHON) -m venv $(BUILD)/lock-venv && \
		$(BUILD)/lock-venv/bin/python -m pip install --quiet uv; }
	@$(RESOLVE) $(LOCK_ARGS) --group build pyproject.toml -o requirements.lock
	@$(RESOLVE) $(LOCK_ARGS) --constraint requirements.lock --group dev pyproject.toml \
		-o requirements-dev.lock

clean: ## remove everything that was made here
	@rm -rf $(VENV) $(BUILD) dist htmlcov .coverage* .*_cache .hypothesis
