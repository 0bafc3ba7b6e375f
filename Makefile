# Everything a person types. Each target first installs what it needs (tools/setup).
.PHONY: demo serve serve-demo test check fix bench bench-portal lock help conformance spark
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
DEMO := out/demo
export PYTHONUTF8 := 1

help:
	@echo "make demo    a sample region: lists in, signs on the terminal and an HTML report out; a demo of the portal"
	@echo "make serve   the portal on this machine, with its own PostgreSQL"
	@echo "make serve-demo  the portal with the sample region in it and accounts to try"
	@echo "make test    all tests"
	@echo "make check   style, types, walls between the wings, architecture tests"
	@echo "make fix     format and repair style"
	@echo "make bench   the benchmarks, written to docs/benchmarks.md"
	@echo "make bench-portal  the portal under load (SIZE=50000 persons, RATE=100 a second)"
	@echo "make conformance  R's results made anew, the engine compared with them"
	@echo "make spark   the engine on Spark gives the same bits"

demo:
	@tools/setup
	@.venv/bin/lieny demo $(DEMO)

serve:
	@tools/setup
	@.venv/bin/lieny serve

serve-demo:
	@tools/setup
	@[ -e $(DEMO)/data/demo-accounts.txt ] || .venv/bin/lieny demo $(DEMO)
	@cat $(DEMO)/data/demo-accounts.txt
	@LIENY_DATA="$$(realpath $(DEMO)/data)" .venv/bin/lieny serve

test:
	@tools/setup browser
	@# In order of files: by number of tests, the few long walks through the portal would come last.
	$(PYTHON) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

check:
	@tools/setup dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	$(PYTHON) -m pytest -q tests/architecture

fix:
	@tools/setup dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench:
	@tools/setup dev
	$(PYTHON) benchmarks/run.py
	$(PYTHON) benchmarks/detection.py

# A nation: SIZE=1000000 (a quarter of an hour to fill). Figures are written only with WRITE=--write.
SIZE ?= 50000
RATE ?= 100
bench-portal:
	@tools/setup dev
	@tools/setup load
	$(PYTHON) benchmarks/portal.py --persons $(SIZE) --rate $(RATE) $(WRITE)

conformance:
	@tools/setup dev
	@tools/setup r
	$(PYTHON) tools/conformance/run.py

spark:
	@tools/setup dev
	@tools/setup spark
	LIENY_SPARK=1 $(PYTHON) -m pytest -q tests/surveillance/services/test_spark_screen.py

lock:
	@tools/lock
