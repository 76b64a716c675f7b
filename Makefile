# Every target does its own set-up; the second time it is quick.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
ROLE ?= learner
export PATH := $(CURDIR)/$(BIN):$(PATH)
unexport PYTHONDONTWRITEBYTECODE  # some machines set it; then every process of every test compiles everything anew

.PHONY: help setup lab demo build test test-whole test-boundary test-browser test-hub test-all lint bench mutants lock clean

help:  ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready  ## install everything into .venv

.venv/ready: requirements.lock pyproject.toml setup.py autograder/lab/labextensions/sequence-models-lab/built_from.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "make: the course needs Python 3.11; install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lab: setup  ## open JupyterLab on the course; ROLE=instructor shows the class
	autograder lab --role $(ROLE) $(ARGS)

demo: setup  ## run the whole cycle: release, submit, autograde, feedback
	autograder demo

build: setup  ## rebuild the figures and the learners' notebooks from their sources
	python media/draw.py
	autograder build

test: setup  ## pass the tests, in under ten minutes
	pytest -n auto
	pytest -n 2 --dist worksteal -m "(kernel or training or slow) and not whole"

test-whole: setup  ## run the solved notebooks from top to bottom, and grade every answer from end to end
	pytest -n 2 --dist worksteal -m whole

test-boundary: setup  ## test what keeps learners' code in its place, and the gradebook in PostgreSQL
	pytest -m "service or hostile"

test-browser: setup  ## drive JupyterLab in Chromium, as learner and instructor; screenshots go to screenshots/
	pytest -n 0 -m browser

test-hub: setup  ## start a JupyterHub with an instructor and two learners; as root, with configurable-http-proxy
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r docs/jupyterhub/requirements.lock
	pytest -n 0 -m hub

test-all: test test-whole test-boundary test-browser lint mutants demo  ## everything, the mutants included
	autograder build --check
	pytest -m warm
	pytest -m faults -s
	pytest -m scale -s

lint: setup  ## check style and types
	ruff check .
	ruff format --check .
	mypy

bench: setup  ## measure a class graded here and by plain nbgrader
	autograder bench

mutants: setup  ## change every reference solution and see that the hidden tests notice
	python -m autograder.mutants

lock:  ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --quiet --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock
	grep -o 'jupyterhub>[^"]*' pyproject.toml | uv pip compile - --quiet -c requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade \
		-o docs/jupyterhub/requirements.lock

clean:  ## remove what was installed and graded here
	rm -rf .venv classroom
