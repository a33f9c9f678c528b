"""The class list: every mistake is named with its line, and no account of the machine is taken."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "jupyterhub"


@pytest.fixture
def class_list(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return script("class_list", monkeypatch)


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return script("accounts", monkeypatch)


def script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load a file of the folder as the installation does, and forget it afterwards."""
    monkeypatch.syspath_prepend(DEPLOY)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module(name)


def test_a_list_from_a_spreadsheet_is_read(class_list, tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("\ufeffname,role,mail\r\n tanaka ,instructor,x\r\nivanova,student,\r\n")
    members = class_list.read(path)
    assert class_list.names(members, "student") == ["ivanova"]
    assert class_list.names(members, "instructor") == ["tanaka"]


def test_every_mistake_is_named_with_its_line(class_list, tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("name,role\nIvanova,student\nsato,pupil\nsato,student\n../x,student\n")
    with pytest.raises(class_list.ClassListError) as caught:
        class_list.read(path)
    said = str(caught.value)
    for words in ("line 2: 'Ivanova'", "line 3: the role", "line 4: sato is there twice", "line 5"):
        assert words in said


@pytest.mark.parametrize("text", ["", "student;role\nx;y\n", "name,role\nsato,student\n"])
def test_a_list_without_columns_or_instructor_is_refused(class_list, tmp_path, text):
    path = tmp_path / "class.csv"
    path.write_text(text)
    with pytest.raises(class_list.ClassListError, match=r"first line|nobody is an instructor"):
        class_list.read(path)


@pytest.mark.parametrize("name", ["root", "daemon", "nobody"])
def test_an_account_of_the_machine_is_no_member(accounts, tmp_path, name):
    with pytest.raises(accounts.AccountError, match=name):
        accounts.ensure_person(name, tmp_path)
