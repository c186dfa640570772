"""How `make test` shares the tests between processes, each with a PostgreSQL of its own.

A pytest plugin (`-p tests.side_by_side` in pyproject.toml) that says nothing unless `pytest -n` asks for processes.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# What takes long comes first, so that all processes have something to do until the end: the browser with its site,
# then whole sites and crawls, then everything else.
LONG = ("tests/browser/", "tests/config/")
BROWSER = LONG[0]


class ByFile(LoadScopeScheduling):
    """Each file goes to one process as a whole, and the browser's folder too: it is started once."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def together(nodeid: str) -> str:
    """The name of what a test belongs to and is not parted from."""
    return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand the tests out by file, in the order in which they are collected."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put first what takes long; pytest-django has put first what needs a database."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))


def rank(nodeid: str) -> int:
    """The place of a test's folder in `LONG`, behind all of them if it has none."""
    return next((place for place, folder in enumerate(LONG) if nodeid.startswith(folder)), len(LONG))
