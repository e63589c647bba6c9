# The only commands of the project. `make demo` and `make test` do all set-up on a fresh machine.
PYTHON ?= python3
VENV := .venv/bin

.PHONY: demo test check setup setup-test lint format fit evaluate screenshots requirements clean

demo: setup  ## install, load the sample registry, serve it and print the address
	@$(VENV)/repatria --data $(or $(REPATRIA_DATA),data/demo) demo $(DEMO_ARGS)

test: setup-test lint  ## install and run every check
	@$(VENV)/python -m pytest --cov --cov-report=term --cov-fail-under=85 $(TEST_ARGS)

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

fit: setup  ## fit evidence weights and thresholds on the generated set
	@$(VENV)/python -m matcher.fitting

evaluate: setup  ## measure on a folder of real pictures: make evaluate DATASET=folder
	@$(VENV)/python -m benchmarks.accuracy $(DATASET)

screenshots: setup-test  ## the pictures of the README, taken from the running demo
	@$(VENV)/python -m tools.screenshot

requirements: setup-test  ## pin every dependency again, with hashes
	@$(VENV)/python tools/pin.py

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage
