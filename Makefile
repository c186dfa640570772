# Two commands: `make run` and `make test`. Both begin with a bare machine and skip at once what is already done.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python manage.py
# Commands that only look at the code need no production values.
DEMO := AMPARO_DEMO=1
SBOM ?= var/sbom
# So many processes share the tests, each with a PostgreSQL of its own.
SIDE_BY_SIDE ?= 2
ROOMS := config staff people cases tests benchmarks manage.py

.PHONY: help run test check format messages bench sbom tools

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/runtime node_modules/installed ## Start everything on http://127.0.0.1:8000 (PORT=… for another port)
	@exec $(RUN) run

test: .venv/development node_modules/installed tools ## Install what it needs and run every check and every test
	@$(MAKE) --no-print-directory check
	@exec $(BIN)/python -m pytest -n $(SIDE_BY_SIDE) $(TESTS)

check: .venv/development node_modules/installed ## Formatting, lint, types, contracts, settings: all but the tests
	$(BIN)/ruff format --check $(wildcard $(ROOMS))
	$(BIN)/ruff check $(wildcard $(ROOMS))
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports --no-logo
	$(DEMO) $(BIN)/mypy
	$(DEMO) $(BIN)/python -W "ignore:Got an error checking" manage.py makemigrations --check --dry-run

format: .venv/development ## Format Python and templates
	$(BIN)/ruff format $(wildcard $(ROOMS))
	$(BIN)/ruff check --fix $(wildcard $(ROOMS))
	-$(BIN)/djlint --quiet --reformat templates

messages: .venv/development tools ## Collect strings for translation into locale/
	$(DEMO) $(RUN) makemessages --locale es --add-location file --no-wrap --ignore 'node_modules/*' --ignore 'var/*'

bench: .venv/development node_modules/installed ## Measure; nothing here passes or fails
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.record
	$(BIN)/python -m benchmarks.wall

# The exact versions and hashes that are installed, not what happens to lie on this machine.
sbom: .venv/development package-lock.json ## Write the bills of materials (CycloneDX) to var/sbom/
	@mkdir -p $(SBOM)
	@$(BIN)/python -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --output-file $(SBOM)/python.json
	@npm sbom --package-lock-only --sbom-format cyclonedx --loglevel=error > $(SBOM)/web.json
	@echo "$(SBOM)/python.json and $(SBOM)/web.json"

# Made without pip inside, because Debian packs that separately; the machine's pip reaches into it.
$(BIN)/uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Amparo needs Python 3.11 or newer: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

.venv/runtime: requirements.txt $(BIN)/uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt $(BIN)/uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@ .venv/runtime

node_modules/installed: package-lock.json
	@npm ci --ignore-scripts --loglevel=error
	@touch $@

# What pip and npm cannot bring: a browser and a connection pool for the tests, gettext for the messages.
tools:
	@missing=""; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  missing="chromium"; \
	command -v xgettext >/dev/null || missing="$$missing$${missing:+ }gettext"; \
	PATH="$$PATH:/usr/sbin" command -v pgbouncer >/dev/null || missing="$$missing$${missing:+ }pgbouncer"; \
	test -z "$$missing" && exit 0; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    -o DPkg::Lock::Timeout=300 $$missing >/dev/null; \
	else \
	  echo "This needs $$missing. Run: sudo apt-get install --yes $$missing" >&2; exit 1; \
	fi
