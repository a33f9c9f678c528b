"""What an instructor can set in nbgrader_config.py: `c.Grader.<name> = <value>`."""

import os
from dataclasses import replace

from traitlets import Bool, Dict, Float, Integer, List, Unicode
from traitlets.config import LoggingConfigurable

from unsigned_peace.grading.sandbox.limits import MEGABYTE, Limits


class Grader(LoggingConfigurable):
    """Settings of `unsigned-peace grade` and of the preprocessor SandboxedExecute."""

    jobs = Integer(0, help="How many notebooks run at a time; 0: one per processor.").tag(
        config=True
    )
    unsafe = Bool(
        default_value=False,
        help="Grade without those parts of the sandbox that this machine lacks.",
    ).tag(config=True)
    flag_tampering = Bool(
        default_value=True,
        help="Withhold the marks of tests that were tampered with, until a person has looked.",
    ).tag(config=True)
    preload = List(
        Unicode(),
        default_value=None,
        allow_none=True,
        help="Modules to load once for all students, and to watch. By default those that the "
        "instructor's notebooks import.",
    ).tag(config=True)
    preload_more = List(
        Unicode(),
        help="Modules to load besides: those that the course's own packages load late.",
    ).tag(config=True)
    visible = List(
        Unicode(), help="Folders that notebooks may read, besides Python's and their own."
    ).tag(config=True)
    environment = Dict(
        Unicode(), help="Environment variables for the notebooks. They get none of yours."
    ).tag(config=True)
    notebook_seconds = Float(
        600.0, help="Time for one notebook. The time for one cell is c.Execute.timeout."
    ).tag(config=True)
    cpu_seconds = Integer(300, help="Computing time for one notebook.").tag(config=True)
    memory_megabytes = Integer(1024, help="Memory for one notebook.").tag(config=True)
    processes = Integer(100, help="Processes and threads of one notebook at a time.").tag(
        config=True
    )
    open_files = Integer(256, help="Files that one process may have open.").tag(config=True)
    file_megabytes = Integer(100, help="Size of one file.").tag(config=True)
    written_megabytes = Integer(200, help="Size of all files that a notebook writes.").tag(
        config=True
    )
    cell_output_megabytes = Integer(20, help="What one cell may print and show.").tag(config=True)
    output_megabytes = Integer(60, help="What one notebook may print and show.").tag(config=True)

    def limits(self, cell_seconds: float | None) -> Limits:
        """Give the limits of one notebook."""
        return replace(
            Limits(),
            cell_seconds=cell_seconds,
            notebook_seconds=self.notebook_seconds or None,
            cpu_seconds=self.cpu_seconds,
            memory_bytes=self.memory_megabytes * MEGABYTE,
            processes=self.processes,
            open_files=self.open_files,
            file_bytes=self.file_megabytes * MEGABYTE,
            written_bytes=self.written_megabytes * MEGABYTE,
            cell_output_bytes=self.cell_output_megabytes * MEGABYTE,
            output_bytes=self.output_megabytes * MEGABYTE,
        )

    def workers(self) -> int:
        """Say how many notebooks run at a time."""
        return self.jobs or len(os.sched_getaffinity(0))
