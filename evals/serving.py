"""A server of our own for measuring: started on a free port of this machine, asked, and stopped again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode

from assistant.errors import EvalError

SERVE = (sys.executable, "-c", "from assistant.cli import main; main()", "serve")
_HOST = "127.0.0.1"
_PATIENCE = 120.0  # seconds in which a first answer must come
_PAUSE = 0.05


@dataclass(frozen=True)
class Server:
    """A process that listens on a port. `began` is when it was started, by time.perf_counter."""

    process: subprocess.Popen[bytes]
    port: int
    began: float

    def search(self, question: str, plan: str | None) -> Any:
        """The hits for a question, in one plan or all. Raises EvalError when it is refused."""
        named = {"q": question, **({"plan": plan} if plan else {})}
        return self._get("GET", f"/api/search?{urlencode(named)}")

    def ask(self, question: str, plan: str | None) -> Any:
        """The answer to a question. Raises EvalError when it is refused."""
        return self._get("POST", "/api/ask", {"question": question, "plan": [plan] if plan else []})

    def first_answer(self, question: str) -> float:
        """Seconds from the start of the process to its first answer. Raises EvalError when it dies or none comes."""
        while time.perf_counter() - self.began < _PATIENCE:
            if self.process.poll() is not None:
                raise EvalError(f"the server ended with status {self.process.returncode} before it answered")
            try:
                self.ask(question, None)
            except (OSError, HTTPException, EvalError):
                time.sleep(_PAUSE)
            else:
                return time.perf_counter() - self.began
        raise EvalError(f"the server gave no answer within {_PATIENCE:.0f} seconds")

    def memory(self) -> int:
        """Resident bytes of the process and those that it started."""
        import psutil

        process = psutil.Process(self.process.pid)
        return sum(int(each.memory_info().rss) for each in [process, *process.children(recursive=True)])

    def _get(self, method: str, path: str, content: object = None) -> Any:
        connection = HTTPConnection(_HOST, self.port, timeout=_PATIENCE)
        try:
            body = None if content is None else json.dumps(content)
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            response = connection.getresponse()
            received = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise EvalError(f"{method} {path.partition('?')[0]} gave status {response.status}")
        return json.loads(received)


@contextmanager
def served(environment: Mapping[str, str], command: Sequence[str] = SERVE) -> Iterator[Server]:
    """A server with these variables beside our own; it is stopped at the end."""
    port = free_port()
    listen = {"WEGWIJZER_SERVER__HOST": _HOST, "WEGWIJZER_SERVER__PORT": str(port)}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment, **listen}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield Server(process, port, began)
    finally:
        _stop(process)


def free_port() -> int:
    """A port on which nothing listens at this moment."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
