# The verbs a person needs; CI runs the same ones.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
ARGS   ?=
# Files are spread over the processors, each file whole.
PARALLEL := -n auto --dist loadfile

.PHONY: setup run demo test check bench screenshot clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# One stamp a set of extras: `make demo` does not wait for the test tools.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Matinee needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.demo: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Setting up the demo (once, a minute or two)…"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[demo]'
	@touch $@ $(VENV)/.run

$(VENV)/.dev: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[demo,dev]'
	@touch $@ $(VENV)/.demo $(VENV)/.run

setup: $(VENV)/.dev ## the virtual environment with everything in it

run: $(VENV)/.run ## the bot in your server (needs DISCORD_TOKEN in .env)
	@$(BIN)/python -m bot run $(ARGS)

demo: $(VENV)/.demo ## an evening at the club in your browser; no token, no server (ARGS="--port 8080 --no-browser")
	@$(BIN)/python -m bot demo $(ARGS)

test: $(VENV)/.dev ## every test
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

check: $(VENV)/.dev ## what a change must pass: style, types, tests, coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term:skip-covered $(ARGS)
	MATINEE_TEST_DATABASE=upgraded $(BIN)/python -m pytest $(PARALLEL) tests/cogs tests/db tests/walks
	$(BIN)/python -m coverage report --fail-under=$$(cat .coverage-floor) --format=total

bench: $(VENV)/.dev ## speed as ratios measured side by side
	$(BIN)/python -m benchmarks $(ARGS)

screenshot: $(VENV)/.dev ## the picture in README, taken from the demo
	$(BIN)/python -m tests.browser.screenshot docs/evening.png

clean: ## forget the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .coverage build *.egg-info
