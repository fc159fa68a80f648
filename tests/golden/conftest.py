"""The flag that rewrites golden files; the test then fails, so that a person reads the diff."""


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite expected.jsonl files")
