"""Takes from this process what it will not need any more: files, sockets, other processes, memory and time.

Only for a process that is thrown away: nothing of it can be given back.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys

MEMORY = 200 * 1024 * 1024  # bytes of address space on top of what is taken already
_PAGE = resource.getpagesize()
_NO_NEW_PRIVILEGES, _SECCOMP, _BY_FILTER = 38, 22, 2  # prctl's
_LOAD, _IS, _RETURN = 0x20, 0x15, 0x06  # of a BPF program
_LET, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # _REFUSE answers EPERM

# Memory, clocks, signals, the ends of pipes that are open, and the end. By architecture: (its name for seccomp, numbers).
_ALLOWED = {
    # read write mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn mremap madvise fstat getpid sched_yield
    # getrusage gettimeofday futex clock_gettime clock_nanosleep getrandom exit exit_group sigaltstack restart_syscall
    "x86_64": (
        0xC000003E,
        (0, 1, 9, 10, 11, 12, 13, 14, 15, 25, 28, 5, 39, 24, 98, 96, 202, 228, 230, 318, 60, 231, 131, 219),
    ),
    "aarch64": (
        0xC00000B7,
        (
            63,
            64,
            222,
            226,
            215,
            214,
            134,
            135,
            139,
            216,
            233,
            80,
            172,
            124,
            165,
            169,
            98,
            113,
            115,
            278,
            93,
            94,
            132,
            128,
        ),
    ),
}


def seal(*, seconds: float) -> bool:
    """Whether the kernel keeps it to that, or only the limits of memory, time and files do (elsewhere than on Linux)."""
    taken = _address_space()
    whole = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    if taken:
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY,) * 2)
    return _filter_calls()


def _address_space() -> int:
    """Bytes; 0 where it is not told."""
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123 - pathlib takes a tenth of the process's time to import
            return int(file.read().split()[0]) * _PAGE
    except OSError:
        return 0


def _filter_calls() -> bool:
    machine = os.uname().machine if sys.platform.startswith("linux") else ""
    if machine not in _ALLOWED:
        return False
    architecture, numbers = _ALLOWED[machine]
    program = [
        _step(_LOAD, 0, 0, 4),
        _step(_IS, 1, 0, architecture),
        _step(_RETURN, 0, 0, _KILL),
        _step(_LOAD, 0, 0, 0),
    ]
    left = len(numbers)
    program += [_step(_IS, left - place, 0, number) for place, number in enumerate(numbers)]
    program += [_step(_RETURN, 0, 0, _REFUSE), _step(_RETURN, 0, 0, _LET)]
    code = ctypes.create_string_buffer(b"".join(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    given = Program(len(program), ctypes.addressof(code))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return bool(
        prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and prctl(_SECCOMP, _BY_FILTER, ctypes.byref(given), 0, 0) == 0
    )


def _step(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
