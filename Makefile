# `make run` and `make test` are all that a newcomer needs; README.md explains the rest.
PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 7860
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check

# Where it is set, every process would compile all of this project's files again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run setup test check fix eval bench bench-model lock clean help

help:
	@echo "make run    set everything up, index ingest/articles and serve the page on http://$(HOST):$(PORT)"
	@echo "make test   every test, the browser's too"
	@echo "make setup | check | fix | eval | bench | bench-model | lock | clean"

# One bad file is told and left out; where there is an index, it is served all the same.
run: $(VENV)/.run
	@$(PY) -m ingest sync || $(PY) -m ingest status > /dev/null
	@$(PY) -m assistant serve --host $(HOST) --port $(PORT)

setup: $(VENV)/.run
	@$(PY) -m index prepare

# The stamps make the second time quick: nothing is downloaded again. What was converted or embedded is known by digest.
$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python3 -m venv failed: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 1; }
	$(PIP) install --progress-bar on --no-compile -r requirements.lock
	@$(PY) -m compileall -q -j 0 $(VENV)/lib > /dev/null 2>&1 || true # pip does it with one core; what is no Python is told
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	$(PIP) install --progress-bar on -r requirements-test.lock
	@touch $@

test: setup $(VENV)/.test
	@sh .ci/browser
	@$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.test
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy --num-workers 2
	$(VENV)/bin/lint-imports
	@$(MAKE) --no-print-directory test

fix: $(VENV)/.test
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

eval: setup
	@$(PY) -m ingest sync
	@$(PY) -m eval run
	@$(PY) -m eval compare

bench: setup
	@$(PY) -m ingest sync
	@$(PY) -m eval bench

# A weak model of its own environment as adversary: nothing that it invents may be shown. Slow on two cores: MINUTES bounds it.
CASES   ?= 24
MINUTES ?= 20
MODEL   := .venv-model

$(MODEL)/.ready: requirements-model.lock
	@test -x $(MODEL)/bin/python || $(PYTHON) -m venv $(MODEL)
	$(MODEL)/bin/python -m pip --disable-pip-version-check install --progress-bar on -r requirements-model.lock
	@touch $@

bench-model: setup $(MODEL)/.ready
	@$(PY) -m ingest sync
	@$(MODEL)/bin/python eval/weak.py data/models/gemma3-270m.gguf \
		$(PY) -m eval adversary --cases $(CASES) --minutes $(MINUTES)

# Pins come from a fresh environment, so that they are what pip itself would choose.
lock:
	@sh .ci/lock "$(PYTHON)"

clean:
	rm -rf $(VENV) $(MODEL) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
