"""The exports of one bank, byte for byte, as they lie in `golden/`.

After an intended change write them anew, and read the difference before committing it:
`UPDATE_GOLDEN=1 pytest tests/quiz/test_exports_are_byte_stable.py`
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quiz import export_readers as readers
from unsigned_peace.quiz import bank as banks
from unsigned_peace.quiz.export import to_gift, to_html, to_moodle_xml, to_qti12, to_qti21

GOLDEN = Path(__file__).parent / "golden"


def cite(source_id):
    return f'Example & "source" {source_id}, p. <1>. https://example.org/a?id={source_id}&p=1'


def listing(package):
    """Return a zip archive as one text, so that a difference can be read."""
    files = readers.files(package)
    return "".join(f"==== {name}\n{content.decode()}\n" for name, content in files.items())


EXPORTS = {
    "page.html": lambda bank: to_html(bank, page=True, cite=cite),
    "fragment.html": lambda bank: to_html(bank, cite=cite),
    "gift.txt": lambda bank: to_gift(bank, cite=cite),
    "moodle.xml": lambda bank: to_moodle_xml(bank, cite=cite).decode(),
    "qti12.txt": lambda bank: listing(to_qti12(bank, cite=cite)),
    "qti21.txt": lambda bank: listing(to_qti21(bank, cite=cite)),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_are_what_they_were(name):
    written = EXPORTS[name](banks.load(GOLDEN / "bank.yml"))
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_bytes(written.encode())
    assert written == (GOLDEN / name).read_bytes().decode()


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process(tmp_path):
    """Hash seed, time zone and date of the machine leave no trace in a package."""
    program = (
        "import sys; from unsigned_peace.quiz import bank, export;"
        "b = bank.load(sys.argv[1]);"
        "c = {'cite': str};"
        "sys.stdout.buffer.write(export.to_qti12(b, **c) + export.to_qti21(b, **c)"
        " + export.to_moodle_xml(b, **c) + export.to_gift(b, **c).encode())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(GOLDEN / "bank.yml")],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "UTC"))
    }
    assert len(found) == 1
    assert found.pop().startswith(b"PK")
