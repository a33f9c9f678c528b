"""What all tests share: on how many examples a property is tried, a real browser, and haste.

A hundred examples in `make test`, half as many in its slow tests, some in `make check`. The browser
is the distribution's Chromium. There is one in a process: Playwright cannot be started twice.
"""

import functools
import gc
import shutil
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from unsigned_peace.grading.foreign.import_speed import leave_out_web_addresses

if TYPE_CHECKING:
    from playwright.sync_api import Browser

leave_out_web_addresses()  # as the command line does
# A shell starts what runs in the background deaf to Ctrl-C, and so are the programs of a test.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("some", settings.get_profile("ci"), max_examples=20)
settings.register_profile("half", settings.get_profile("ci"), max_examples=50)

PATIENCE_MS = 20_000  # a busy machine is no fault
CHROMIUM_FLAGS = (
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_finish() -> None:
    """Spare the collector of garbage the modules and tests that stay to the end."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def alembic_asked_once() -> Iterator[None]:
    """Ask once for the version of gradebooks: for each new one nbgrader starts a process."""
    with pytest.MonkeyPatch.context() as patch:
        if api := sys.modules.get("nbgrader.api"):
            patch.setattr(api, "get_alembic_version", functools.cache(api.get_alembic_version))
        yield


def chromium_path() -> str:
    """Find the distribution's Chromium; Playwright's own download is not used."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("No Chromium here. On Debian and Ubuntu: sudo apt install chromium")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start a browser for all tests."""
    path = chromium_path()
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - fast tests need none

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield chromium
        chromium.close()
