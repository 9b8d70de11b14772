"""Reads a file in a child process that may use little memory and time, open nothing and write nothing."""

from __future__ import annotations

import faulthandler
import fcntl
import gc
import io
import multiprocessing
import os
import pickle
import resource
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NoReturn, TypeAlias

from placewide.exchange.reading.raw_text import too_large
from placewide.exchange.reading.source import MEGABYTE, Limits, Node, Position, RawFinding, Reading, SourceError, refuse
from placewide.exchange.reading.workbook import RawPart, Workbook, finish_workbook

_SECONDS_TO_FINISH = 5
"""Wall-clock time beyond the processor time, for a machine that is busy with other things."""

_CRASHED, _OUT_OF_MEMORY = 70, 71
_THE_END = b""
_PIPE_BYTES = MEGABYTE
_OTHER_KINDS = {
    ".xlsm": ("macro", "a workbook with macros; save it as .xlsx, which has none"),
    ".xls": ("not_xlsx", "an old Excel workbook; save it as .xlsx"),
    ".xlsb": ("not_xlsx", "a binary Excel workbook; save it as .xlsx"),
    ".ods": ("not_xlsx", "an OpenDocument workbook; save it as .xlsx"),
    ".csv": ("wrong_type", "a table as text; open it in Excel and save it as .xlsx"),
}
_EXPECTED = {
    ("placewide.exchange.reading.source", "Node"),
    ("placewide.exchange.reading.source", "Position"),
    ("placewide.exchange.reading.source", "RawFinding"),
    ("placewide.exchange.reading.source", "Reading"),
    ("placewide.exchange.reading.workbook", "RawSheet"),
    ("placewide.exchange.reading.workbook_scan", "SheetFacts"),
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
}

Part: TypeAlias = Reading[Node] | RawPart
Reader: TypeAlias = Callable[[bytes, str, Limits], Iterable[Part]]


def read_confined(path: Path, limits: Limits | None = None) -> Reading[Node] | Reading[Workbook]:
    """Read a .yaml, .yml, .json or .xlsx file as its reader does, in a limited child process.

    Raises ``SourceError`` for whatever the reader refuses, for a file that cannot be opened or has another suffix,
    and when the child exceeds ``limits.memory_bytes`` or ``limits.cpu_seconds``.
    """
    limits = limits or Limits()
    suffix = path.suffix.lower()
    position = Position(path.name)
    load = _LOADERS.get(suffix)
    if load is None:
        rule, what = _OTHER_KINDS.get(suffix, ("wrong_type", "not of a kind that can be read"))
        refuse(rule, f"the file is {what}. Files that are read: .xlsx, .yaml, .yml, .json", position)
    data = _file_bytes(path, limits.workbook_bytes if suffix == ".xlsx" else limits.text_bytes, position)
    with _parts_from_child(load, data, position, limits) as parts:
        if suffix == ".xlsx":
            return finish_workbook((part for part in parts if not isinstance(part, Reading)), path.name, limits)
        return _only_reading(parts, position)


def _only_reading(parts: Iterable[Part], position: Position) -> Reading[Node]:
    findings: list[RawFinding] = []
    for part in parts:
        if isinstance(part, Reading):
            return part
        if isinstance(part, RawFinding):
            findings.append(part)
    if not findings:
        _refuse_failed(position)
    raise SourceError(findings)


def _load_yaml() -> Reader:
    # Only the child imports the parsers: the command line starts sooner, and the parent never holds them.
    from placewide.exchange.reading.yaml_reader import read_yaml

    return lambda data, file, limits: [read_yaml(data, file, limits)]


def _load_json() -> Reader:
    from placewide.exchange.reading.json_reader import read_json

    return lambda data, file, limits: [read_json(data, file, limits)]


def _load_workbook() -> Reader:
    from placewide.exchange.reading.workbook_reader import stream_workbook

    return stream_workbook


_LOADERS: dict[str, Callable[[], Reader]] = {
    ".yaml": _load_yaml,
    ".yml": _load_yaml,
    ".json": _load_json,
    ".xlsx": _load_workbook,
}


def _file_bytes(path: Path, most: int, position: Position) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            refuse("not_a_file", "this is a folder or device; give the path of a file", position)
        if status.st_size > most:
            refuse("too_large", too_large(status.st_size, most), position)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        refuse("file_not_found", "there is no such file", position)
    except OSError as problem:
        refuse("unreadable", f"the file cannot be opened: {problem.strerror}", position)


@contextmanager
def _parts_from_child(
    load: Callable[[], Reader], data: bytes, position: Position, limits: Limits
) -> Iterator[Iterator[Part]]:
    """Start the child; inside the ``with`` its parts arrive, and behind it the child is gone for certain."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    with suppress(OSError):
        # A roomy pipe lets the child run ahead; with the usual one a large workbook takes a quarter longer.
        fcntl.fcntl(sender.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    child = context.Process(target=_read_and_send, args=(sender, load, data, position.file, limits), daemon=True)
    child.start()
    sender.close()
    try:
        yield _received(receiver, child, position, limits)
    finally:
        child.kill()
        child.join()
        receiver.close()


def _received(receiver: Connection, child: BaseProcess, position: Position, limits: Limits) -> Iterator[Part]:
    deadline = time.monotonic() + limits.cpu_seconds + _SECONDS_TO_FINISH
    while True:
        if not receiver.poll(max(0.0, deadline - time.monotonic())):
            _refuse_exhausted(limits, position)
        try:
            payload = receiver.recv_bytes()
        except (EOFError, OSError):
            _refuse_dead(child, limits, position)
        if payload == _THE_END:
            return
        try:
            part: Part = _Unpickler(io.BytesIO(payload)).load()
        except pickle.UnpicklingError:
            _refuse_failed(position)
        yield part


def _refuse_dead(child: BaseProcess, limits: Limits, position: Position) -> NoReturn:
    child.join()
    if child.exitcode == _CRASHED:
        _refuse_failed(position)
    _refuse_exhausted(limits, position)


def _refuse_failed(position: Position) -> NoReturn:
    what = "reading the file failed unexpectedly; it may be damaged, so save it again from its program"
    refuse("parser_failed", what, position)


def _refuse_exhausted(limits: Limits, position: Position) -> NoReturn:
    most = f"{limits.memory_bytes / MEGABYTE:,.0f} MB or {limits.cpu_seconds} s"
    refuse("parser_limits", f"reading the file needed more than {most}, so it was stopped", position)


class _Unpickler(pickle.Unpickler):
    """Builds our own records only, so that a parser taken over by a hostile file cannot run code in the parent."""

    def find_class(self, module: str, name: str) -> object:
        """The class, if it is one that a reader may send."""
        if (module, name) not in _EXPECTED:
            raise pickle.UnpicklingError(f"{module}.{name} is not expected from a reader")
        return super().find_class(module, name)


def _read_and_send(sender: Connection, load: Callable[[], Reader], data: bytes, file: str, limits: Limits) -> None:
    """What the child does; it leaves without running anything that was meant for the parent's end."""
    code = _CRASHED
    try:
        _silence()
        gc.disable()
        read = load()
        _limit_this_process(limits)
        for part in _parts(read, data, file, limits):
            sender.send_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
        sender.send_bytes(_THE_END)
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _parts(read: Reader, data: bytes, file: str, limits: Limits) -> Iterator[Part]:
    """What the reader gives; a refusal becomes its findings, which are errors."""
    try:
        yield from read(data, file, limits)
    except SourceError as problem:
        yield from problem.findings


def _silence() -> None:
    """A library that aborts writes to standard error, which belongs to the parent; so does Python's own handler."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _limit_this_process(limits: Limits) -> None:
    """Memory beyond what came over from the parent, processor time, no new files or sockets, nothing written."""
    wanted = {
        resource.RLIMIT_AS: _address_space() + limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in wanted.items():
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()
