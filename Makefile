# Needs make and Python 3.11 or newer; everything else is installed into .venv from requirements.lock.
# State (inbox, archive, releases, logs) lives in var/, or where JINGUO_HOME points.
.DEFAULT_GOAL := help
.PHONY: help .venv nightly airflow docs evaluate check lint test lock clean distclean

BIN := .venv/bin
export MAKEFLAGS += --no-print-directory

help: ## 列出这些命令 / list these commands
	@awk -F ':.*## ' '/^[a-z.]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

.venv: ## 安装运行环境，已是最新时不做任何事 / install what requirements.lock names
	@PYTHON="$(PYTHON)" sh scripts/set_up.sh

nightly: .venv ## 经 Airflow 运行一次夜间装载 / one night through Airflow, in the foreground
	@$(BIN)/python -m scripts.nightly

airflow: .venv ## 每夜自动运行，界面在 127.0.0.1:8080 / scheduler and user interface
	@$(BIN)/python -m scripts.serve_airflow

docs: .venv ## 生成并打开数据字典 / build the dbt docs site and serve it on 127.0.0.1
	@$(BIN)/python -m scripts.build_docs
	@$(BIN)/jinguo serve

evaluate: .venv ## 留一作者，给读数打分（约十五分钟）/ score the reader, each writer left out (a quarter of an hour)
	@$(BIN)/python -m scripts.leave_one_out

lint: .venv
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 dbt_project

check: lint ## 快：格式、类型、引用规则、快的测试 / fast inner loop
	@$(BIN)/pytest -q -n 2 --dist loadfile -m "not slow"

test: lint ## CI 所做的一切 / everything that CI runs
	@$(BIN)/pytest -n 2 --dist loadfile

lock: .venv ## 按 pyproject.toml 重算 requirements.lock / resolve again, with hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --output-file requirements.lock pyproject.toml

clean: ## 删除缓存，不动 var/ 与 .venv / remove caches
	@rm -rf .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis build *.egg-info \
		dbt_project/target dbt_project/logs
	@find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## 连同 .venv 一起删除 / remove .venv too
	@rm -rf .venv
