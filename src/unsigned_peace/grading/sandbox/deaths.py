"""Say in plain words why a child has ended."""

import signal

from unsigned_peace.grading.sandbox.limits import Limits, explain
from unsigned_peace.grading.sandbox.pool import Death, SandboxError


def cause_of(death: Death, stopped: str, limits: Limits) -> str:
    """Explain a death: by which limit, or by what the child did to itself.

    Raises SandboxError if the sandbox, and not the notebook, is to blame.

    >>> cause_of(Death(status=-11), "", Limits())
    'Python crashed (SIGSEGV).'
    >>> cause_of(Death(status=0), "", Limits())
    'The notebook ended its own process, with exit status 0.'
    """
    if death.error:
        raise SandboxError(f"The sandbox could not be built for one notebook: {death.error}")
    if death.status is None:
        raise SandboxError("The sandbox has broken down. Start again: what is graded stays.")
    if stopped:
        return explain(stopped, limits)
    if death.reason:
        return explain(death.reason, limits)
    if death.cpu_seconds >= limits.cpu_seconds:
        return explain("cpu", limits)
    if death.status == -signal.SIGKILL:
        return "It was killed by the system, which perhaps had no memory left."
    if death.status < 0:
        return f"Python crashed ({signal.Signals(-death.status).name})."
    return f"The notebook ended its own process, with exit status {death.status}."
