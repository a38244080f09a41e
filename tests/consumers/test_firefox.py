"""The forms in Firefox: filled in, saved and opened again, from disk.

Debian's Firefox is driven by Marionette, the protocol that it speaks itself: JSON, each message
led by its length. Chromium does the thorough tests; this one shows that a second browser agrees.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
from contextlib import suppress
from shutil import which
from typing import TYPE_CHECKING, Final, Self, cast

import pytest
from tests.consumers.documents import find_one_each

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_example
from improvement_frameworks.pages.form import write_form

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.problems.problem import Json

PREFERENCES: Final = """\
user_pref("app.update.enabled", false);
user_pref("browser.download.dir", "{downloads}");
user_pref("browser.download.folderList", 2);
user_pref("browser.helperApps.neverAsk.saveToDisk", "application/json");
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("marionette.port", {port});
user_pref("network.dns.disabled", true);
user_pref("toolkit.telemetry.enabled", false);
"""
FILL: Final = """
const seen = new Set();
for (const place of document.querySelectorAll(".place:not([hidden])")) {
  if (seen.has(place.dataset.part)) continue;
  seen.add(place.dataset.part);
  place.querySelector(".add").click();
  for (const area of place.querySelectorAll(".card > div textarea")) area.value = "Said: ñ 🙂";
}
for (const select of document.querySelectorAll("select:required")) select.selectedIndex ||= 1;
document.querySelector("#h-title input").value = arguments[0];
document.querySelector("#h-purpose-question textarea").value = "What should we keep?";
document.querySelector("button[type=submit]").click();
return document.documentElement.scrollWidth <= innerWidth;
"""
REOPEN: Final = """
const [text, title] = arguments;
const files = new DataTransfer();
files.items.add(new File([text], "example.json"));
const open = document.querySelector("#open");
open.files = files.files;
open.dispatchEvent(new Event("change"));
setTimeout(() => {
  document.querySelector("#h-title input").value = title;
  document.querySelector("button[type=submit]").click();
}, 300);
"""


class Firefox:
    """A Firefox without a window, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.downloads = folder / "downloads"
        profile = folder / "profile"
        for one in (self.downloads, profile):
            one.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port: int = free.getsockname()[1]
        preferences = PREFERENCES.format(downloads=self.downloads, port=self._port)
        (profile / "user.js").write_text(preferences, encoding="utf-8")
        command = ("firefox-esr", "--headless", "--marionette", "--no-remote", "--profile")
        self._process = subprocess.Popen(
            [*command, profile], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._count = 0

    def __enter__(self) -> Self:
        for _ in range(120):
            with suppress(OSError):
                self._wire = socket.create_connection(("127.0.0.1", self._port), timeout=60)
                break
            time.sleep(0.5)
        self._receive()
        self.ask("WebDriver:NewSession", capabilities={})
        return self

    def __exit__(self, *_fault: object) -> None:
        self._wire.close()
        self._process.terminate()
        self._process.wait(timeout=30)

    def ask(self, command: str, **given: Json) -> Json:
        """Give a command and return its answer."""
        self._count += 1
        message = json.dumps([0, self._count, command, given]).encode()
        self._wire.sendall(b"%d:%s" % (len(message), message))
        _, _, fault, result = cast("list[Json]", self._receive())
        assert fault is None, fault
        return result

    def run(self, script: str, *arguments: str) -> Json:
        """Run a script in the page and return what it returns."""
        done = self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments))
        return cast("dict[str, Json]", done)["value"]

    def saved(self, name: str) -> dict[str, object]:
        """Return what was saved under a name, once it is there."""
        file = self.downloads / f"{name}.json"
        for _ in range(120):
            with suppress(OSError, json.JSONDecodeError):
                return cast("dict[str, object]", json.loads(file.read_text(encoding="utf-8")))
            time.sleep(0.25)
        raise AssertionError(f"{name} was never saved")

    def _receive(self) -> Json:
        length = b""
        while (char := self._wire.recv(1)) != b":":
            length += char
        text = b""
        while len(text) < int(length):
            text += self._wire.recv(int(length) - len(text))
        return cast("Json", json.loads(text))


def test_forms_save_valid_records_and_lose_nothing_in_firefox(tmp_path: Path) -> None:
    if which("firefox-esr") is None:
        pytest.skip("Firefox is missing. Run: make browser")
    with Firefox(tmp_path) as firefox:
        for wanted in find_one_each():
            page = tmp_path / f"{wanted}.html"
            page.write_text(write_form(wanted), encoding="utf-8")
            firefox.ask("WebDriver:Navigate", url=page.as_uri())
            assert firefox.run(FILL, f"new {wanted}") is True, "wider than the window"
            saved = firefox.saved(f"new-{wanted}")
            assert saved["entries"]
            assert validate(saved).errors == ()
            example = get_example(wanted)
            firefox.run(REOPEN, json.dumps(example), f"again {wanted}")
            kept = firefox.saved(f"again-{wanted}")
            assert {**kept, "title": example["title"]} == example
