# Unsigned Peace. Type `make` to see what you can do here.
# Students need `make lab` alone. Without make (Windows, conda): see README.md.

PYTHON ?= python3
BIN := .venv/bin
LAB := $(PYTHON) lab.py

.DEFAULT_GOAL := help
.PHONY: help lab install install-dev js js-check pictures site slides style py-check quick check test test-python bench hub release clean
.PHONY: need-python need-tests need-room need-node need-chromium need-axe need-servers

help: ## Show this list
	@echo "Unsigned Peace: a history course in JupyterLab"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

lab: need-python ## Install what is missing, open the course (PORT=8890, BROWSER=no)
	@$(LAB) $(if $(PORT),--port $(PORT)) $(if $(filter no,$(BROWSER)),--no-browser)

install: need-python ## Only install
	@$(LAB) --install-only

install-dev: need-python ## Install the tools of maintainers, too
	@$(LAB) --install-only --with-tests

JS_TOOLS := js/node_modules/.package-lock.json js/lab/node_modules/.package-lock.json

js: $(JS_TOOLS) ## Build the scripts of the widgets and the extension of JupyterLab from js/
	npm run --silent --prefix js build
	npm run --silent --prefix js/lab build

js-check: $(JS_TOOLS) ## Style, types and unit tests of js/ (needs npm)
	npm run --silent --prefix js check
	npm run --silent --prefix js/lab check

pictures: ## Draw the pictures of docs/architecture.md from their texts (needs Graphviz)
	@command -v dot >/dev/null || { \
	  echo "The pictures need Graphviz. On Debian and Ubuntu: sudo apt install graphviz"; exit 2; }
	for text in docs/architecture/*.dot; do dot -Tsvg "$$text" -o "$${text%.dot}.svg"; done

site: install-dev ## Build the pages to read on a phone or on paper, in dist/site
	@$(BIN)/unsigned-peace site

slides: install ## Instructors: build the slides of each module, in dist/slides
	@$(BIN)/unsigned-peace slides

style: need-tests install-dev $(JS_TOOLS)
	@$(MAKE) --no-print-directory --jobs=2 js-check py-check

py-check:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/unsigned-peace check

# Each worker loads the package and all tests: they are compiled once, whatever the shell wants.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest
# On all processors. Properties are tried on fewer examples than in `make test`.
FAST := -q -n logical --dist worksteal -m "not browser and not slow"
SOME := --hypothesis-profile=some

quick: need-room install-dev ## Fast tests of one room, in seconds (ROOM=quiz)
	$(PYTEST) $(FAST) $(SOME) $(wildcard src/unsigned_peace/$(ROOM) tests/$(ROOM))

check: style ## Fast checks before a commit, about a minute
	$(PYTEST) $(FAST) $(SOME)

test: style need-chromium need-axe need-servers ## Every test, with a real browser and whole grading loops
	$(PYTEST) $(FAST)
	$(BIN)/pytest --hypothesis-profile=half -n logical --dist loadfile --no-loadscope-reorder -m "browser or slow"

# Another Python gets an environment of its own, in .venv-<its name>, with the tools of the lock.
test-python: need-python need-tests need-node ## Maintainers: the fast tests on another Python (PYTHON=python3.13)
	$(PYTHON) -m venv .venv-$(notdir $(PYTHON))
	.venv-$(notdir $(PYTHON))/bin/pip install --quiet -r requirements-dev.lock
	.venv-$(notdir $(PYTHON))/bin/pip install --quiet --no-build-isolation --no-deps --editable .
	.venv-$(notdir $(PYTHON))/bin/pytest $(FAST)

bench: need-tests need-chromium install-dev ## Measure quizzes, pages and grading (COUNTS="40 200")
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_browser
	$(BIN)/python -m tests.bench_grading $(COUNTS)

# The hub's Python must be one that students can run, too: the script looks for it.
hub: need-python need-tests ## Instructors, as root: a server for a class (CLASS=class.csv PORT=8000)
	@$(PYTHON) deploy/jupyterhub/install.py $(CLASS) $(if $(PORT),--port $(PORT))

release: install ## Instructors: make the students' copy of a problem set (PS=ps1-san-francisco FORM=2)
	@test -n "$(PS)" && test -d "exercises/$(PS)" || { \
	  echo "Which problem set? Type: make release PS=<name>, one of:"; ls -d exercises/*/; exit 2; }
	@mkdir -p .exchange dist
	$(BIN)/nbgrader generate_assignment $(PS) --create --force $(if $(FORM),"--MakeForm.form=$(FORM)")
	$(BIN)/nbgrader release_assignment $(PS) --force
	@rm -f dist/$(PS).zip && $(BIN)/python -m zipfile -c dist/$(PS).zip release/$(PS)
	@echo "Released to the exchange. To hand it out another way, give students dist/$(PS).zip"

clean: ## Delete what was installed and built; your notebooks and answers stay
	rm -rf .venv .venv-* dist artifacts .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf js/node_modules js/lab/node_modules js/lab/lib js/lab/built tests/browser/node_modules
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

need-python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer from python.org or your"; \
	  echo "system's packages. If it has another name: make lab PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 6))' || { \
	  echo "'$(PYTHON)' is too old. Install Python 3.11 or newer from python.org or your system's"; \
	  echo "packages. If it has another name: make lab PYTHON=/path/to/python3"; exit 2; }

need-tests:
	@test -d tests || { \
	  echo "This is a student edition: it has no tests and no solutions. Clone the repository."; exit 2; }

need-room: need-tests
	@test -n "$(ROOM)" && test -n "$(wildcard tests/$(ROOM))" || { \
	  echo "Which room? Type: make quick ROOM=<name>, one of:"; ls -d tests/*/ | cut -d/ -f2; exit 2; }

need-node:
	@command -v node >/dev/null || { \
	  echo "The tests of the site's scripts need Node. On Debian and Ubuntu: sudo apt install npm"; \
	  exit 2; }

need-chromium:
	@command -v chromium >/dev/null || { \
	  echo "The browser tests need Chromium. On Debian and Ubuntu: sudo apt install chromium"; exit 2; }

need-servers:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  echo "The test of a shared gradebook needs a PostgreSQL server (it starts its own)."; \
	  echo "On Debian and Ubuntu: sudo apt install postgresql"; exit 2; }
	@command -v openssl >/dev/null || { \
	  echo "The test of an encrypted cluster needs openssl."; \
	  echo "On Debian and Ubuntu: sudo apt install openssl"; exit 2; }

# What comes from npm: esbuild, Biome and TypeScript for js/, Jupyter's builder for js/lab, the
# accessibility checker for the browser tests. Each lock has a hash for each file.
need-axe: tests/browser/node_modules/.package-lock.json

%/node_modules/.package-lock.json: %/package-lock.json
	@command -v npm >/dev/null || { \
	  echo "The scripts and the accessibility tests need npm. On Debian and Ubuntu: sudo apt install npm"; \
	  exit 2; }
	npm ci --prefix $* --ignore-scripts --no-audit --no-fund
	@touch $@
