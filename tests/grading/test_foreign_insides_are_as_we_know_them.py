"""What we change in other people's packages is still as it was when we looked at it.

A failure here breaks nothing yet. It says: an update has changed a function that a module in
`grading/foreign` or the sandbox rests on. Read the new text,
mend the module, renew the fingerprint.
"""

import inspect
import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import ipykernel.debugger
import jsonschema._format
import nbgrader.nbgraderformat.common
import pandas as pd
import pytest
from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import Session
from nbclient.client import NotebookClient
from nbconvert.exporters import Exporter, HTMLExporter, TemplateExporter
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from packaging.requirements import Requirement

from unsigned_peace.grading.foreign.import_speed import leave_out_web_addresses

ROOT = Path(__file__).resolve().parents[2]

# What is foreign, its fingerprint, and which of our modules rests on it.
LOOKED_AT = [
    (Gradebook.__init__, "c60c420276e8355e", "foreign/gradebook"),
    (Gradebook.close, "089cf56cf4f8a224", "foreign/gradebook"),
    (Gradebook.add_submission, "cde077cbf605e4db", "foreign/gradebook"),
    (
        nbgrader.nbgraderformat.common.BaseMetadataValidator.validate_cell,
        "e5f97f45a9aba510",
        "foreign/validation_cache",
    ),
    (HTMLExporter.from_notebook_node, "3dccafff45cc4e74", "foreign/html_cache"),
    (HTMLExporter.markdown2html, "22b70a1f0b447bcb", "foreign/html_cache"),
    (TemplateExporter._register_filter, "76393b8927759f61", "foreign/html_cache"),
    (Exporter._preprocess, "5aea00c54a8a1a00", "foreign/html_cache"),
    (NotebookClient.process_message, "e345991e03a03272", "sandbox/executor"),
    (NotebookClient._get_timeout, "5bfb5a2910e7910e", "sandbox/executor"),
    (ClearHiddenTests._remove_hidden_test_region, "68ef91dd19232924", "engine/structure"),
    (ClearMarkScheme._remove_mark_scheme_region, "4eb637aa2dcc02fb", "engine/structure"),
    (Autograde._init_preprocessors, "44b51d96b8fae43a", "engine/autograder"),
    (Exporter._init_resources, "8522ac09db793669", "engine/autograder"),
    (BaseConverter._format_dest, "968c9fe7dc3967cf", "engine/submissions"),
    (ExchangeCollect._path_to_record, "2de9d4819a8c2cbd", "own_work"),
    (ExchangeCollect.do_copy, "0bb2e9133a773bbc", "own_work"),
    (pd.DataFrame._from_mgr, "c35856968e7156bf", "sandbox/inside/values/pandas_forms"),
    (pd.DataFrame._update_inplace, "775474b296f1ae4e", "sandbox/inside/proxies/effects"),
    (Kernel._publish_status, "415eebd1179c705c", "sandbox/inside/worker"),
    (OutStream, "fab542d764dfe864", "sandbox/inside/kernel"),
    (TransformerManager.do_token_transforms, "f8a0bdd05ac3aead", "sandbox/inside/template"),
    (InteractiveShell.should_run_async, "aaea33ec18cb838f", "sandbox/inside/template"),
    (IPythonKernel.do_execute, "78aa91d0af8b79f1", "sandbox/inside/kernel"),
    (Session.send, "b9e48f5887d200dd", "sandbox/inside/kernel"),
    (ZMQInteractiveShell._showtraceback, "6a5da68855007d73", "sandbox/inside/kernel"),
    (
        vars(ZMQInteractiveShell)["_update_exit_now"].func,
        "56226f2388391e13",
        "sandbox/inside/kernel",
    ),
    (InteractiveShell._showtraceback, "0865d6b37c32d98d", "../shared/kernel_errors"),
]


def fingerprint(thing: object) -> str:
    return sha256(inspect.getsource(thing).encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("thing", "known", "ours"), LOOKED_AT, ids=lambda one: getattr(one, "__qualname__", "")
)
def test_a_foreign_function_is_as_we_know_it(thing, known, ours):
    assert fingerprint(thing) == known, f"{thing.__qualname__} has changed: look at grading/{ours}"


def test_jsonschema_still_goes_without_its_checker_of_web_addresses(monkeypatch):
    text = inspect.getsource(jsonschema._format)
    assert "with suppress(ImportError):\n        from rfc3987_syntax import" in text
    monkeypatch.delitem(sys.modules, "rfc3987_syntax", raising=False)
    leave_out_web_addresses()
    assert sys.modules["rfc3987_syntax"] is None


def test_a_kernel_still_goes_without_debugpy():
    text = inspect.getsource(ipykernel.debugger)
    assert "    from debugpy.server import api" in text
    assert "except ImportError:\n    _is_debugpy_available = False" in text


@pytest.mark.parametrize(
    "package",
    [
        "ipykernel", "ipython", "jsonschema", "jupyter-client", "myst-nb", "nbclient", "nbconvert",
        "nbgrader", "pandas", "sphinx", "sqlalchemy",
    ],
)  # fmt: skip
def test_a_package_whose_inside_we_use_has_a_ceiling(package):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["site"]]
    (needed,) = [one for one in map(Requirement, listed) if one.name == package]
    assert any(part.operator == "<" for part in needed.specifier)
