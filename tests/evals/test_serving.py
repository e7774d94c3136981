"""A server is started on a free port, asked until it answers, measured and stopped."""

from __future__ import annotations

import sys

import pytest

from assistant.errors import EvalError
from evals.serving import served

# Refuses the first question, as a server does that is still opening, and repeats what it is sent from then on.
ECHO = """
import json, os
from http.server import BaseHTTPRequestHandler, HTTPServer
refuse = [True]
class Handler(BaseHTTPRequestHandler):
    def reply(self, content):
        status = 503 if refuse and refuse.pop() else 200
        self.send_response(status); self.end_headers(); self.wfile.write(json.dumps(content).encode())
    def do_GET(self):
        self.reply({"path": self.path})
    def do_POST(self):
        self.reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
    def log_message(self, *rest):
        pass
HTTPServer((os.environ["WEGWIJZER_SERVER__HOST"], int(os.environ["WEGWIJZER_SERVER__PORT"])), Handler).serve_forever()
"""


def test_server_is_asked_until_it_answers_and_stopped() -> None:
    with served({}, (sys.executable, "-c", ECHO)) as server:
        seconds = server.first_answer("Wie helpt mij?")
        asked, found = server.ask("Wie?", "dorp-2024"), server.search("Wie? & hoe", "dorp-2024")
        anywhere = server.search("Wie?", None)
        memory = server.memory()

    assert 0 < seconds < 60
    assert asked == {"question": "Wie?", "plan": ["dorp-2024"]}
    assert found == {"path": "/api/search?q=Wie%3F+%26+hoe&plan=dorp-2024"}
    assert anywhere == {"path": "/api/search?q=Wie%3F"}
    assert memory > 1_000_000
    assert server.process.poll() is not None


def test_refusal_is_an_error() -> None:
    with served({}, (sys.executable, "-c", ECHO)) as server:
        server.first_answer("Wie helpt mij?")

        with pytest.raises(EvalError, match="/api/other gave status"):
            server._get("PUT", "/api/other?q=vraag")


def test_server_that_dies_is_told() -> None:
    with (
        served({}, (sys.executable, "-c", "raise SystemExit(3)")) as server,
        pytest.raises(EvalError, match="ended with status 3"),
    ):
        server.first_answer("Wie helpt mij?")
