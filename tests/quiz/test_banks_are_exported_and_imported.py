"""`unsigned-peace export-quiz` and `import-quiz`, as an instructor types them."""

import json
import zipfile
from xml.etree import ElementTree as ET

import pytest

from unsigned_peace import cli
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.export.formats import FORMATS


@pytest.fixture
def real_bank(tmp_path, practice_path):
    """The example bank with sources that the ledger has."""
    text = practice_path.read_text(encoding="utf-8")
    path = tmp_path / "practice.yml"
    path.write_text(text.replace("EX-1", "F51-735").replace("EX-2", "GK"), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_a_bank_is_written_in_every_format(name, real_bank, tmp_path, capsys):
    out = tmp_path / "out"
    code = cli.main(["export-quiz", str(real_bank), "--format", name, "--out", str(out)])
    assert (code, capsys.readouterr().out) == (0, f"Wrote {out}\n")
    if name.startswith("qti"):
        with zipfile.ZipFile(out) as package:
            assert "imsmanifest.xml" in package.namelist()
    elif name == "moodle":
        assert ET.parse(out).getroot().tag == "quiz"
    else:
        assert "FRUS 1951, VI" in out.read_text(encoding="utf-8")
    assert (b"<details class=" in out.read_bytes()) == name.startswith("html")
    assert (b'class="answer" open' in out.read_bytes()) == (name == "html-key")


@pytest.mark.parametrize("bank", banks.names())
def test_every_bank_of_the_course_can_be_written(bank):
    for write in FORMATS.values():
        assert write(banks.load(bank))


def test_the_command_line_offers_every_format():
    assert set(cli.QUIZ_FORMATS) == set(FORMATS)


def test_an_unknown_bank_is_named(tmp_path, capsys):
    out = tmp_path / "out.txt"
    code = cli.main(["export-quiz", "99-no-such", "--format", "gift", "--out", str(out)])
    assert code == 1
    assert "there is no quiz bank named '99-no-such'" in capsys.readouterr().out
    assert not out.exists()


def test_a_source_outside_the_ledger_stops_the_export(practice_path, tmp_path, capsys):
    out = tmp_path / "out.txt"
    code = cli.main(["export-quiz", str(practice_path), "--format", "gift", "--out", str(out)])
    assert code == 1
    assert "There is no source 'EX-1'" in capsys.readouterr().out
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(real_bank, tmp_path, capsys):
    out = tmp_path / "no" / "out.txt"
    code = cli.main(["export-quiz", str(real_bank), "--format", "gift", "--out", str(out)])
    assert code == 1
    assert "No such file or directory" in capsys.readouterr().out


QUIZ = [
    {
        "question": "Which year?",
        "type": "numeric",
        "precision": 4,
        "answers": [{"value": 1951, "correct": True, "feedback": "Yes."}],
    }
]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_jupyterquiz_becomes_a_bank_with_a_list_of_what_is_missing(here, capsys):
    (here / "q.json").write_text(json.dumps(QUIZ), encoding="utf-8")
    assert cli.main(["import-quiz", "q.json", "--notebook", "05-new"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Wrote 05-new.yml"
    assert (
        said[1]
        == "Not imported: question 1, precision: 4 significant digits become a tolerance of 0.5."
    )
    assert set(said[2:]) == {
        "To complete: 05-new.yml: 05-new-q01: skill: is missing",
        "To complete: 05-new.yml: 05-new-q01: source_ids: is missing",
    }
    written = (here / "05-new.yml").read_text(encoding="utf-8")
    completed = written.replace("answer:", "skill: sourcing\n    source_ids: [GK]\n    answer:")
    (here / "05-new.yml").write_text(completed, encoding="utf-8")
    assert banks.load(here / "05-new.yml").questions[0].answer == 1951


def test_an_existing_bank_is_never_overwritten(here, capsys):
    (here / "q.json").write_text(json.dumps(QUIZ), encoding="utf-8")
    (here / "05-new.yml").write_text("mine", encoding="utf-8")
    assert cli.main(["import-quiz", "q.json", "--notebook", "05-new"]) == 1
    assert "05-new.yml exists" in capsys.readouterr().out
    assert (here / "05-new.yml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "no sound JSON"),
        (b"\xff\xfe\xff", "no sound JSON"),
        (b"[1]", "question 1: it must be an object"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_written(here, capsys, content, said):
    (here / "q.json").write_bytes(content)
    assert cli.main(["import-quiz", "q.json", "--notebook", "05-new"]) == 1
    assert said in capsys.readouterr().out
    assert not (here / "05-new.yml").exists()


def test_a_missing_file_is_told(here, capsys):
    assert cli.main(["import-quiz", "no.json", "--notebook", "05"]) == 1
    assert "no.json" in capsys.readouterr().out
    assert list(here.iterdir()) == []
