"""A real browser for the tests of this folder; without one they are skipped, and say so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--no-first-run", "--disable-sync"),
)


def find_browser():
    return next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    missing = pytest.mark.skip(reason="no Chromium was found (apt install chromium)")
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if find_browser() is None:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests, with a profile that is thrown away."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=[*FLAGS])
        yield started
        started.close()


@pytest.fixture
def watched(browser):
    """Open windows whose console errors and requests are written down and judged at the end."""
    contexts, errors = [], []

    def opened(width=1200, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        window = context.new_page()
        window.set_default_timeout(30_000)
        window.asked = []
        window.on("request", lambda request: window.asked.append(request.url))
        window.on("pageerror", lambda error: errors.append(str(error)))
        window.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        return window

    opened.errors = errors
    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pictures():
    """Where the pictures go: with the results, which are not committed."""
    folder = ROOT / "results" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
