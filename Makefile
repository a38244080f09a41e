# Two commands do all the set-up on a fresh machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The exact versions of all that is installed, so that a clone passes its tests on any day
CONSTRAINTS ?= constraints.txt
LOWEST ?= constraints-lowest.txt
# Python compiles what is imported; most of what is installed never is
PIP := -m pip install --quiet --no-compile
INSTALL := $(PIP) --constraint $(CONSTRAINTS)

# What a command began to write before it failed would look finished the next time
.DELETE_ON_ERROR:
.PHONY: fuzz mutants bench coverage demo check-page node-packages browser office servers test parity consumers test-matrix test-lowest \
  test-newest test-pythons upgrade lint types mypy pyright contracts generate released pictures docs check clean

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.demo: $(VENV)/pyvenv.cfg pyproject.toml $(CONSTRAINTS)
	$(BIN)/python $(INSTALL) --editable ".[all]"
	touch $@

$(VENV)/.dev: $(VENV)/.demo pyproject.toml $(CONSTRAINTS)
	$(BIN)/python $(INSTALL) --group dev
	touch $@

bench: $(VENV)/.dev node-packages check-page browser  ## measure on an otherwise idle machine and write docs/performance.md
	$(BIN)/python $(INSTALL) --group bench
	$(BIN)/python benchmarks/documents.py
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/tables.py
	$(BIN)/python benchmarks/one_engine.py
	$(BIN)/python benchmarks/tallies.py
	$(BIN)/python benchmarks/seen.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/page.py

demo: $(VENV)/.demo  ## install and check the examples; the planted mistakes are found
	@echo "\$$ improve list"
	@$(BIN)/improve list
	@echo
	@echo "\$$ improve validate examples/video-consultations examples/mistakes"
	@$(BIN)/improve validate examples/video-consultations examples/mistakes; \
	  code=$$?; test $$code -eq 1 || { echo "expected the planted mistakes (exit code 1), got $$code"; exit 1; }
	@echo
	@echo "\$$ improve validate examples/exports/..."
	@for table in microsoft-forms.xlsx google-forms.csv huddle-notes.xlsx; do \
	  $(BIN)/improve validate examples/exports/$$table; \
	  code=$$?; test $$code -eq 1 || { echo "expected the planted mistakes (exit code 1), got $$code"; exit 1; }; \
	done
	@echo
	@echo "\$$ improve validate examples/spreadsheets/missed-calls-iceberg.csv"
	@$(BIN)/improve validate examples/spreadsheets/missed-calls-iceberg.csv
	@echo
	@echo "\$$ improve report examples/video-consultations --out dist/report.html"
	@$(BIN)/improve report examples/video-consultations --out dist/report.html --force
	@for framework in iceberg ladder-of-inference learning-grid; do \
	  $(BIN)/improve form $$framework --out dist/$$framework.html --force; \
	done
	@$(MAKE) --no-print-directory check-page
	@echo "dist/ holds a report and three forms. Open them with any browser; they need no network."
	@test ! -e dist/check.html || \
	  echo "Open dist/check.html, and drop a record or a spreadsheet on it: examples/exports/huddle-notes.xlsx"

check-page: dist/check.html  ## build the page in which the library itself checks files, in a browser

dist/check.html: $(VENV)/.demo check_page/node_modules/.installed check_page/build.py check_page/compile.py \
  check_page/compile.mjs $(shell find src -type f -not -name '*.pyc')
	@if test -e check_page/node_modules/.installed; then \
	  $(BIN)/python $(INSTALL) --group check-page && $(BIN)/python check_page/build.py $@; \
	else \
	  echo "Without Node 20 or later and npm, there is no check page."; \
	fi

# The folders that need packages for Node, each with its package.json
NODE_FOLDERS := check_page tests/consumers tests/parity

node-packages: $(NODE_FOLDERS:%=%/node_modules/.installed)  ## install what is run in Node

# Without Node or a browser, the tests that ask them are skipped; the gate (NO_SKIPS) allows no skip.
%/node_modules/.installed: %/package.json
	@if command -v npm >/dev/null; then \
	  cd $* && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel error \
	    && touch node_modules/.installed; \
	else \
	  echo "Without Node 20 or later and npm, what needs $* is left out."; test -z "$$NO_SKIPS"; \
	fi

browser:  ## install the browsers in which the tests open pages, if they are missing
	@if { command -v chromium-headless-shell || command -v chromium; } >/dev/null \
	  && command -v firefox-esr >/dev/null; then :; \
	elif test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell firefox-esr; \
	else \
	  echo "Without the commands chromium (or chromium-headless-shell) and firefox-esr, the tests of pages are skipped."; test -z "$$NO_SKIPS"; \
	fi

office:  ## install the office program in which the tests open marked workbooks, if there is none
	@if command -v soffice >/dev/null; then :; \
	elif test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-calc; \
	else \
	  echo "Without LibreOffice (soffice), the tests of marked workbooks are skipped."; test -z "$$NO_SKIPS"; \
	fi

servers:  ## install the Java that Spark needs and the PostgreSQL that tests start, if there are none
	@if command -v java >/dev/null && { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1; then :; \
	elif test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jre-headless postgresql; \
	else \
	  echo "Without Java 17 and PostgreSQL, the tests on Spark and PostgreSQL are skipped."; test -z "$$NO_SKIPS"; \
	fi

test: $(VENV)/.dev node-packages check-page site/index.html browser office servers  ## run all tests
	$(BIN)/python -m pytest -n auto

coverage: $(VENV)/.dev node-packages check-page site/index.html browser office servers  ## run all tests and see that they reach all code
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

# As many documents of each kind are drawn as this says, others in each run
PARITY_DOCUMENTS ?= 20000
PARITY_SEED ?= $(shell date +%s)

parity: $(VENV)/.dev tests/parity/node_modules/.installed  ## ask every engine about many documents
	PARITY_DOCUMENTS=$(PARITY_DOCUMENTS) PARITY_SEED=$(PARITY_SEED) HYPOTHESIS_PROFILE=many \
	  $(BIN)/python -m pytest -q -n auto tests/parity

# The tests that need no cluster, no browser and no other language, so that they run on any Python
PLAIN_TESTS := src tests/core tests/documents tests/frameworks tests/schemas tests/tables \
  --ignore tests/tables/lazy --ignore tests/tables/test_data_frame.py

# Debian's packages with the validators and engines of other languages
ENGINES := golang-go golang-github-xeipuuv-gojsonschema-dev libjson-validator-perl ruby \
  ruby-json-schemer php-cli default-jdk-headless

consumers: $(VENV)/.dev  ## ask validators and regular expressions of other languages
	@if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	  dpkg -s $(ENGINES) >/dev/null 2>&1 || { apt-get update -qq && \
	    apt-get install -y -qq --no-install-recommends $(ENGINES) >/dev/null; }; \
	else \
	  echo "Needed, by the names of Debian: $(ENGINES)"; \
	fi
	$(BIN)/python $(INSTALL) --group engines
	$(BIN)/python -m pytest -q tests/engines

test-matrix: test-lowest test-newest test-pythons  ## run the tests with other versions and Pythons

test-lowest:  ## run the tests with the lowest versions that the project says it works with
	$(PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-lowest/bin/python $(PIP) --editable ".[all]" --group test --constraint $(LOWEST)
	HYPOTHESIS_PROFILE=quick $(VENV)-lowest/bin/python -m pytest -q -n auto $(PLAIN_TESTS)

test-newest:  ## run the tests with the newest versions of all that is installed
	$(PYTHON) -m venv $(VENV)-newest
	$(VENV)-newest/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-newest/bin/python $(PIP) --upgrade --editable ".[all]" --group test
	$(VENV)-newest/bin/python -m pytest -q -n auto $(PLAIN_TESTS)

PYTHONS ?= python3.11 python3.12 python3.13 python3.14

test-pythons:  ## run the tests on every Python that this machine has, and say which they were
	@for python in $(PYTHONS); do \
	  $$python -c "" 2>/dev/null || { echo "$$python: not on this machine"; continue; }; \
	  $$python --version; \
	  $$python -m venv $(VENV)-$$python && \
	  $(VENV)-$$python/bin/python -m pip install --quiet --upgrade "pip>=25.1" && \
	  $(VENV)-$$python/bin/python $(INSTALL) --editable ".[all]" --group test && \
	  $(VENV)-$$python/bin/python -m pytest -q -n auto $(PLAIN_TESTS) || exit 1; \
	done

upgrade:  ## renew the constraints: the newest versions that go together, and that go with the lowest
	$(PYTHON) -m venv --clear $(VENV)-upgrade
	$(VENV)-upgrade/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-upgrade/bin/python -m pip install --quiet --editable ".[all]" --group dev --group bench --group engines
	{ sed -n '/^#/p' $(CONSTRAINTS); \
	  $(VENV)-upgrade/bin/python -m pip freeze --exclude-editable; } > $(CONSTRAINTS).new
	mv $(CONSTRAINTS).new $(CONSTRAINTS)
	$(PYTHON) -m venv --clear $(VENV)-upgrade
	$(VENV)-upgrade/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-upgrade/bin/python -m pip install --quiet --editable ".[all]" --group test --constraint tests/lowest.txt
	{ sed -n '/^#/p' $(LOWEST); \
	  $(VENV)-upgrade/bin/python -m pip freeze --exclude-editable; } > $(LOWEST).new
	mv $(LOWEST).new $(LOWEST)
	rm -rf $(VENV)-upgrade

fuzz: $(VENV)/.dev  ## draw many examples, others in each run, then change files at random for long
	HYPOTHESIS_PROFILE=many nice $(BIN)/python -m pytest -q -n auto tests/testing
	HYPOTHESIS_PROFILE=many nice $(BIN)/python -m pytest -q -n auto -m hypothesis tests --ignore tests/testing
	HYPOTHESIS_PROFILE=long nice $(BIN)/python -m pytest -q -n 0 tests/tables/readers/test_changed_files.py

mutants: $(VENV)/.dev  ## change the rules in small ways and see that the tests notice
	nice $(BIN)/python tests/mutation/mutate.py $(MODULES)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: mypy pyright

mypy: $(VENV)/.dev
	$(BIN)/mypy src tests

pyright: $(VENV)/.dev
	$(BIN)/pyright

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

generate: $(VENV)/.dev  ## write the schemas and the generated pages anew
	$(BIN)/python -m improvement_frameworks.generate

released: $(VENV)/.dev  ## check that no released schema has changed
	$(BIN)/python -m improvement_frameworks.schemas schemas

pictures: $(VENV)/.dev node-packages check-page site/index.html browser  ## take the picture in the README, and pictures of pages to look at
	$(BIN)/python -m tests.consumers.pictures site

docs: site/index.html  ## build the site; it has the check page if that was built before
	test ! -e dist/check.html || cp dist/check.html site/

site/index.html: $(VENV)/.dev mkdocs.yml $(shell find docs examples site_theme src -type f -not -name '*.pyc')
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

check: lint types contracts test docs  ## all that .ci/run does

clean:
	rm -rf $(VENV) $(VENV)-* site dist build .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
