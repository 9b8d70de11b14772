"""A mail server on loopback for tests: speaks enough SMTP (RFC 5321) to take messages, or to refuse them as told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What arrived, and how recipients are answered; `port` is where the server listens."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    user: str = ""
    password: str = ""


class Conversation(socketserver.StreamRequestHandler):
    mailbox: Mailbox

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            command = line.decode().strip()
            if command.upper().startswith("QUIT"):
                self._say("221 goodbye")
                return
            self._answer(command)

    def _answer(self, command: str) -> None:
        word = command.upper()[:4]
        if word == "DATA":
            self._say("354 go on")
            self._take()
        elif word == "RCPT":
            address = command.partition("<")[2].partition(">")[0]
            answer = self.mailbox.answers.get(address, "250 taken")
            if answer.startswith("250"):
                self.mailbox.recipients.append(address)
            self._say(answer)
        else:
            self._say("250 fine")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.mailbox.arrived.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A server that runs until the end of the block."""
    mailbox = Mailbox()
    handler = type("Talk", (Conversation,), {"mailbox": mailbox})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()
