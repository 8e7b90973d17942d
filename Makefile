# make run: set everything up and open the dashboard.  make test: set everything up and pass all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup run test check format lock bundle bench screenshots approve browser postgresql java office clean

setup: $(VENV)/.ready

$(VENV)/.runs: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	touch $@

$(VENV)/.ready: $(VENV)/.runs requirements-engines.txt requirements-dev.txt
	$(INSTALL) -r requirements-dev.txt
	touch $@

run: $(VENV)/.runs
	$(BIN)/streamlit run server.py

test: setup browser postgresql java office
	@sh .ci/parts.sh $(BIN)

check: setup postgresql java
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not browser and not slow"

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup
	$(BIN)/python -m docs.lock

bundle: setup
	$(BIN)/python -m deploy.bundle --system windows --out dampak-windows.zip
	$(BIN)/python -m deploy.bundle --system linux --out dampak-linux.zip

bench: setup
	$(BIN)/python -m benchmarks

screenshots: setup browser
	$(BIN)/python -m tests.browser.screenshots

approve: setup browser
	$(BIN)/python -m tests.browser.approve

browser:
	@sh .ci/chromium.sh

postgresql:
	@sh .ci/postgresql.sh

java:
	@sh .ci/java.sh

office:
	@sh .ci/office.sh

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
