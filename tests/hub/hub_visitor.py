"""A person at the hub: logs in as with the form, then uses her server as JupyterLab does."""

import contextlib
import json
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
import websocket

from tests.hub.hub_machine import HubMachine

SECONDS = 120
SILENT_SECONDS = 20  # after 30 the server closes a line that does not answer its pings


@dataclass
class HubVisitor:
    """Somebody who has logged in. `server` is the address of the server that she uses."""

    machine: HubMachine
    name: str
    token: str = ""
    server: str = ""
    _terminal: Any = field(default=None, repr=False)
    _heard: float = field(default=0, repr=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"token {self.token}"}

    def ask(self, path: str, method: str = "GET", **options: Any) -> requests.Response:
        """Ask the hub or a server; `path` begins with a slash."""
        return requests.request(
            method,
            self.machine.address + path,
            headers=self.headers,
            timeout=SECONDS,
            allow_redirects=False,
            **options,
        )

    def say(self, path: str, method: str = "GET", **options: Any) -> Any:
        """Ask one's own server; it must go well. Return its JSON."""
        reply = self.ask(self.server + path, method, **options)
        assert reply.ok, f"{method} {path}: {reply.status_code} {reply.text}"
        return reply.json() if reply.content else None

    def start_server(self) -> None:
        self.ask(f"/hub/api/users/{self.name}/server", "POST").raise_for_status()
        for _ in range(SECONDS * 5):
            servers = self.ask(f"/hub/api/users/{self.name}").json()["servers"]
            if servers and servers[""]["ready"]:
                self.server = f"/user/{self.name}"
                return
            time.sleep(0.2)
        raise AssertionError(f"no server of {self.name}: {self.machine.log.read_text()}")

    def leave(self) -> None:
        """Close the terminal."""
        if self._terminal is not None:
            self._terminal.close()
            self._terminal = None

    def stop_server(self) -> None:
        self.leave()
        self.ask(f"/hub/api/users/{self.name}/server", "DELETE").raise_for_status()
        for _ in range(SECONDS * 5):
            if not self.ask(f"/hub/api/users/{self.name}").json()["servers"]:
                return
            time.sleep(0.2)
        raise AssertionError(f"the server of {self.name} did not stop")

    def read(self, path: str) -> dict[str, Any]:
        """A file of one's own, as JupyterLab reads it."""
        return self.say(f"/api/contents/{path}")

    def write(self, path: str, content: Any, kind: str = "notebook") -> None:
        """Save a file, as JupyterLab saves it."""
        formats = {"notebook": "json", "file": "text", "directory": None}
        model = {"type": kind, "format": formats[kind], "content": content}
        self.say(f"/api/contents/{path}", "PUT", json=model)

    def type(self, command: str) -> tuple[int, str]:
        """Type a command into a terminal of JupyterLab; return its exit code and what it said."""
        if time.monotonic() - self._heard > SILENT_SECONDS:
            self.leave()
        if self._terminal is None:
            name = self.say("/api/terminals", "POST")["name"]
            self._terminal = self._socket(f"/terminals/websocket/{name}")
            self._send("stdin", "stty -echo; bind 'set enable-bracketed-paste off'; PS1=\r")
        mark = uuid.uuid4().hex[:8]
        self._send("stdin", f"{command}\necho {mark[:4]}''{mark[4:]}-$?-\r")
        said, end = "", re.compile(rf"{mark}-(\d+)-")
        while not (found := end.search(said)):
            kind, *text = json.loads(self._terminal.recv())
            said += text[0] if kind == "stdout" else ""
        self._heard = time.monotonic()
        return int(found[1]), said[: found.start()].replace("\r\n", "\n").strip()

    def _send(self, *parts: Any) -> None:
        self._terminal.send(json.dumps(parts))

    def _socket(self, path: str) -> websocket.WebSocket:
        address = self.machine.address.replace("http", "ws", 1) + self.server + path
        origin = self.machine.address
        return websocket.create_connection(
            address, header=self.headers, origin=origin, timeout=SECONDS
        )

    @contextlib.contextmanager
    def kernel(self, path: str) -> Iterator["HubKernel"]:
        """Open a notebook's kernel, as JupyterLab does."""
        model = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = self.say("/api/sessions", "POST", json=model)["kernel"]["id"]
        with contextlib.closing(self._socket(f"/api/kernels/{kernel}/channels")) as line:
            yield HubKernel(line)


@dataclass
class HubKernel:
    """The line to a kernel."""

    line: websocket.WebSocket

    def send(self, kind: str, content: dict[str, Any]) -> list[dict[str, Any]]:
        """Send a message; return all that the kernel says until it is idle again."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "s"}
        header |= {"date": "2026-11-29T00:00:00Z", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.line.send(json.dumps(message | {"channel": "shell", "buffers": []}))
        said = []
        while True:
            message = json.loads(self.line.recv())
            if message["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            said.append(message)
            if message["content"].get("execution_state") == "idle":
                return said

    def run(self, code: str) -> list[dict[str, Any]]:
        said = self.send("execute_request", {"code": code, "silent": False, "store_history": True})
        assert not [one for one in said if one["msg_type"] == "error"], said
        return said


def log_in(machine: HubMachine, name: str, password: str) -> HubVisitor | None:
    """Log in through the form, and take a token; None if the hub does not let her in."""
    with requests.Session() as browser:
        browser.get(f"{machine.address}/hub/login", timeout=SECONDS)
        key = {"_xsrf": browser.cookies.get("_xsrf", path="/hub/")}
        form = {"username": name, "password": password}
        asked = browser.post(
            f"{machine.address}/hub/login",
            data=form,
            params=key,
            timeout=SECONDS,
            allow_redirects=False,
        )
        if asked.status_code != 302:
            return None
        key = {"_xsrf": browser.cookies.get("_xsrf", path="/hub/")}
        made = browser.post(
            f"{machine.address}/hub/api/users/{name}/tokens",
            params=key,
            json={"note": "her browser"},
            headers={"Referer": f"{machine.address}/hub/token"},
            timeout=SECONDS,
        )
        made.raise_for_status()
        return HubVisitor(machine, name, made.json()["token"])
