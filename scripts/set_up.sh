#!/bin/sh
# Makes .venv from requirements.lock and nothing else; silent and instant when it is already so.
# Needs a POSIX shell and Python 3.11 or newer with its venv module. Everything that is installed is
# checked against the hashes in requirements.lock, the installer (uv) included.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

runs_here() { # a Python that starts and is new enough; a pyenv shim may exist and still not start
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if runs_here "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    say "需要 Python 3.11 或更新的版本；本机的 python3 是：$(python3 --version 2>&1 | head -n 1)"
    say "Python 3.11 or newer is needed. Install it, or name one: make PYTHON=/path/to/python3.12"
    exit 1
}

wanted="$(pwd) $(cat requirements.lock pyproject.toml | cksum)"
stamp=.venv/.jinguo-ready
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && runs_here .venv/bin/python; then
    exit 0
fi

python="$(find_python)"
say "准备运行环境 .venv（首次约一分钟）/ setting up .venv with $("$python" --version)"
# A .venv that was copied from elsewhere, or whose Python has gone, is made anew.
if ! runs_here .venv/bin/python || ! grep -qs "$(pwd)/.venv" .venv/bin/activate; then
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        say "缺少 venv 模块。Debian/Ubuntu：apt-get install python3-venv"
        say "Python's venv module is missing: install python3-venv and run make again."
        exit 1
    fi
fi
rm -f "$stamp"

# uv's own block of the lock: its pinned version and every hash of it.
awk '/^uv==/ { keep = 1 } keep { print } keep && !/\\$/ { exit }' requirements.lock >.venv/uv.lock
if ! [ -x .venv/bin/uv ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1 ||
    [ "uv $(sed -n 's/^uv==\([^ ]*\).*/\1/p' .venv/uv.lock)" != "$(.venv/bin/uv --version | cut -d' ' -f1,2)" ]; then
    say "  1/3 安装 uv（按 requirements.lock 校验）"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        --require-hashes -r .venv/uv.lock
fi

say "  2/3 安装依赖 / installing the locked requirements"
export VIRTUAL_ENV="$PWD/.venv"
export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-180}"
# System certificates, as pip uses them too: an organisation's proxy may sign with its own.
if ! .venv/bin/uv --system-certs pip sync --quiet --require-hashes --compile-bytecode \
    requirements.lock 2>.venv/install.log; then
    # uv does not read pip's configuration; a machine may reach its package index through that alone.
    say "      uv 未能完成（.venv/install.log），改用 pip，较慢 / uv could not; pip does it, slowly"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
    .venv/bin/python -m compileall -q .venv/lib >/dev/null || true # a package may ship templates as .py
fi

say "  3/3 安装本项目 / installing jinguo itself"
if ! .venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable . 2>.venv/install.log; then
    cat .venv/install.log >&2
    exit 1
fi
printf '%s\n' "$wanted" >"$stamp"
say "完成 / ready: .venv/bin/jinguo"
