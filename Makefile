# The two commands are `make site` and `make test`; `make help` lists the rest.
# Only relative paths, so that a checkout in a folder with spaces works; plain make and sh, so that macOS' old make does too.

PYTHON ?= python3
# Passed on to build_site.py, for instance --strict.
ANNALS_FLAGS ?=
# A folder with the packages, for a computer without network; `start.py wheels` makes one.
WHEELS ?=
# Passed on to pytest, for instance ARGS="tests/test_workflows.py -x".
ARGS ?=

VENV := .venv
BENCH := .cache/bench
ENGINE := .cache/zensical
DASK := .cache/dask
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --require-hashes

# Started by a service or in a container there may be no home; Playwright and pip want one to keep things in.
ifeq ($(HOME),)
export HOME := $(CURDIR)/$(VENV)
endif

# What an installation depends on: the lock and the Python it was made for.
define FINGERPRINT
import hashlib, sys
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")
print(sys.version.split()[0], hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())
endef
export FINGERPRINT

# The tests start the tool some hundred times: where compiled code is not kept, each time compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

LINT = $(PY) -m ruff check --quiet && $(PY) -m ruff format --check && $(PY) -m mypy

.DEFAULT_GOAL := site
# Two targets at once would make the same environment twice.
.NOTPARALLEL:
.PHONY: help site serve test lint soak bench rules setup setup-test setup-bench setup-engine setup-dask clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

site: setup ## take in the raw reports and build the site (the default)
	@$(PY) build_site.py $(ANNALS_FLAGS)

serve: setup ## preview the site while editing
	@$(PY) build_site.py serve $(ANNALS_FLAGS)

# In one process: a second one collects all tests again and makes again what they share (a third more CPU on a sixth of the suite).
# Whoever has not the time: ARGS="-n 2 --dist loadfile". Style comes last: a slip in it hides no test.
test: setup-test ## install what the tests need and run them, style and types included
	@$(PY) -m pytest -q $(ARGS)
	@$(LINT)

lint: setup-test ## style, slips and types alone
	@$(LINT)

soak: setup-test setup-engine setup-dask ## the long tests
	@PYTHONPATH="$(CURDIR)/$(DASK)" $(PY) -m pytest -q -m soak $(ARGS)

bench: setup-test setup-bench ## timings beside plain MkDocs; ARGS="--reports 100 --volumes 1 --pairs 3", --quick, --write
	@$(PY) -m tests.bench $(ARGS)

rules: setup ## the effect of every cleaning rule on every raw text at hand; ARGS="folder file …" names more
	@$(PY) -m tests.support.rules_table $(ARGS)

# The environment and when to make it anew: start.py knows, which does the same where there is no make. WHEELS=folder installs from a
# folder, without network.
setup: ## the virtual environment, if anything about it changed
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no $(PYTHON). Install Python 3.11 or newer (Debian, Ubuntu: sudo apt-get install python3 python3-venv), or name one: make PYTHON=python3.12" >&2; exit 1; }
	@WHEELS="$(WHEELS)" "$(PYTHON)" start.py setup

# The system comes first: it may be what brings python3-venv.
setup-test: ## what the tests need: Chromium, Chinese fonts, pdftotext, packages
	@PYTHON="$(PYTHON)" sh tests/setup.sh
	@$(MAKE) --no-print-directory setup
	@want=$$("$(PYTHON)" -c "$$FINGERPRINT" requirements-test.txt) || exit 1; \
	if [ "$$want" = "$$(cat $(VENV)/.annals-test 2>/dev/null)" ]; then exit 0; fi; \
	echo "Installing what the tests need into $(VENV)…"; \
	$(PIP) -r requirements-test.txt || { echo "Not everything in requirements-test.txt could be installed (see above). Behind a slow line, PIP_INDEX_URL names a mirror." >&2; exit 1; }; \
	echo "$$want" > $(VENV)/.annals-test

# In folders of their own, outside the environment: the same Material is timed with jieba and without. What jieba is built with
# comes out of the same lock, so it is there before; pip itself would fetch it unchecked.
setup-bench:
	@want=$$("$(PYTHON)" -c "$$FINGERPRINT" requirements-bench.txt) || exit 1; \
	if [ "$$want" = "$$(cat $(BENCH)/.installed 2>/dev/null)" ]; then exit 0; fi; \
	rm -rf $(BENCH); mkdir -p $(BENCH); \
	sed -n '/^setuptools/,$$p' requirements-bench.txt > $(BENCH)/build.txt; \
	sed '/^setuptools/,$$d' requirements-bench.txt > $(BENCH)/jieba.txt; \
	$(PIP) --no-deps --target $(BENCH)/build -r $(BENCH)/build.txt && \
	PYTHONPATH="$(CURDIR)/$(BENCH)/build" $(PIP) --no-deps --no-build-isolation --target $(BENCH)/jieba -r $(BENCH)/jieba.txt || \
	{ echo "Not everything in requirements-bench.txt could be installed (see above)." >&2; exit 1; }; \
	echo "$$want" > $(BENCH)/.installed

# Another engine in a folder of its own: it brings the parts that it shares with ours in its own versions.
setup-engine:
	@want=$$("$(PYTHON)" -c "$$FINGERPRINT" requirements-zensical.txt) || exit 1; \
	if [ "$$want" = "$$(cat $(ENGINE)/.installed 2>/dev/null)" ]; then exit 0; fi; \
	rm -rf $(ENGINE); mkdir -p $(ENGINE); \
	$(PIP) --no-deps --target $(ENGINE) -r requirements-zensical.txt || \
	{ echo "Not everything in requirements-zensical.txt could be installed (see above)." >&2; exit 1; }; \
	echo "$$want" > $(ENGINE)/.installed

# Likewise: nobody needs it but who has a cluster.
setup-dask:
	@want=$$("$(PYTHON)" -c "$$FINGERPRINT" requirements-dask.txt) || exit 1; \
	if [ "$$want" = "$$(cat $(DASK)/.installed 2>/dev/null)" ]; then exit 0; fi; \
	rm -rf $(DASK); mkdir -p $(DASK); \
	$(PIP) --no-deps --target $(DASK) -r requirements-dask.txt || \
	{ echo "Not everything in requirements-dask.txt could be installed (see above)." >&2; exit 1; }; \
	echo "$$want" > $(DASK)/.installed

clean: ## remove everything that can be made again
	rm -rf site .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache $(VENV)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
