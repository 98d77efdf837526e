# Needs Python (3.11 or later) and make; everything else is installed into .venv.
#   make audit   set up, then read the bundled sample: notebooks and report under reports/
#   make lab     set up, then open the workbench in JupyterLab on the sample
#   make test    set up, then lint, types, layers, tests, notebooks

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
AXE    := 4.11.0
AXE_FILE := .e2e/axe-core-$(AXE).js
SETUP  := pyproject.toml constraints.txt

.PHONY: audit lab test lint types layers unit notebooks e2e truth corpus mutation example bench bench-pdf bench-workbench docs format constraints clean
.DELETE_ON_ERROR:

audit: $(VENV)/.audit
	$(BIN)/audit run data/sample.docx --out reports || [ $$? -eq 1 ] # 1 says that there are leads

# opens the workbench in JupyterLab on the sample; SOURCE=disclosure.docx for another one
SOURCE ?= data/sample.docx
lab: $(VENV)/.audit
	$(BIN)/audit lab $(SOURCE) --dir lab

test: lint types layers unit notebooks

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

unit: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term

# the pages and the workbench in a real browser; skips what the machine has not
e2e: $(VENV)/.test
	mkdir -p .e2e
	@[ -f $(AXE_FILE) ] || { npm pack --silent --pack-destination .e2e axe-core@$(AXE) && \
	  tar -xzOf .e2e/axe-core-$(AXE).tgz package/axe.min.js > $(AXE_FILE); } || \
	  { rm -f $(AXE_FILE); echo "axe-core could not be fetched: accessibility is not tested"; }
	$(BIN)/python -m pytest -m e2e tests/e2e

# runs every stored notebook again and compares each output
notebooks: $(VENV)/.test
	$(BIN)/python -m pytest --nbval --nbval-sanitize-with notebooks/sanitize.cfg notebooks

# the findings known in the first real disclosure against what is found
truth: $(VENV)/.test
	$(BIN)/python benchmarks/truth.py

# the passages of many provinces: figures and leads against their truth
corpus: $(VENV)/.test
	$(BIN)/python benchmarks/corpus.py

# defects planted one by one: which are found; writes docs/accuracy.md
mutation: $(VENV)/.test
	$(BIN)/python benchmarks/mutation.py --write docs/accuracy.md

bench: $(VENV)/.test
	$(BIN)/python benchmarks/speed.py

# what reading a PDF costs, against the bare text extraction of the same file
bench-pdf: $(VENV)/.test
	$(BIN)/python benchmarks/pdf.py

# how fast widgets answer and notebooks run, beside a kernel that does nothing
bench-workbench: $(VENV)/.test
	$(BIN)/python benchmarks/workbench.py

# renews the notebooks' stored outputs and the kept example in reports/example
example: $(VENV)/.audit
	$(BIN)/python notebooks/render.py

# one page a check, from its metadata and docstring
docs: $(VENV)/.audit
	$(BIN)/audit checks --write docs/checks

format: $(VENV)/.test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# renew the pins: install the newest versions into .venv by hand, then run this
constraints:
	{ sed -n '/^#/p' constraints.txt; $(PIP) freeze --exclude-editable | grep -v ' @ '; } > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# Set-up runs again only when a requirement changed.
$(VENV)/.audit: $(SETUP) | $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt --editable .
	$(BIN)/python -m compileall -q audit
	touch $@

$(VENV)/.test: $(SETUP) | $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	$(BIN)/python -m compileall -q audit
	touch $@ $(VENV)/.audit

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
