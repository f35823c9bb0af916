# Every command of this project. `make help` lists them; tools/install.sh does the installing.
# A stamp is written when a step has finished, so a second run does only what changed.

RUNTIME := .venv/stamps/runtime
TOOLS := .venv/stamps/tools
PORT ?= 8000
PYTEST_ARGS ?=
LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench lock

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

setup: $(RUNTIME) ## Install what running needs; the command is then .venv/bin/sdm-tool
	@echo "Ready: .venv/bin/sdm-tool"

demo: $(RUNTIME) ## Make a demonstration store and serve it at http://127.0.0.1:8000
	@.venv/bin/sdm-tool demo --port $(PORT)

test: check ## Install what testing needs, then run every check and every test
	@.venv/bin/python -m pytest $(PYTEST_ARGS)

check: $(TOOLS) ## Formatter, lint, types and import contracts
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

format: $(TOOLS) ## Put every Python file into the project's format
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: $(RUNTIME) ## Measure the pages and the PDF against their limits
	@.venv/bin/sdm-tool bench

lock: $(TOOLS) ## Choose newer versions within pyproject.toml and write their hashes
	@$(LOCK) --upgrade pyproject.toml --output-file requirements/runtime.txt
	@$(LOCK) --upgrade --group build --constraint requirements/runtime.txt --output-file requirements/build.txt
	@$(LOCK) --upgrade --group test --constraint requirements/runtime.txt --output-file requirements/test.txt
	@$(LOCK) --upgrade --group check --constraint requirements/test.txt --output-file requirements/check.txt

$(RUNTIME): requirements/build.txt requirements/runtime.txt pyproject.toml tools/install.sh
	@tools/install.sh runtime
	@mkdir -p .venv/stamps && touch $@

$(TOOLS): $(RUNTIME) requirements/test.txt requirements/check.txt
	@tools/install.sh tools
	@touch $@
