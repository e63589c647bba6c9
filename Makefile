# The only commands of the project. `make demo` and `make test` do all set-up on a fresh machine.
PYTHON ?= python3
VENV := .venv/bin

.PHONY: demo test setup setup-test lint format fit evaluate screenshots requirements clean

demo: setup  ## install, load the sample registry, serve it and print the address
	@$(VENV)/repatria --data $(or $(REPATRIA_DATA),data/demo) demo $(DEMO_ARGS)

test: setup-test lint  ## install and run every check; what needs servers uses Docker
	@$(VENV)/python -m pytest --ignore=tests/docker --cov --cov-report=term --cov-fail-under=85 $(TEST_ARGS)
	@$(VENV)/python -m pytest tests/api --engine elasticsearch --database postgresql
	@$(VENV)/python -m pytest tests/docker

lint: setup-test  ## style, types and layering
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports

format: setup-test
	@$(VENV)/ruff check --fix .
	@$(VENV)/ruff format .

setup:
	@$(PYTHON) tools/setup.py runtime

setup-test:
	@$(PYTHON) tools/setup.py test

fit: setup  ## fit the weights file: make fit DATASETS="generated folder"
	@$(VENV)/repatria evaluate $(or $(DATASETS),generated) --fit

evaluate: setup  ## measure: make evaluate DATASET=folder EVALUATE_ARGS=--quick
	@$(VENV)/repatria evaluate $(or $(DATASET),generated) $(EVALUATE_ARGS)

screenshots: setup-test  ## the pictures of the README, taken from the running demo
	@$(VENV)/python -m tools.screenshot

requirements: setup-test  ## pin every dependency again, with hashes
	@$(VENV)/python tools/pin.py

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage
