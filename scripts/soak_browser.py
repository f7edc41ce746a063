"""What a load is made with: a browser that asks from one address, and reads forms as people do."""

import http.client
import time
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

PASSWORD = "a long word for the load only"  # noqa: S105 - of a database that is thrown away


class Form(HTMLParser):
    """The fields of a page's largest form, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = [[]]
        self.select = self.area = ""
        self.text: list[str] = []
        self.feed(page)

    @property
    def fields(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in max(self.forms, key=len):
            if "__prefix__" not in name:
                found.setdefault(name, []).append(value)
        return found

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        name, kind = given.get("name") or "", given.get("type", "text")
        if tag == "form":
            self.forms.append([])
        elif tag == "option" and self.select and "selected" in given:
            self.forms[-1].append((self.select, given.get("value") or ""))
        elif not name or "disabled" in given:
            return
        elif tag == "input":
            is_off = kind in ("checkbox", "radio") and "checked" not in given
            if not is_off and kind not in ("submit", "file"):
                default = "on" if kind == "checkbox" else ""
                self.forms[-1].append((name, given.get("value") or default))
        elif tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area, self.text = name, []

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea" and self.area:
            self.forms[-1].append((self.area, "".join(self.text).removeprefix("\n")))
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)


class Browser:
    """Asks from one loopback address, keeps cookies, and notes how long each answer took."""

    def __init__(self, port: int, address: str) -> None:
        self.port, self.address = port, address
        self.cookies: dict[str, str] = {}

    def ask(
        self, path: str, fields: dict[str, list[str]] | None = None
    ) -> tuple[int, str, str, float]:
        """Return the status, the page, where it leads and the seconds that it took."""
        headers = {"Host": f"127.0.0.1:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        server = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
        )
        try:
            server.request("GET" if fields is None else "POST", path, body, headers)
            answer = server.getresponse()
            page = answer.read().decode()
        finally:
            server.close()
        took = time.perf_counter() - begun
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, answer.headers.get("Location", ""), took

    def log_in(self, name: str) -> None:
        _, page, _, _ = self.ask("/admin/login/")
        fields = Form(page).fields | {"username": [name], "password": [PASSWORD]}
        status, _, _, _ = self.ask("/admin/login/", fields)
        if status != 302:
            raise SystemExit(f"{name} could not log in: {status}")
