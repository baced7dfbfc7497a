# Two commands: `make run` starts the advisor, `make test` checks everything. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-fast check lint types contract bench soak sbom evaluate embed schema lock screenshot clean

run: $(VENV)/run.done
	$(BIN)/advisor serve

test: $(VENV)/dev.done lint types contract check
	$(BIN)/python -m pytest

test-fast: $(VENV)/dev.done
	$(BIN)/python -m pytest tests/unit

check: $(VENV)/run.done
	$(BIN)/advisor check

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/hadolint Dockerfile

types: $(VENV)/dev.done
	$(BIN)/mypy

contract: $(VENV)/dev.done
	$(BIN)/lint-imports

# How good the answers to quick questions are, beside plain BM25.
evaluate: $(VENV)/dev.done
	$(BIN)/python -m tests.evaluate

# The embeddings of the knowledge; needed after its texts were changed.
embed: $(VENV)/run.done
	$(BIN)/advisor embed

# What editors know of the authors' files; needed after a model was changed.
schema: $(VENV)/run.done
	$(BIN)/advisor schema docs/schema

# The lock files name packages by hash and no index, so that any index may serve them.
lock: $(VENV)/dev.done
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra postgres pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.txt

# The picture in the README, of the playground in a real browser.
screenshot: $(VENV)/dev.done
	$(BIN)/python -m tests.browser.picture

bench: $(VENV)/dev.done
	$(BIN)/python -m benchmarks

# Minutes of kills, redeliveries and faults on both databases, and what became of every conversation.
soak: $(VENV)/dev.done
	$(BIN)/python -m tests.soak

# What is in the image, with licences: sbom.json, in the format of CycloneDX.
sbom: $(VENV)/dev.done
	$(BIN)/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --mc-type application --output-reproducible -o sbom.json

clean:
	rm -rf $(VENV) build dist *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: $(VENV)/bin/python requirements.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/run.done requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
