"""lab.py installs once, resumes, and says clearly what is missing."""

import importlib.util
import json
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """lab.py in a course of its own, where commands are noted and not run."""
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(f"first {name}")
    (tmp_path / "jupyter").mkdir()
    spec = importlib.util.spec_from_file_location("lab_under_test", ROOT / "lab.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "STAMP", venv / "unsigned-peace.json")
    module.steps = []

    def note(command: list) -> None:
        text = " ".join(map(str, command))
        module.steps.append(
            "venv" if "-m venv" in text else "package" if "--editable" in text else command[-1].name
        )
        if module.steps[-1] == "venv":
            (venv / "bin").mkdir(parents=True, exist_ok=True)
            (venv / "bin" / "python").touch()
            module.STAMP.unlink(missing_ok=True)

    monkeypatch.setattr(module, "run", note)
    module.version = "3.11"  # of the Python in .venv
    monkeypatch.setattr(
        module,
        "here",
        lambda python: (
            {"place": str(module.ROOT), "python": module.version} if python.exists() else {}
        ),
    )
    return module


def install(lab: ModuleType, lock: str = "requirements.lock") -> list[str]:
    lab.steps.clear()
    lab.install(lock, lab.VENV / "bin" / "python")
    return list(lab.steps)


def test_first_run_installs_and_second_does_nothing(lab: ModuleType) -> None:
    assert install(lab) == ["venv", "requirements.lock", "package"]
    assert install(lab) == []


def test_only_what_changed_is_installed_again(lab: ModuleType) -> None:
    install(lab)
    (lab.ROOT / "jupyter" / "settings.json").write_text("{}")
    assert install(lab) == ["package"]
    (lab.ROOT / "requirements.lock").write_text("second")
    assert install(lab) == ["requirements.lock", "package"]


def test_test_tools_hold_what_students_need(lab: ModuleType) -> None:
    assert install(lab, "requirements-dev.lock") == ["venv", "requirements-dev.lock", "package"]
    assert install(lab, "requirements.lock") == []
    assert install(lab, "requirements-dev.lock") == []


def test_after_an_interruption_the_environment_is_made_afresh(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(lab, "run", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        (lab.VENV / "bin").mkdir(parents=True)
        (lab.VENV / "bin" / "python").touch()
        with pytest.raises(KeyboardInterrupt):
            install(lab)
    assert install(lab) == ["venv", "requirements.lock", "package"]
    assert install(lab) == []


def test_a_lost_python_is_noticed(lab: ModuleType) -> None:
    install(lab)
    (lab.VENV / "bin" / "python").unlink()
    assert install(lab) == ["venv", "requirements.lock", "package"]


def test_a_course_that_was_moved_is_installed_again(lab: ModuleType, tmp_path: Path) -> None:
    install(lab)
    stamp = json.loads(lab.STAMP.read_text())
    lab.STAMP.write_text(json.dumps({**stamp, "place": str(tmp_path / "elsewhere")}))
    assert install(lab) == ["venv", "requirements.lock", "package"]


def test_after_an_upgrade_of_the_system_s_python_all_is_installed_again(lab: ModuleType) -> None:
    install(lab)
    lab.version = "3.13"
    assert install(lab) == ["venv", "requirements.lock", "package"]
    assert install(lab) == []


def test_an_interrupted_update_leaves_no_environment_that_looks_whole(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(lab)
    (lab.ROOT / "requirements.lock").write_text("second")
    with monkeypatch.context() as patch:
        patch.setattr(lab, "run", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            install(lab)
    assert install(lab) == ["venv", "requirements.lock", "package"]


def test_settings_of_other_projects_do_not_lead_pip_astray(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "PIP_TARGET", "PIP_USER"):
        monkeypatch.setenv(name, "1")
    clean = lab.clean_environment()
    assert "PYTHONPATH" not in clean
    assert "PIP_TARGET" not in clean
    assert clean["PIP_USER"] == "0"


@pytest.mark.parametrize("port", ["0", "99999"])
def test_an_impossible_port_is_refused(port: str) -> None:
    ended = subprocess.run(
        [sys.executable, ROOT / "lab.py", "--port", port],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert f"a port is a number from 1 to 65535, not {port}" in ended.stderr


def test_without_jupyterlab_here_says_what_to_do(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab.sys, "argv", ["lab.py", "--here"])
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="JupyterLab is not installed for"):
        lab.main()


def test_an_old_python_is_told_what_to_do(lab: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab.sys, "argv", ["lab.py", "--install-only"])
    monkeypatch.setattr(lab.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(lab.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit) as ended:
        lab.main()
    assert "This is Python 3.9; the course needs Python 3.11 or newer" in str(ended.value)
    assert "python.org" in str(ended.value)
    assert lab.steps == []


def test_an_old_python_hands_over_to_a_newer_one(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []
    monkeypatch.setattr(lab.sys, "argv", ["lab.py", "--install-only"])
    monkeypatch.setattr(lab.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(lab.shutil, "which", {"python3.12": sys.executable}.get)
    monkeypatch.setattr(lab, "runs", lambda _: True)
    monkeypatch.setattr(lab.subprocess, "call", lambda command: called.append(command) or 7)
    with pytest.raises(SystemExit, match="7"):
        lab.main()
    assert called == [[sys.executable, "lab.py", "--install-only"]]
    assert lab.steps == []  # nothing is begun, and no lock is held, when the other one starts


def test_missing_ensurepip_is_explained(lab: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # as on a bare Debian
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        install(lab)


def test_a_busy_port_is_explained(lab: ModuleType) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is in use.*\n.*PORT={port + 1}"):
            lab.open_lab(Path(sys.executable), port, {}, browser=False)


def test_the_stamp_is_plain_json(lab: ModuleType) -> None:
    install(lab)
    parts = {"requirements.lock", "package", "place", "python"}
    assert set(json.loads(lab.STAMP.read_text())) == parts


def test_lab_says_how_to_use_it() -> None:
    ended = subprocess.run(
        [sys.executable, ROOT / "lab.py", "--help"], capture_output=True, text=True, check=True
    )
    for option in ("--install-only", "--port", "--no-browser", "--here"):
        assert option in ended.stdout
