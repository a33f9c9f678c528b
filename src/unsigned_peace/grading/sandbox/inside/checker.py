"""The process that runs the instructor's cells and tests, and asks for the student's answers."""

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

from .copies import in_a_copy
from .kernel import CellKernel, Channel, ClosedError, adopt_streams
from .proxies.effects import UNMADE
from .proxies.mirrors import hide_code_of_mirrors
from .values.codec import Missing
from .values.gaps import UNSURE
from .values.parts import parts_changed, restored
from .values.value_forms import CodecError, expect
from .values.weighing import is_emptied
from .walls.confine import in_words
from .walls.files import (
    NEW_FILES,
    Changes,
    Originals,
    differing,
    is_kept,
    is_of_tools,
    look,
    taken_away,
)
from .worker import Worker, flush, in_a_loop, interruptible

OUR_FILES = "the instructor's files"
WORKED_ON = "worked on"
_DATABASE = "sqlite3.connect"
_READS = ("open", "os.listdir", "os.scandir", _DATABASE)


class Checker(Worker):
    """The process of one notebook's tests, in which no line of the student's code runs."""

    side = "checker"
    answers = ("prepare", "test")

    def __init__(self, kernel: CellKernel, channel: Channel, changes: Changes) -> None:
        """Serve on this channel; what the instructor gave stays as it is now."""
        super().__init__(kernel, channel, changes)
        self._runs_test = False
        sys.addaudithook(hide_code_of_mirrors)
        sys.addaudithook(self._watch)
        self._originals = Originals(changes.folder, changes.kept)
        self._own = {**self._shell.user_ns}  # what the instructor's cells have made
        self._before: dict[str, object] = {}  # the names before the first run of a test
        self._text = ""  # of the test
        self._made = set[str]()  # files that the instructor's cells and tests have written
        handed_in = [name for name in look(changes.folder) if name.endswith(".ipynb")]
        # Cells of the instructor's find no notebook: they could run what a student has written.
        self._notebooks = {name: taken_away(changes.folder / name) for name in handed_in}
        self._left: dict[str, bytes | None] = {}  # a student's files that have not come over
        self._taken: set[str] = set()  # those that have
        self._place = "."  # the folder in which the student's cells are

    async def prepare(self, request: dict[str, Any]) -> None:
        """Run cells of the instructor's; the tests show what is missing if one fails."""
        before = {**self._shell.user_ns}
        self._hide_notebooks()
        with self._making():
            for code in request["cells"]:
                await self._silently(code)
        names = self._shell.user_ns.items()
        self._own |= {name: one for name, one in names if before.get(name, before) is not one}
        self._tell("answer")

    async def test(self, request: dict[str, Any]) -> None:
        """Run a test with values of the student's; `again` so that nothing of it stays."""
        allowed = request["allow"]
        self._peer.begin(
            None if allowed is None else frozenset(allowed),
            random=request["random"],
            write_back=request["write_back"],
            filled=request["strict"],
        )
        self._refused, self._text, names = "", request["code"], self._shell.user_ns
        with contextlib.closing(self._linked()) as link, contextlib.suppress(ClosedError):
            try:
                with interruptible():
                    given = self._given(request)
            except CodecError as error:
                self._refused = str(error)
            except BaseException as error:  # noqa: BLE001 - whatever the student's process has sent
                self._refused = f"The answers could not be read: {in_words(error)}"
            if self._refused:  # a later test may need what this one makes before it looks at them
                given = {name: names[name] for name in request["shared"] if name in names}
            if request["again"]:
                flush()
                run = partial(self._run_anew, request, given)
                in_a_copy(run, self._changes.folder, (self._channel, link))
            else:
                self._before = {**names}
                with self._making():
                    await self._run(request, given)
                for name in request["shared"]:  # for later tests it is the instructor's again
                    if name in self._before and names.get(name) is given.get(name):
                        names[name] = self._before[name]
            link.post(b".0 ")

    @contextlib.contextmanager
    def _making(self) -> Iterator[None]:
        """Know the files that are written in this block: they are the instructor's."""
        before = look(self._changes.folder)
        yield
        now = look(self._changes.folder)
        self._made |= now.keys() & differing(before, now)

    async def _run(self, request: dict[str, Any], given: dict[str, object]) -> None:
        """Run a test where its names are as `given`, or not there."""
        for name in request["names"]:
            self._shell.user_ns.pop(name, None)
        self._shell.user_ns.update(given)
        self._runs_test = True
        await self.execute(request)
        self._runs_test = False

    def _run_anew(self, request: dict[str, Any], given: dict[str, object]) -> None:
        """Run a test as if it had not run yet, in a copy of this process."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            adopt_streams(self._kernel, [out.fileno(), errors.fileno()])
            self._shell.user_ns.clear()
            self._shell.user_ns.update(self._before)
            in_a_loop(self._kernel, lambda: self._run(request, given))

    def _takes(self, name: str, data: bytes | None) -> bool:
        """Say whether a file comes over: only where the solution has written files, too.

        Among the instructor's, only of the kind that it has written there: else a test that reads
        all files of a folder would read what a student has added. One of the instructor's has to be
        the same one. One that an answer or the test names comes over, but not in the place of one
        that the test itself makes.
        """
        path = self._changes.folder / name
        self._left.pop(name, None)
        ours = is_kept(name, self._made)
        if ours:
            taken = (path.is_file() and path.read_bytes() == data) or self._peer.use("file", name)
        else:
            folder, files = PurePath(name).parent, map(PurePath, self._changes.kept | self._made)
            among_ours = folder in {one.parent for one in files if one.suffix != ".ipynb"}
            kind = "/" if name.endswith("/") else path.suffix
            words = [NEW_FILES, *[str(folder), kind] * among_ours]
            all_come = not is_of_tools(name) and self._peer.use(*words)
            quoted = re.search(rf"[\"'/]{re.escape(path.name)}[\"'/]", self._text)
            taken = name in self._taken or bool(quoted) or all_come
            taken = taken and not self._makes(name)
            self._taken |= {name} if taken else set()
        if not taken:
            self._left[name] = data  # a later test may take it
        return taken

    def _ours(self) -> frozenset[str]:
        """Name the files that no student's code has written."""
        return self._changes.kept | self._made | self._notebooks.keys()

    def _hide_notebooks(self) -> None:
        """Take away those that an earlier test has named: others could run them."""
        self._taken -= self._notebooks.keys()
        for name in self._notebooks:
            (self._changes.folder / name).unlink(missing_ok=True)

    def _carry(self, files: dict[str, bytes | None]) -> None:
        """Put files where the test finds them, and the instructor's as they were."""
        self._hide_notebooks()
        for name in self._originals.changed():
            keep = self._peer.use("file", name)  # the reference solution has changed it, too
            (self._originals.keep if keep else self._originals.put_back)([name])
        self._changes.put({**self._left, **files, **self._notebooks}, self._takes)
        for name in filter(self._makes, [*self._taken]):  # it has come for an earlier test
            self._taken.remove(name)
            (self._changes.folder / name).unlink(missing_ok=True)

    def _makes(self, name: str) -> bool:
        """Say whether the test itself makes this file, and finds none of the solution's."""
        return not self._peer.use("file of", name) and f"makes {name}" in self._peer.allow

    def _follow(self, place: str) -> None:
        """Go where the student's cells have gone, unless the test misses a file of ours there.

        A test of all cases in a folder would find none, and pass. Or a file there hides one.
        """
        moved, allowed = place != "." and self._peer.use("place"), self._peer.allow or ()
        place = "." if OUR_FILES in allowed and not moved else place
        if place != self._place:
            there, ours = (self._changes.folder / place).resolve(), self._ours()
            inside = there.is_dir() and there.is_relative_to(self._changes.folder)
            if inside and (place == "." or not any((there / one).exists() for one in ours)):
                os.chdir(there)
            self._place = place

    def _watch(self, event: str, arguments: tuple[object, ...]) -> None:
        """Be an audit hook: note that a test reads files of the instructor's, or lists a folder.

        And that it makes a file.
        """
        if self._runs_test and event in _READS:
            with contextlib.suppress(TypeError, ValueError, OSError):
                path = Path(os.fsdecode(arguments[0])).resolve().relative_to(self._changes.folder)
                if path.name and any(PurePath(one).is_relative_to(path) for one in self._ours()):
                    self._peer.use(OUR_FILES)
                if event == _DATABASE or (event == "open" and arguments[2] & os.O_CREAT):
                    self._peer.use("makes", str(path))

    def _works_on(self, name: str, value: object) -> bool:
        """Say whether a name is not the instructor's, or holds data, on which a solution may work.

        What a test says of all rows is true of none. Raises CodecError.
        """
        known, ours = self._shell.user_ns.get(name), self._own.get(name)
        if callable(known) or isinstance(known, ModuleType):
            return False
        rows = not is_emptied(ours, value) or self._peer.use("no rows", name)
        expect(rows, f"`{name}` is empty; the test expects rows.")
        return True

    def _is_changed(self, name: str, given: dict[str, object], *, strict: bool) -> bool:
        """Say whether the reference solution has changed what the instructor gave by this name.

        If a student has changed more of it, that is noted; what is `strict` gets it as it was.
        Raises CodecError.
        """
        ours, may = self._own.get(name), partial(self._peer.use, WORKED_ON, name)
        trial = self._peer.allow is None
        if name not in given or not (trial or may()):
            return False
        changed = parts_changed(ours, given[name])
        allowed = [may(part) for part in changed]
        if trial:
            return bool(changed) and may()
        if not all(allowed):
            self._peer.use(UNSURE)
            given[name] = restored(ours, given[name], may) if strict else given[name]
        return True

    def _given(self, request: dict[str, Any]) -> dict[str, object]:
        """Get the files and values for a test; no tool is lost or replaced. Raises CodecError."""
        names, self._replaced = self._shell.user_ns, False
        self._know(request["classes"])
        own = {name: self._own[name] for name in request["unmade"] if name in self._own}
        unmade = {*request["unmade"]} - own.keys()
        given = self._peer.names([*(one for one in request["names"] if one not in own), ""])
        files, place, count = given.pop("")
        self._taken |= {str(one) for one in given.values() if isinstance(one, str | PurePath)}
        self._carry(files)
        self._follow(place)
        self._shell.execution_count = int(count)
        for name in request["names"]:
            worked_on = self._works_on(name, given.get(name))
            if name in request["shared"]:
                theirs = worked_on and self._is_changed(name, given, strict=request["strict"])
                given[name] = given[name] if theirs else names[name]
        given |= own
        for name, statement in request["tools"]:
            made: dict[str, object] = {}
            with contextlib.suppress(Exception):  # the solution's own file, say
                exec(statement, made)  # noqa: S102 - the instructor's
            wanted = request["unmade"] if name[0] == "*" else (name,)
            unmade -= made.keys()
            for tool in {*wanted} & given.keys() & made.keys():
                self._replaced |= given[tool] is not made[tool]
                if request["tools_are_ours"]:
                    given[tool] = made[tool]
        if unmade & given.keys():
            self._peer.use(UNMADE)
        for name, one in given.items():
            if isinstance(one, Missing) and name not in request["quoted"]:
                raise CodecError(one.sentence)
        return given
