# soleus-tray: `make run` starts it, `make test` tries everything; `make help` names the rest.

PYTHON := .venv/bin/python
BOOTSTRAP := packaging/bootstrap.sh
JOBS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
# make test TESTS=tests/core PYTEST="-x -k snooze" runs a part.
TESTS ?=
PYTEST ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install run demo test pytest lint format bench screenshots test-desktops test-windows test-bare \
        build wheel-check locale clean packages dev-environment desktop-packages

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

install: packages ## put soleus-tray and what it needs into .venv
	@$(BOOTSTRAP) environment

run: install ## start soleus-tray; with no screen, show it on a private virtual desktop
	@case "$$DISPLAY$$WAYLAND_DISPLAY-$$(uname -s)" in \
	-Linux) echo "There is no screen here, so this is a demonstration on a private virtual desktop."; \
	        $(MAKE) --no-print-directory demo;; \
	*) exec .venv/bin/soleus-tray run;; \
	esac

demo: install desktop-packages ## the whole of it in a minute on a virtual desktop, with pictures in build/demo
	@$(PYTHON) -m tests.desktop.demo

test: desktop-packages dev-environment lint wheel-check pytest ## lint, the built wheel and the whole suite

pytest: desktop-packages dev-environment
	@mkdir -p build; rm -f build/pytest-exit-code
	@$(PYTHON) -m pytest -n $(JOBS) --dist loadfile $(PYTEST) $(TESTS); \
	 code=$$?; echo $$code > build/pytest-exit-code; exit $$code

lint: dev-environment ## ruff, the formatter in check mode, mypy strict for three systems
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check --quiet || { echo "make format puts that right."; exit 1; }
	@for platform in linux win32 darwin; do \
	   $(PYTHON) -m mypy --strict --platform $$platform --cache-dir .mypy_cache/$$platform || exit 1; \
	 done
	@$(PYTHON) -m mypy --strict --cache-dir .mypy_cache/tests -p tests.desktop.harness -p tests.desktop.desktops

format: dev-environment ## put the code into the formatter's shape
	@$(PYTHON) -m ruff check --fix --quiet || true
	@$(PYTHON) -m ruff format

bench: desktop-packages dev-environment ## memory, processor time and latencies beside their limits
	@$(BOOTSTRAP) packages bench
	@$(PYTHON) -m tests.bench

screenshots: dev-environment desktop-packages ## pictures of every state, light and dark
	@$(PYTHON) -m tests.desktop.screenshots

test-desktops: desktop-packages dev-environment ## GNOME and Plasma (X11 and Wayland), MATE, LXQt and sway, for real
	@$(BOOTSTRAP) packages desktops
	@packaging/free-kwin.sh
	@$(PYTHON) -m tests.desktop.desktops $(DESKTOPS)

test-windows: desktop-packages build ## the built wheel on Windows' own Python under Wine, for real
	@$(BOOTSTRAP) packages wine
	@packaging/wine.sh build/windows
	@$(PYTHON) -m tests.windows build/windows

test-bare: ## make run and make test in a fresh clone on a bare Debian (as root)
	@$(BOOTSTRAP) packages bare
	@packaging/bare-machine.sh

build: dev-environment ## the wheel, in dist/
	@rm -f dist/*.whl
	@$(PYTHON) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

wheel-check: build ## the built wheel answers for itself
	@$(PYTHON) packaging/check_wheel.py

locale: dev-environment ## the catalogs of words follow the sources: assets/locale
	@$(PYTHON) packaging/catalogs.py

clean: ## remove what was built; .venv stays
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

packages:
	@$(BOOTSTRAP) packages runtime

desktop-packages: packages
	@$(BOOTSTRAP) packages desktop

dev-environment: packages
	@$(BOOTSTRAP) environment dev
