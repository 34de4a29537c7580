# Needs GNU make and Python 3.11 or newer, nothing else: all packages go into .venv.
#   make findings          what a reader wants: results/findings.html
#   make test              what a contributor wants: all checks

PYTHON ?= python3
UV ?= uv

VENV := .venv
PY := $(VENV)/bin/python
OLD := .venv-matplotlib310
OLD_PY := $(OLD)/bin/python
PIP_FLAGS := --quiet --disable-pip-version-check --no-input

# A home folder that is empty or may not be written to is enough, and a user's own settings do
# not reach the outputs.
CACHE := $(CURDIR)/.cache
export JUPYTER_PLATFORM_DIRS := 1
export JUPYTER_PREFER_ENV_PATH := 1
export JUPYTER_CONFIG_DIR := $(CACHE)/jupyter/config
export JUPYTER_DATA_DIR := $(CACHE)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CACHE)/jupyter/runtime
export IPYTHONDIR := $(CACHE)/ipython
export MPLCONFIGDIR := $(CACHE)/matplotlib
export HYPOTHESIS_STORAGE_DIRECTORY := $(CACHE)/hypothesis
export PYDEVD_DISABLE_FILE_VALIDATION := 1
unexport JUPYTER_PATH MATPLOTLIBRC MPLBACKEND PYTHONHOME PYTHONPATH PYTHONWARNINGS SDLIB_RESULTS

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help venv findings test test-files test-unit test-matplotlib310 test-notebooks test-browser
.PHONY: notebooks lab lock clean

help:
	@echo "make findings    run the notebooks over data/ and write results/"
	@echo "make test        run all tests (or one of: test-files test-unit test-matplotlib310"
	@echo "                 test-notebooks test-browser)"
	@echo "make lab         open JupyterLab"
	@echo "make notebooks   run the notebooks and store their outputs in them"
	@echo "make venv        only set up .venv; the others do so themselves"
	@echo "make lock        renew the two lock files (needs uv)"
	@echo "make clean       remove everything that make made"
	@echo "PYTHON=python3.12 behind a target chooses the Python for .venv (3.11 or newer)."

venv: $(VENV)/ready

findings: $(VENV)/ready
	@echo "== findings: running the notebooks; this takes a few minutes"
	@$(PY) -m sdlib.notebook_runs notebooks --corpus data --out results

notebooks: $(VENV)/ready
	@echo "== notebooks: running them and storing their outputs"
	@$(PY) -m sdlib.notebook_runs notebooks --corpus data --out results --in-place

lab: $(VENV)/ready
	@$(PY) -m jupyter lab --ServerApp.root_dir="$(CURDIR)" \
		--FileContentsManager.preferred_dir="$(CURDIR)/notebooks"

test: test-files test-unit test-matplotlib310 test-notebooks test-browser
	@echo "== all tests passed"

test-files: $(VENV)/ready
	@echo "== ruff, and the dependency files against pyproject.toml"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m pytest --quiet tests/test_dependencies.py

test-unit: $(VENV)/ready
	@echo "== unit tests and doctests"
	@$(PY) -m pytest --quiet -m "not browser"

test-matplotlib310: $(OLD)/ready
	@echo "== Arabic in figures, with matplotlib 3.10"
	@$(OLD_PY) -m pytest --quiet tests/test_arabic_text.py tests/test_plots.py tests/test_scatter.py \
		tests/test_figure_files.py

test-notebooks: $(VENV)/ready
	@echo "== notebooks against their stored outputs"
	@results=$$(mktemp -d) && trap 'rm -rf "$$results"' EXIT && \
	SDLIB_RESULTS="$$results" $(PY) -m pytest --quiet --nbval --nbval-current-env notebooks

test-browser: $(VENV)/ready
	@echo "== the findings page and JupyterLab in a browser; pictures in results/screenshots"
	@$(PY) -m pytest --quiet -rs tests/browser

# The stamps are written last: an installation that was interrupted is taken up again.
$(VENV)/ready: requirements.lock pyproject.toml
	$(call make_venv,$(VENV),requirements.lock)
	@$(PY) -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	@touch $@

$(OLD)/ready: requirements-matplotlib310.lock
	$(call make_venv,$(OLD),requirements-matplotlib310.lock)
	@touch $@

define make_venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "sdlib needs Python 3.11 or newer, and '$(PYTHON)' is not. Install one, or name it:" >&2; \
	echo "  make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
@echo "== making $(1) with $$($(PYTHON) --version)"
@$(PYTHON) -m venv $(1) || { \
	echo "'$(PYTHON) -m venv' failed. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
@echo "== installing $$(grep -c '==' $(2)) packages of $(2) into $(1); this takes a few minutes"
@$(1)/bin/python -m pip install $(PIP_FLAGS) --requirement $(2)
endef

# One version for all Pythons and systems; uv looks at all of them and writes no index address.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--upgrade --no-emit-index-url --no-annotate --no-header

lock:
	@command -v $(UV) >/dev/null || { \
		echo "make lock needs uv: pip install uv, or name it: make UV=... lock" >&2; exit 1; }
	@echo "== requirements.lock"
	@$(call write_lock,requirements.lock,All that sdlib needs$(comma) extras included; stored outputs hold for it on Python 3.11.,pyproject.toml --all-extras)
	@echo "== requirements-matplotlib310.lock"
	@$(call write_lock,requirements-matplotlib310.lock,The second environment of 'make test': matplotlib 3.10.,--group pyproject.toml:matplotlib310)
	@echo "now run: make test"

comma := ,
define write_lock
{ echo "# $(2) Renew: make lock"; \
  $(COMPILE) $(3); } > $(1).new && mv $(1).new $(1) || { rm -f $(1).new; exit 1; }
endef

clean:
	rm -rf $(VENV) $(OLD) .cache .hypothesis results .results-* build dist *.egg-info
	find sdlib tests notebooks -name __pycache__ -prune -exec rm -rf {} +
	find notebooks -name .ipynb_checkpoints -prune -exec rm -rf {} +
