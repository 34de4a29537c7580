"""A notebook in a real JupyterLab: its sanitizer must leave Arabic output as we wrote it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = "04_claims.ipynb"

# Asked to run before its kernel is there, JupyterLab asks back which one.
CONNECTED = """() => {
  const widget = window.jupyterapp?.shell.currentWidget;
  return widget?.context?.sessionContext.session?.kernel?.connectionStatus === "connected";
}"""

# The command that runs all cells does not tell when it is done; the numbers of the cells do.
ALL_RAN = """() => {
  const cells = window.jupyterapp.shell.currentWidget.content.widgets;
  return cells.every((cell) => cell.model.type !== "code" || cell.model.executionCount > 0);
}"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port, server, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab over a copy of the notebooks, with no setting of the user's and no network."""
    home = tmp_path_factory.mktemp("lab")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, home / folder)
    port, token = free_port(), secrets.token_hex(8)
    folders = {f"JUPYTER_{part}_DIR": str(home / part) for part in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **folders, "IPYTHONDIR": str(home / "ipython")}
    environment |= {"JUPYTER_PREFER_ENV_PATH": "1", "PYTHONPATH": str(ROOT), "HOME": str(home)}
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": home,
        "IdentityProvider.token": token,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": "None",
    }
    flags = ["--no-browser", "--allow-root", "--expose-app-in-browser"]
    command = [sys.executable, "-m", "jupyterlab", *flags]
    command += [f"--{name}={value}" for name, value in options.items()]
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}", token
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                # A kernel that does not end keeps its server.
                server.kill()
                server.wait()


def test_notebook_runs_and_arabic_stays_right_to_left(watched, lab, pictures):
    """A cell whose direction or marks the sanitizer took away would read from the wrong side."""
    address, token = lab
    window = watched(height=1400)
    window.set_default_timeout(120_000)
    window.goto(f"{address}/lab/tree/notebooks/{NOTEBOOK}?token={token}")
    window.locator(".jp-Notebook .jp-Cell").first.wait_for()
    window.wait_for_function(CONNECTED)
    for command in ("clear-all-cell-outputs", "run-all-cells"):
        window.evaluate(f"() => {{ window.jupyterapp.commands.execute('notebook:{command}') }}")
    window.wait_for_function(ALL_RAN, timeout=240_000)
    assert window.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0

    cell = window.locator('.jp-OutputArea-output [dir="rtl"]').first
    cell.evaluate("each => each.scrollIntoView({ block: 'center' })")
    assert cell.evaluate("each => getComputedStyle(each).direction") == "rtl"

    marked = window.locator(".jp-OutputArea-output mark").first
    assert "background" in (marked.get_attribute("style") or "")

    window.screenshot(path=pictures / f"jupyterlab-{Path(NOTEBOOK).stem}.png")
    assert watched.errors == []

    assert [url for url in window.asked if not url.startswith((address, "data:", "blob:"))] == []
