# Everything a developer runs. `make` lists the targets; the environment is made on first need.

VENV := .venv
BIN := $(VENV)/bin

# The first Python that is new enough and can make an environment; `make PYTHON=…` overrides.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

COMPILED := $(wildcard src/broadsheet/*/compiled/*.p[xy]*)
TORCH := 2.13.0
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
COMPILE := CUSTOM_COMPILE_COMMAND="make pins" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.PHONY: help demo test check torture bench model peers docs wheel pins compass clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(VENV)/.base  ## run the whole job on a small newspaper served from this machine
	$(BIN)/broadsheet demo

test: check  ## run everything that CI runs, two files at a time
	$(BIN)/pytest --numprocesses 2 --dist loadfile

check: $(VENV)/.test  ## style and types only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

torture: $(VENV)/.test  ## keep every promise of docs/reliability.md to its full count (about an hour)
	BROADSHEET_TORTURE=1 $(BIN)/pytest tests/promises --timeout 3600

bench: $(VENV)/.test  ## measure broadsheet and its peers on the development data
	$(BIN)/python -m benchmarks

peers: $(VENV)/.test  ## make the environments of the benchmark's peers (`make bench` does, too)
	$(BIN)/python -m benchmarks.environments

model: $(VENV)/.training  ## train the weights from BROADSHEET_DATA and cross-validate them (about three quarters of an hour)
	$(BIN)/python -m training
	$(BIN)/python -m training.dumps

docs: $(VENV)/.base  ## write docs/commands.md and docs/api.md from the code
	$(BIN)/python -m docs.build

wheel: $(VENV)/.base  ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

pins: $(VENV)/.base  ## resolve requirements/*.txt anew (run it on the oldest supported Python)
	$(INSTALL) 'pip-tools>=7.5'
	$(COMPILE) --upgrade -o requirements/base.txt pyproject.toml
	$(COMPILE) --upgrade --unsafe-package none -c requirements/base.txt -o requirements/build.txt requirements/build.in
	$(COMPILE) --upgrade -c requirements/base.txt -o requirements/trafilatura.txt --extra trafilatura pyproject.toml
	$(COMPILE) --upgrade --unsafe-package none -c requirements/base.txt -o requirements/test.txt --extra trafilatura \
		pyproject.toml requirements/build.in requirements/test.in
	$(COMPILE) --upgrade --unsafe-package none -c requirements/test.txt -o requirements/training.txt requirements/training.in
	for peer in requirements/peers-*.in; do \
		$(COMPILE) --upgrade --unsafe-package none -o $${peer%.in}.txt $$peer || exit; done

compass: $(VENV)/.test  ## print the numbers that CONTRIBUTING.md asks to keep an eye on
	$(BIN)/python -m tests.compass

clean:  ## remove what can be made again, the environment included
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps say which pins the environment holds: a second run installs nothing.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "broadsheet needs Python 3.11 or later with the venv module (on Debian: python3-venv);" \
		"name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "making $(VENV) with $(PYTHON), once"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: requirements/base.txt requirements/build.txt pyproject.toml hatch_build.py $(COMPILED) | $(VENV)/.made
	@echo "installing broadsheet and its pinned packages"
	@$(INSTALL) --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.base
	@echo "installing what the tests need"
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.training: requirements/training.txt $(VENV)/.test
	@echo "installing what training needs"
	@$(INSTALL) --require-hashes -r requirements/training.txt
	@$(INSTALL) --no-deps torch==$(TORCH)
	@touch $@
