"""Check that all ways to install the course give the same packages.

Three lists name them: `pyproject.toml` says what the course needs and from which version on, the
lock files say exactly what `make lab`, `make hub` and the image of a container install, and
`environment.yml` tells conda, which does not understand lock files: it is kept by hand.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from unsigned_peace.shared.problem import Problem
from unsigned_peace.shared.yaml_file import read_yaml

PROJECT = "pyproject.toml"
CONDA = "environment.yml"
LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
HUB_LOCK = "requirements-hub.lock"
IMAGE_LOCK = "requirements-image.lock"
EDITABLE = "-e ."


def problems(root: Path) -> list[Problem]:
    """Compare the lists of packages in a copy of the course.

    Args:
        root: the folder that holds `pyproject.toml`.

    Returns:
        Every disagreement; an empty list if there is none.

    Raises:
        FileNotFoundError: if one of the six files is missing.

    >>> from unsigned_peace import data
    >>> problems(data.folder().parent)
    []

    """
    project = tomllib.loads((root / PROJECT).read_text(encoding="utf-8"))
    conda = read_yaml(root / CONDA)
    texts = {
        file: (root / file).read_text(encoding="utf-8")
        for file in (LOCK, DEV_LOCK, HUB_LOCK, IMAGE_LOCK)
    }
    locks = {file: locked(text) for file, text in texts.items()}
    needed = [Requirement(line) for line in project["project"]["dependencies"]]
    groups = project["dependency-groups"]
    extras = {
        name: [Requirement(line) for line in lines]
        for name, lines in project["project"].get("optional-dependencies", {}).items()
    }
    asked = {
        LOCK: _group(groups, "build"),
        DEV_LOCK: _group(groups, "dev") + [one for lines in extras.values() for one in lines],
        HUB_LOCK: _group(groups, "hub"),
        IMAGE_LOCK: _group(groups, "image") + extras["cluster"],
    }
    longer = [file for file in locks if file != LOCK]
    return [
        *(one for file in locks for one in _in_lock(needed + asked[file], locks[file], file)),
        *(one for file in longer for one in _same_versions(locks[LOCK], locks[file], file)),
        *_conda_pins(conda, needed, locks[LOCK]),
        *_conda_python(conda, project["project"]["requires-python"]),
        *(one for file, text in texts.items() for one in _plain_lock(text, file)),
    ]


def locked(text: str) -> dict[str, str]:
    r"""Read the exact version of each package from a lock file.

    >>> locked("PyYAML==6.0.3\ncolorama==0.4.6 ; os_name == 'nt'")
    {'pyyaml': '6.0.3', 'colorama': '0.4.6'}
    """
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


def _group(groups: Mapping, name: str) -> list[Requirement]:
    """Read a dependency group with the groups that it includes."""
    found = []
    for entry in groups[name]:
        if isinstance(entry, str):
            found.append(Requirement(entry))
        else:
            found += _group(groups, entry["include-group"])
    return found


def _in_lock(needed: list[Requirement], lock: Mapping[str, str], file: str) -> Iterator[Problem]:
    for requirement in needed:
        version = lock.get(canonicalize_name(requirement.name))
        if version is None:
            yield Problem(file, requirement.name, f"missing, but {PROJECT} asks for it")
        elif not requirement.specifier.contains(version, prereleases=True):
            yield Problem(
                file, requirement.name, f"is {version}, but {PROJECT} asks for {requirement}"
            )


def _same_versions(
    lock: Mapping[str, str], longer: Mapping[str, str], file: str
) -> Iterator[Problem]:
    for name, version in lock.items():
        if name not in longer:
            yield Problem(file, name, f"missing, but it is in {LOCK}")
        elif longer[name] != version:
            yield Problem(file, name, f"is {longer[name]}, but {version} in {LOCK}")


def _conda_pins(
    conda: Mapping, needed: list[Requirement], lock: Mapping[str, str]
) -> Iterator[Problem]:
    lists = [entry["pip"] for entry in conda["dependencies"] if isinstance(entry, dict)]
    lines = [line for entry in lists for line in entry]
    if EDITABLE not in lines:
        yield Problem(CONDA, "pip", f"the line '- {EDITABLE}' is missing: it installs the course")
    listed = {canonicalize_name(r.name): r for r in map(Requirement, set(lines) - {EDITABLE})}
    wanted = {canonicalize_name(requirement.name) for requirement in needed}
    for name in sorted(wanted - set(listed)):
        yield Problem(CONDA, name, f"missing, but {PROJECT} asks for it")
    for name in sorted(set(listed) - wanted):
        yield Problem(CONDA, name, f"not among the dependencies of {PROJECT}")
    for name in sorted(wanted & set(listed)):
        exact = f"=={lock.get(name)}"
        if str(listed[name].specifier) != exact:
            given = str(listed[name].specifier) or "any version"
            yield Problem(CONDA, name, f"is {given}, but {exact} in {LOCK}")


def _conda_python(conda: Mapping, required: str) -> Iterator[Problem]:
    lines = [entry for entry in conda["dependencies"] if isinstance(entry, str)]
    versions = [line.removeprefix("python=") for line in lines if line.startswith("python=")]
    if not versions:
        yield Problem(CONDA, "python", "give one version, as in python=3.11: Binder reads that")
    elif not Requirement(f"python{required}").specifier.contains(versions[0]):
        yield Problem(CONDA, "python", f"is {versions[0]}, but {PROJECT} asks for {required}")


def _plain_lock(text: str, file: str) -> Iterator[Problem]:
    """Everyone installs from the package index of their own settings, and every file has a hash."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "://" in line or line.startswith("--"):
            yield Problem(file, f"line {number}", "names a server or an option; lock without them")
    for entry in re.split(r"\n(?=\S)", text.strip()):
        if "==" in entry and "--hash=" not in entry:
            yield Problem(file, entry.split("==")[0], "has no hash")
