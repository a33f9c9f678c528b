"""The files for a cluster: as the chart of Zero to JupyterHub wants them, and in one voice."""

import fnmatch
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "deploy" / "kubernetes"
SCHEMA = json.loads((Path(__file__).parent / "charts/z2jh-values.schema.json").read_text())


def read(name: str) -> dict[str, Any]:
    return yaml.safe_load((FILES / name).read_text(encoding="utf-8"))


def faults(values: dict[str, Any]) -> list[str]:
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    return [one.message for one in validator.iter_errors(values)]


@pytest.fixture
def values() -> dict[str, Any]:
    return read("values.yaml")


def test_the_chart_takes_the_values(values) -> None:
    assert faults(values) == []


def test_a_slip_would_be_found(values) -> None:
    values["singleuser"]["memory"]["limt"] = "1G"
    (said,) = faults(values)
    assert "limt" in said


def test_what_is_written_in_two_places_is_the_same(values) -> None:
    ngshare, service = read("ngshare.yaml")["ngshare"], values["hub"]["services"]["ngshare"]
    assert service["api_token"] == ngshare["hub_api_token"]
    settings = values["singleuser"]["extraFiles"]["nbgrader"]["stringData"]
    assert f"{service['url']}/services/ngshare" in settings
    compile(settings, "nbgrader_config.py", "exec")
    image = values["singleuser"]["image"]
    documents = list(yaml.safe_load_all((FILES / "dask.yaml").read_text(encoding="utf-8")))
    containers = [
        one
        for document in documents
        if document["kind"] == "Deployment"
        for one in document["spec"]["template"]["spec"]["containers"]
    ]
    assert {one["image"] for one in containers} == {f"{image['name']}:{image['tag']}"}


def test_an_image_gets_nothing_that_a_student_may_not_see() -> None:
    """What `git archive` leaves out, the image leaves out, too."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = [rule[1:] for rule in rules if rule.startswith("!")]
    kept_out = [rule for rule in rules[1:] if not rule.startswith("!")]
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    for path in re.findall(r"^(\S+?)/? export-ignore$", attributes, flags=re.MULTILINE):
        inside = any(fnmatch.fnmatch(path.split("/")[0], one) for one in let_in)
        assert path in kept_out or not inside, path
