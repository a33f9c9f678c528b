"""Install a JupyterHub for a class on this machine, and start it.

`make hub CLASS=class.csv` runs this file, as root. It needs Debian or Ubuntu with Python 3.11 or
newer. A second run brings the course, the packages and the accounts up to date: it takes seconds if
nothing has changed. What stands where: docs/hub.md.
"""

import argparse
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

import accounts  # noqa: E402 - these lie beside this file and in the folder of the course
import class_list  # noqa: E402

import lab  # noqa: E402

COURSE = "unsigned-peace"
LOCK = ROOT / "requirements-hub.lock"
STUDENTS_PART = ("notebooks", "docs", "data", "README.md", "LICENSE", "LICENSE-CONTENT")
STUDENTS_PART += (".gitignore", "CITATION.cff")
# A program, and the Debian package that brings it.
PROGRAMS = {"npm": "npm", "git": "git", "useradd": "passwd", "chpasswd": "passwd"}
LAST_PORT = 65532  # the three after it are used, too
COMMITTER = ("-c", f"user.name={COURSE}", "-c", f"user.email={COURSE}@localhost")


def main() -> None:
    """Read the command line, install, start the hub."""
    parser = argparse.ArgumentParser(prog="install.py", description=__doc__.splitlines()[0])
    parser.add_argument("class_list", type=Path, nargs="?", help="CSV with name and role")
    parser.add_argument("--place", type=Path, default=Path("/srv") / COURSE)
    parser.add_argument("--homes", type=Path, default=Path("/home"), help="where homes are made")
    parser.add_argument("--grader", default=f"{COURSE}-grader", help="the account for grading")
    parser.add_argument("--port", type=int, default=8000, help="the first of four")
    parser.add_argument("--idle", type=int, default=3600, metavar="SECONDS")
    parser.add_argument("--install-only", action="store_true", help="install and stop")
    options = parser.parse_args()
    if not 0 < options.port <= LAST_PORT:
        parser.error(f"a port is a number from 1 to {LAST_PORT}, not {options.port}")
    if os.geteuid() != 0:
        lab.stop("Homes and accounts need root. Run the same command with sudo.")
    place = options.place.resolve()
    members = wanted_members(options.class_list, place)
    os.umask(0o022)
    install_programs()
    close_to_others(ROOT)
    install_packages(place)
    install_files(place, options)
    publish_students_part(place / "course.git")
    make_accounts(members, place, options)
    lab.say(f"Installed in {place}.")
    if not options.install_only:
        start(place, options.port)


def wanted_members(given: "Path | None", place: Path) -> "tuple[class_list.Member, ...]":
    """Read the class list: the one that is given, else the one of the last time."""
    path = given or place / "hub" / "class.csv"
    if not path.is_file():
        lab.stop(
            f"There is no class list {given or ''}.\nWrite a file with the lines\n\n"
            "    name,role\n    tanaka,instructor\n    ivanova,student\n\n"
            "and name it:  make hub CLASS=class.csv\n"
            "For a trial with four made-up people: CLASS=deploy/jupyterhub/class-example.csv"
        )
    try:
        members = class_list.read(path)
    except class_list.ClassListError as error:
        lab.stop(str(error))
    return members


def install_programs() -> None:
    """Install the programs of the distribution that are missing."""
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if not missing:
        return
    if not shutil.which("apt-get"):
        lab.stop(f"Missing: {', '.join(sorted(missing))}. Install them, then run this again.")
    lab.say(f"Installing {', '.join(sorted(missing))} ...")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *sorted(missing)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def reachable(path: Path) -> bool:
    """Tell whether every account of the machine gets to a folder or file."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in [path, *path.parents])


def close_to_others(root: Path) -> None:
    """Close the folder from which we install: it holds the solutions."""
    if reachable(root):
        root.chmod(0o700)
        lab.say(f"{root} holds the solutions: it is closed to other accounts now (chmod 700).")


def everyones_python() -> str:
    """Find a Python that students can run, too: not one in somebody's home."""
    asked = "import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))"
    for python in (sys.executable, "/usr/bin/python3"):
        real = Path(python).resolve()
        if real.is_file() and reachable(real) and lab.runs([python, "-c", asked]):
            break
    else:
        lab.stop(
            "Students need a Python 3.11 or newer that every account can run. On Debian and\n"
            "Ubuntu:  sudo apt install python3 python3-venv"
        )
    return python


def install_packages(place: Path) -> None:
    """Bring the environment and the proxy to what the locks say, and install the course."""
    venv, proxy = place / "venv", place / "proxy"
    stamp = place / "packages.json"
    pip = [venv / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check", "--no-compile"]
    wanted = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (LOCK, HERE / "package-lock.json")
    }
    done = json.loads(stamp.read_text()) if stamp.is_file() else {}
    place.mkdir(parents=True, exist_ok=True)
    if done != wanted:
        stamp.unlink(missing_ok=True)
        lab.say("Installing the packages of the hub: one or two minutes the first time ...")
        lab.run([everyones_python(), "-m", "venv", "--clear", venv])
        lab.run([*pip, "--require-hashes", "-r", LOCK])
        proxy.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, proxy)
        lab.run(["npm", "ci", "--prefix", proxy, "--ignore-scripts", "--no-audit", "--no-fund"])
        stamp.write_text(json.dumps(wanted))
    # Not editable: students would need to read the folder of the solutions.
    lab.run([*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", ROOT])
    # Students cannot write byte-code here. Some files of packages are no Python 3: never mind.
    lab.runs([venv / "bin" / "python", "-m", "compileall", "-q", "-j0", venv / "lib"])


def install_files(place: Path, options: argparse.Namespace) -> None:
    """Put settings and the two start scripts where the hub and the servers read them."""
    for name in ("bin", "etc"):
        shutil.copytree(HERE / name, place / name, dirs_exist_ok=True)
    hub = place / "hub"
    hub.mkdir(mode=0o700, exist_ok=True)
    for name in ("jupyterhub_config.py", "class_list.py"):
        shutil.copy(HERE / name, hub)
    if options.class_list and options.class_list.resolve() != hub / "class.csv":
        shutil.copy(options.class_list, hub / "class.csv")
    settings = {
        "port": options.port,
        "grader": options.grader,
        "idle_seconds": options.idle,
    }
    (hub / "settings.json").write_text(json.dumps(settings, indent=1))


def publish_students_part(repository: Path) -> None:
    """Commit what students get, without history and solutions, for nbgitpuller to fetch."""
    git = ["git", "--git-dir", str(repository)]
    if not repository.exists():
        lab.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", repository])
    with tempfile.TemporaryDirectory() as folder:
        archive = [*git_of_root(), "archive", "--worktree-attributes", "HEAD", *STUDENTS_PART]
        packed = subprocess.run(archive, check=True, stdout=subprocess.PIPE).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=packed, check=True)
        git += ["--work-tree", folder]
        subprocess.run([*git, "add", "--all", "--force"], check=True)
        if subprocess.run([*git, "diff", "--cached", "--quiet"], check=False).returncode:
            message = ["commit", "--quiet", "-m", "The course as it is now"]
            subprocess.run([*git, *COMMITTER, *message], check=True)


def make_accounts(
    members: "tuple[class_list.Member, ...]", place: Path, options: argparse.Namespace
) -> None:
    """Make who is missing: the people, the account for grading with its course, the exchange."""
    passwords = place / "hub" / "first-passwords.csv"
    options.homes.mkdir(parents=True, exist_ok=True)
    try:
        grader = accounts.ensure_service(options.grader, place / "grading")
        for member in members:
            password = accounts.ensure_person(member.name, options.homes)
            if password:
                with passwords.open("a", encoding="utf-8") as file:
                    file.write(f"{member.name},{password}\n")
    except accounts.AccountError as error:
        lab.stop(str(error))
    if passwords.is_file():
        passwords.chmod(0o600)
        lab.say(f"First passwords of new accounts: {passwords}")
    # Anybody may hand in, nobody may look: as nbgrader wants it, and closed to renaming.
    exchange = place / "exchange"
    course = exchange / COURSE
    folders = {exchange: 0o1777, course: 0o755}
    folders |= {course / "inbound": 0o3733, course / "outbound": 0o755, course / "feedback": 0o711}
    for folder, mode in folders.items():
        folder.mkdir(exist_ok=True)
        if folder != exchange:  # nbgrader takes no folder that belongs to somebody else
            os.chown(folder, grader.pw_uid, grader.pw_gid)
        folder.chmod(mode)
    update_graders_course(members, place, grader)


def update_graders_course(
    members: "tuple[class_list.Member, ...]", place: Path, grader: "accounts.pwd.struct_passwd"
) -> None:
    """Clone the course for the instructors, or merge what is new into their copy."""
    home = place / "grading"
    bundle, course = home / "update.bundle", home / "course"
    subprocess.run([*git_of_root(), "bundle", "create", "--quiet", bundle, "HEAD"], check=True)
    os.chown(bundle, grader.pw_uid, grader.pw_gid)
    bundle.chmod(0o600)
    if not course.exists():
        accounts.run_as(grader, ["git", "init", "--quiet", "--initial-branch=main", course], home)
    pull = ["git", *COMMITTER, "pull", "--quiet", "--no-rebase", "--no-edit", bundle, "HEAD"]
    if not accounts.run_as(grader, pull, course):
        lab.stop(
            f"The instructors' course in {course} could not be brought up to date: the\n"
            "lines above say why. Mend it there as its own account, then run this again:\n"
            f"    runuser -u {grader.pw_name} -- git -C {course} status"
        )
    list_students(class_list.names(members, "student"), place, grader)


def list_students(students: "list[str]", place: Path, grader: "accounts.pwd.struct_passwd") -> None:
    """Put the students into the gradebook, so that reports name who has handed in nothing."""
    home = place / "grading"
    roster, wanted = home / "roster.csv", "\n".join(["id", *students]) + "\n"
    if roster.is_file() and roster.read_text(encoding="utf-8") == wanted:
        return
    roster.write_text(wanted, encoding="utf-8")
    os.chown(roster, grader.pw_uid, grader.pw_gid)
    command = [place / "venv" / "bin" / "nbgrader", "db", "student", "import", roster]
    exchange = str(place / "exchange")
    command += ["--log-level=WARN"]
    if not accounts.run_as(grader, command, home / "course", NBGRADER_EXCHANGE=exchange):
        roster.unlink()
        lab.stop("The students could not be put into the gradebook: the lines above say why.")


def git_of_root() -> "list[str]":
    """Give the start of a git command in the folder from which we install.

    With sudo it belongs to somebody else, which git refuses without a word.
    """
    return ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT)]


def start(place: Path, port: int) -> None:
    """Become the hub; it ends with Ctrl+C."""
    hub = place / "hub"
    lab.say(
        f"\nThe hub opens at  http://127.0.0.1:{port}\n"
        "It is ready when its log, below, says 'JupyterHub is now running': in about 20 seconds.\n"
        "To stop it, press Ctrl+C here.\n"
    )
    environment = {
        "PATH": f"{place}/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LANG": "C.UTF-8",
    }
    os.chdir(hub)
    program = str(place / "venv" / "bin" / "jupyterhub")
    os.execve(program, [program, "-f", str(hub / "jupyterhub_config.py")], environment)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        lab.stop("Interrupted. Run the same command again to continue.")
    except subprocess.CalledProcessError as error:
        lab.stop(f"This command failed, and the lines above say why:\n{error.cmd}")
