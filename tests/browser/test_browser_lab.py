"""All notebooks in a real JupyterLab: its sanitizer must leave Arabic output as we wrote it."""

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
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
WIDTH, HEIGHT = 1200, 1400

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

# What JupyterLab draws only when it is scrolled to is not there for whoever looks at all of it.
DRAW_ALL = """() => {
  const settings = { windowingMode: "none", scrollPastEnd: false };
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.notebookConfig = { ...notebook.notebookConfig, ...settings };
}"""

# Outputs that are cut off or scroll sideways, and Arabic in a place that runs from left to right.
FAULTS = """() => {
  const found = [];
  for (const area of document.querySelectorAll(".jp-OutputArea-output")) {
    const text = (area.innerText || area.querySelector("img")?.alt || "").slice(0, 60);
    if (area.scrollWidth > area.clientWidth + 1) found.push(["wider than the page", text]);
    for (const image of area.querySelectorAll("img")) {
      if (!image.complete || !image.naturalWidth) found.push(["broken image", text]);
    }
    for (const cell of area.querySelectorAll("td, mark, p, div[dir]")) {
      const own = [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const first = own.map((node) => node.data).join("").match(/[A-Za-z\\u0620-\\u06ff]/);
      if (!first || first[0] < "\\u0620" || cell.closest("mark, bdi") !== null) continue;
      if (getComputedStyle(cell).direction !== "rtl") found.push(["left to right", own[0].data]);
    }
  }
  return found;
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
    # Or it asks whether it may tell news, on top of the notebook.
    asked = home / "settings" / "@jupyterlab" / "apputils-extension"
    asked.mkdir(parents=True)
    (asked / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    port, token = free_port(), secrets.token_hex(8)
    folders = {f"JUPYTER_{part}_DIR": str(home / part) for part in ("CONFIG", "DATA", "RUNTIME")}
    environment = {**os.environ, **folders, "IPYTHONDIR": str(home / "ipython")}
    environment |= {"JUPYTER_PREFER_ENV_PATH": "1", "PYTHONPATH": str(ROOT), "HOME": str(home)}
    environment |= {"SDLIB_RESULTS": str(home / "results")}
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": home,
        "IdentityProvider.token": token,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": "None",
        "LabApp.user_settings_dir": home / "settings",
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


def run_command(window, name):
    """Start a command of JupyterLab; some of them never say that they are done."""
    window.evaluate(f"() => {{ window.jupyterapp.commands.execute('{name}') }}")


def take_pictures(window, pictures, stem):
    """Pictures of a whole notebook, a screen each, without the frame of JupyterLab around it."""
    window.evaluate(DRAW_ALL)
    panel = window.locator(".jp-WindowedPanel-outer").first
    panel.evaluate("each => each.scrollTo(0, 0)")
    high, step = panel.evaluate("each => [each.scrollHeight, each.clientHeight - 40]")
    for number, top in enumerate(range(0, int(high), int(step))):
        panel.evaluate("(each, top) => each.scrollTo(0, top)", top)
        panel.screenshot(path=pictures / f"jupyterlab-{stem}-{number:02d}.png")


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_notebook_runs_and_arabic_stays_right_to_left(watched, lab, pictures, stem):
    """A cell whose direction or marks the sanitizer took away would read from the wrong side."""
    address, token = lab
    window = watched(width=WIDTH, height=HEIGHT)
    window.set_default_timeout(120_000)
    # A workspace of its own, or the notebooks of the tests before are opened again.
    place = f"lab/workspaces/{stem}/tree/notebooks/{stem}.ipynb"
    window.goto(f"{address}/{place}?token={token}")
    window.locator(".jp-Notebook .jp-Cell").first.wait_for()
    window.wait_for_function(CONNECTED)
    for command in ("notebook:clear-all-cell-outputs", "notebook:run-all-cells"):
        run_command(window, command)
    window.wait_for_function(ALL_RAN, timeout=240_000)
    if window.evaluate("() => !window.jupyterapp.shell.leftCollapsed"):
        run_command(window, "application:toggle-left-area")
    take_pictures(window, pictures, stem)
    window.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    assert window.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0

    assert window.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0

    assert window.locator('.jp-OutputArea-output [dir="rtl"]').count() > 0

    assert window.evaluate(FAULTS) == []

    marked = window.locator(".jp-OutputArea-output mark")
    assert all("background" in (each.get_attribute("style") or "") for each in marked.all()[:20])

    assert watched.errors == []

    assert [url for url in window.asked if not url.startswith((address, "data:", "blob:"))] == []
