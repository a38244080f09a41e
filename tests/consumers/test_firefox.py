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
from tests.consumers.conftest import FOLDER
from tests.consumers.documents import FRAMEWORKS

from improvement_frameworks import validate
from improvement_frameworks.core.registry import get_example, get_framework
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
FILL: Final = (FOLDER / "scripts" / "fill_form.js").read_text(encoding="utf-8")
DRIVE: Final = """
const [example, done] = arguments;
fillForm(example).then(done, (fault) => done({ fault: String(fault) }));
"""
ONE_OF_A_KIND: Final = {get_framework(one).figure.kind: one for one in FRAMEWORKS}.values()
"""A framework for each kind of figure."""
SAVE: Final = 'document.querySelector("button[type=submit]").click();'


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
        for _ in range(1200):
            with suppress(OSError):
                self._wire = socket.create_connection(("127.0.0.1", self._port), timeout=60)
                break
            time.sleep(0.05)
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

    def run(self, script: str) -> None:
        """Run a script in the page."""
        self.ask("WebDriver:ExecuteScript", script=script, args=[])

    def wait(self, script: str, *arguments: Json) -> Json:
        """Run a script in the page and return what it gives to the function after its arguments."""
        done = self.ask("WebDriver:ExecuteAsyncScript", script=script, args=list(arguments))
        return cast("dict[str, Json]", done)["value"]

    def saved(self) -> Json:
        """Return what was saved as a file, once it is there."""
        for _ in range(1200):
            for file in self.downloads.glob("*.json"):
                with suppress(OSError, json.JSONDecodeError):
                    return cast("Json", json.loads(file.read_text(encoding="utf-8")))
            time.sleep(0.05)
        raise AssertionError("nothing was saved")

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
        example: dict[str, Json] = {}
        for wanted in ONE_OF_A_KIND:
            page = tmp_path / f"{wanted}.html"
            page.write_text(write_form(wanted), encoding="utf-8")
            firefox.ask("WebDriver:Navigate", url=page.as_uri())
            example = cast("dict[str, Json]", get_example(wanted))
            form = cast("dict[str, Json]", firefox.wait(FILL + DRIVE, example))
            assert "fault" not in form, form
            assert not form["wide"], "wider than the window"
            short, full = json.loads(str(form["short"])), json.loads(str(form["full"]))
            assert short["entries"]
            assert validate(short).errors == ()
            assert json.loads(str(form["again"])) == full
            assert json.loads(str(form["restored"])) == json.loads(str(form["kept"])) == example
        firefox.run(SAVE)
        assert firefox.saved() == example, "the last of them, as the file that it becomes"
