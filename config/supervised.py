"""Ending with the supervisor (`manage.py run`), even when that is killed. Knows no Django."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_supervisor() -> None:
    """Ask the kernel for SIGTERM when the supervisor ends; does nothing where no supervisor started us."""
    supervisor = os.environ.get("AMPARO_SUPERVISOR")
    if supervisor and sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(supervisor):
            sys.exit("The supervisor has gone.")
