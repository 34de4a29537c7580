"""The dependency files say the same: pyproject.toml leads, locks and environment.yml follow.

These tests read files only, so they fail before anything is installed from a stale file.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]

# conda-forge's name for a package where it differs by more than case, `-`, `_` and `.`.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}

# What a package is imported as, where that is another name.
IMPORT_NAMES = {
    "PIL": "pillow",
    "arabic_reshaper": "arabic-reshaper",
    "axe_playwright_python": "axe-playwright-python",
    "bidi": "python-bidi",
    "fontTools": "fonttools",
    "jupyter_client": "jupyter-client",
    "pycrfsuite": "python-crfsuite",
    "sklearn": "scikit-learn",
    "zmq": "pyzmq",
}

Specifiers = dict[str, SpecifierSet]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def package_requirements(pyproject: str) -> list[Requirement]:
    """The requirements of the package and of all its extras."""
    project = tomllib.loads(pyproject)["project"]
    extras = project.get("optional-dependencies", {}).values()
    return [Requirement(line) for line in chain(project["dependencies"], *extras)]


def group_requirements(pyproject: str, group: str) -> list[Requirement]:
    return [Requirement(line) for line in tomllib.loads(pyproject)["dependency-groups"][group]]


def locked(lock: str) -> Specifiers:
    lines = (line.strip() for line in lock.splitlines())
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(entry.name): entry.specifier for entry in found}


def conda_environment(text: str) -> tuple[Specifiers, Specifiers, list[str]]:
    """The conda packages, the pip packages, and the pip lines as they stand.

    Reads the one form that environment.yml has: a list `dependencies` of plain entries, of which
    one, `pip:`, holds a list of its own.
    """
    conda: Specifiers = {}
    pip: list[str] = []
    section, inside = "", False
    for line in re.sub(r"(^|\s)#.*", "", text).splitlines():
        if found := re.fullmatch(r"(\w+):.*", line):
            section, inside = found.group(1), False
        elif section == "dependencies" and re.fullmatch(r"\s*- pip:\s*", line):
            inside = True
        elif section == "dependencies" and (found := re.fullmatch(r"(\s*)- (\S.*?)\s*", line)):
            if inside and len(found.group(1)) > 2:
                pip.append(found.group(2))
            else:
                conda.update([conda_entry(found.group(2))])
        elif line.strip():
            assert section != "dependencies", f"environment.yml: cannot read {line!r}"
    from_pip = [Requirement(line) for line in pip if not line.startswith("-")]
    return conda, {canonicalize_name(r.name): r.specifier for r in from_pip}, pip


def conda_entry(entry: str) -> tuple[str, SpecifierSet]:
    found = re.fullmatch(r"([A-Za-z0-9_.-]+)(.*)", entry.replace(" ", ""))
    assert found, f"environment.yml: cannot read {entry!r}"
    name, versions = found.groups()
    # conda's `name=3.11` is any 3.11.
    if exact := re.fullmatch(r"=([0-9.]+)", versions):
        versions = f"=={exact.group(1)}.*"
    return canonicalize_name(name), SpecifierSet(versions)


def lowest(allowed: SpecifierSet) -> Version | None:
    """The lowest version that is allowed, where a specifier names one."""
    named = [s.version.removesuffix(".*") for s in allowed if s.operator in (">=", "==", "~=")]
    fitting = [v for v in map(Version, named) if allowed.contains(v, prereleases=True)]
    return min(fitting, default=None)


def problems(wanted: Iterable[Requirement], given: Specifiers, where: str) -> list[str]:
    """What is missing, or given in a version that may be too low for what is wanted."""
    found = []
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        if name not in given:
            found.append(f"{where}: {name} is missing")
            continue
        version = lowest(given[name])
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            given_text = str(given[name]) or "any version"
            found.append(f"{where}: {name} is {given_text}, but must be {requirement.specifier}")
    return found


def lock_problems(pyproject: str, lock: str) -> list[str]:
    return problems(package_requirements(pyproject), locked(lock), "requirements.lock")


def environment_problems(pyproject: str, environment: str) -> list[str]:
    conda, pip, _ = conda_environment(environment)
    names = {canonicalize_name(there): here for here, there in CONDA_NAMES.items()}
    given = {names.get(name, name): versions for name, versions in conda.items()} | pip
    python = tomllib.loads(pyproject)["project"]["requires-python"]
    wanted = [*package_requirements(pyproject), Requirement(f"python{python}")]
    return problems(wanted, given, "environment.yml")


def imported(code: str) -> set[str]:
    """The packages that a module imports, the standard library's left out."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return {IMPORT_NAMES.get(name, name) for name in found - sys.stdlib_module_names}


def imported_in(folder: str) -> set[str]:
    modules = list((ROOT / folder).glob("*.py"))
    found = set[str]().union(*(imported(path.read_text(encoding="utf-8")) for path in modules))
    return found - {"sdlib"} - {path.stem for path in modules}


LOCKS = ["requirements.lock", "requirements-matplotlib310.lock"]


def test_lock_satisfies_pyproject():
    """`pip install --no-deps -e .` asks nobody whether the lock had all that is needed."""
    assert lock_problems(read("pyproject.toml"), read("requirements.lock")) == []


def test_second_lock_satisfies_its_group():
    """The second environment is only worth its time with matplotlib 3.10 in it."""
    wanted = group_requirements(read("pyproject.toml"), "matplotlib310")
    given = locked(read("requirements-matplotlib310.lock"))
    assert problems(wanted, given, "requirements-matplotlib310.lock") == []

    assert given["matplotlib"].contains("3.10.9") and not given["matplotlib"].contains("3.11.0")


def test_group_agrees_with_package():
    """A floor that is raised in one place and not in the other would go unnoticed."""
    package = {r.name: r.specifier for r in package_requirements(read("pyproject.toml"))}
    group = group_requirements(read("pyproject.toml"), "matplotlib310")
    loose = {r.name: str(r.specifier) for r in group if r.specifier != package.get(r.name)}
    assert loose == {"matplotlib": "<3.11,>=3.10"}

    assert package["matplotlib"] == SpecifierSet(">=3.10")


@pytest.mark.parametrize("folder", ["sdlib", "tests", "tests/browser"])
def test_what_is_imported_is_required(folder):
    """A package that only comes along with another goes when that one drops it."""
    wanted = {canonicalize_name(r.name) for r in package_requirements(read("pyproject.toml"))}
    assert imported_in(folder) - wanted == set()


def test_what_is_required_is_imported():
    """Nobody should install what sdlib does not use; the font is data, and pyarrow writes for
    pandas."""
    dependencies = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {canonicalize_name(Requirement(line).name) for line in dependencies}
    assert names - imported_in("sdlib") <= {"fontpkg-amiri", "pyarrow"}


def test_imports_are_seen():
    """In functions too, under the name to install, without our own and the standard library's."""
    code = "import os.path\nfrom . import a\ndef f():\n    from bidi.algorithm import b, c\n"
    assert imported(code + "    import numpy as np, json\n") == {"python-bidi", "numpy"}


def test_environment_satisfies_pyproject():
    """Binder reads environment.yml, and nobody here can solve it: its names must at least agree."""
    assert environment_problems(read("pyproject.toml"), read("environment.yml")) == []


def test_environment_installs_the_package_last():
    """pip takes the list in order; the package comes when what it needs is there."""
    assert conda_environment(read("environment.yml"))[2][-1] == "-e ."


def test_conda_name_of_arabic_reshaper():
    """conda-forge writes it with an underscore and does not find it with a hyphen."""
    assert re.search(r"- arabic_reshaper\b", read("environment.yml"))

    assert "arabic-reshaper" not in read("environment.yml")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_exact_versions(name):
    """A range in a lock would give two readers two environments."""
    given = locked(read(name))
    loose = [n for n, versions in given.items() if [s.operator for s in versions] != ["=="]]
    assert loose == []

    assert not [n for n, versions in given.items() if "*" in str(versions)]


@pytest.mark.parametrize("name", [*LOCKS, "environment.yml", "pyproject.toml"])
def test_no_address(name):
    """An index address or a path holds on one machine, and may hold a password."""
    text = read(name)
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ ", text)

    assert not re.search(r"(^|[\s=\"'])/(home|root|tmp|work|usr|opt)/", text)


# The checks above would be worth nothing if they could not fail.

PYPROJECT = """
[project]
requires-python = ">=3.11"
dependencies = ["arabic-reshaper>=3.0", "matplotlib>=3.10"]
[project.optional-dependencies]
test = ["pytest>=8.2"]
"""
LOCK = """
# made by hand
arabic-reshaper==3.1.0
matplotlib==3.11.2
pytest==9.2.0 ; python_version >= '3.11'
"""
ENVIRONMENT = """
channels:
  - conda-forge
dependencies:
  - python=3.11  # as stored
  - arabic_reshaper>=3.0
  - matplotlib-base>=3.10
  - pip:
      - pytest>=8.2
      - -e .
"""


def test_sound_files_pass():
    """The texts that the next tests spoil are sound as they are."""
    assert lock_problems(PYPROJECT, LOCK) == []

    assert environment_problems(PYPROJECT, ENVIRONMENT) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("arabic-reshaper==3.1.0\n", "", "arabic-reshaper is missing"),
        ("pytest==9.2.0 ; python_version >= '3.11'\n", "", "pytest is missing"),
        ("pytest==9.2.0", "# pytest==9.2.0", "pytest is missing"),
        ("matplotlib==3.11.2", "matplotlib==3.9.4", "matplotlib is ==3.9.4, but must be >=3.10"),
        ("matplotlib==3.11.2", "matplotlib-inline==3.11.2", "matplotlib is missing"),
        ("matplotlib==3.11.2", "matplotlib<4", "matplotlib is <4, but must be >=3.10"),
    ],
)
def test_spoiled_lock_fails(old, new, expected):
    """A requirement that the lock lacks or satisfies no more is named."""
    found = lock_problems(PYPROJECT, LOCK.replace(old, new))
    assert found == [f"requirements.lock: {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - arabic_reshaper>=3.0\n", "", "arabic-reshaper is missing"),
        ("- arabic_reshaper>=3.0", "# - arabic_reshaper>=3.0", "arabic-reshaper is missing"),
        ("      - pytest>=8.2\n", "", "pytest is missing"),
        ("pytest>=8.2", "pytest>=7", "pytest is >=7, but must be >=8.2"),
        ("pytest>=8.2", "pytest", "pytest is any version, but must be >=8.2"),
        ("matplotlib-base>=3.10", "matplotlib-base=3.9", "matplotlib is ==3.9.*, but must be"),
        ("matplotlib-base>=3.10", "matplotlib-base<=4", "matplotlib is <=4, but must be >=3.10"),
        ("python=3.11", "python=3.10", "python is ==3.10.*, but must be >=3.11"),
    ],
)
def test_spoiled_environment_fails(old, new, expected):
    """A requirement that environment.yml lacks, or allows too low, is named."""
    found = environment_problems(PYPROJECT, ENVIRONMENT.replace(old, new))
    assert len(found) == 1 and found[0].startswith(f"environment.yml: {expected}")


@pytest.mark.parametrize("line", ["  - pandas >< 3", "  -pandas", "  pandas: 3"])
def test_unreadable_environment_fails(line):
    """What the small reader does not understand it must not pass over."""
    text = ENVIRONMENT.replace("  - python=3.11  # as stored", line)
    with pytest.raises((AssertionError, InvalidRequirement, InvalidSpecifier)):
        conda_environment(text)
