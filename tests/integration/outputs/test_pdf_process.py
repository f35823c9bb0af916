"""The drawing process is warm, bounded and replaced, and cannot be made to fetch."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.outputs.pdf_errors import (
    PdfError,
    PdfProcessDied,
    PdfRefused,
    PdfTimedOut,
    PdfTooLarge,
)
from tests.integration.outputs.reading_pdf import words_of

PAGE = '<!doctype html><html lang="en"><head><title>A page</title></head><body>{}</body></html>'
PLAIN = PAGE.format("<h1>A page</h1><p>Ten of 100.</p>")
SLOW = PAGE.format("<h1>Slow</h1>" + "<p>word</p>" * 20_000)
HUGE = PAGE.format('<table><tr><td colspan="99999999">wide</td></tr></table>')


def test_the_same_document_gives_the_same_bytes_from_any_process(pdf_maker: PdfMaker) -> None:
    first = pdf_maker.draw(PLAIN)
    pdf_maker.draw(PAGE.format("<h1>Another, with other letters</h1>"))
    assert pdf_maker.draw(PLAIN) == first
    with PdfMaker() as other:
        assert other.draw(PLAIN) == first


def test_callers_on_many_threads_each_get_their_own_document(pdf_maker: PdfMaker) -> None:
    names = [f"person{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        drawn = threads.map(lambda name: pdf_maker.draw(PAGE.format(f"<h1>{name}</h1>")), names)
    assert [words_of(pdf).split()[0] for pdf in drawn] == names


def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_drawn() -> None:
    with PdfMaker(seconds_per_document=0.5) as maker:
        with pytest.raises(PdfTimedOut, match=r"longer than 0.5 seconds"):
            maker.draw(SLOW)
        assert maker.process_id is None
        assert maker.draw(PLAIN).startswith(b"%PDF")


def test_a_document_that_needs_too_much_memory_is_stopped_and_the_next_is_drawn(
    pdf_maker: PdfMaker,
) -> None:
    with pytest.raises(PdfTooLarge, match="more memory than we allow"):
        pdf_maker.draw(HUGE)
    assert pdf_maker.draw(PLAIN).startswith(b"%PDF")


def test_a_process_killed_in_the_middle_is_replaced() -> None:
    with PdfMaker() as maker:
        killed = maker.process_id
        killer = threading.Timer(0.2, os.kill, (killed, signal.SIGKILL))
        killer.start()
        with pytest.raises(PdfProcessDied):
            maker.draw(SLOW)
        assert maker.draw(PLAIN).startswith(b"%PDF")
        assert maker.process_id != killed


def test_a_process_killed_between_two_documents_is_replaced_unnoticed() -> None:
    with PdfMaker() as maker:
        first = maker.draw(PLAIN)
        killed = maker.process_id
        os.kill(killed, signal.SIGKILL)
        os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
        assert maker.draw(PLAIN) == first


FORKING = f"""
import os
from glob import glob
from sdm_tool.outputs.pdf import PdfMaker
maker = PdfMaker()
maker.start()
parents = maker.process_id
folder = glob(os.path.join(os.environ["TMPDIR"], "sdm-tool-pdf-*"))[0]
child = os.fork()
drawn = maker.draw({PLAIN!r})
if child == 0:
    own = maker.process_id
    maker.close()
    os._exit(0 if drawn.startswith(b"%PDF") and own != parents else 1)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
same = maker.process_id == parents and maker.draw({PLAIN!r}) == drawn and os.path.isdir(folder)
maker.close()
raise SystemExit(code or not same)
"""


def test_a_forked_process_draws_with_a_process_of_its_own(tmp_path: Path) -> None:
    """Two readers of one pipe could hand one family another family's paper."""
    forked = subprocess.run(
        [sys.executable, "-c", FORKING],
        capture_output=True,
        check=False,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert forked.returncode == 0, forked.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_closing_ends_the_process_and_its_folder(tmp_path: Path) -> None:
    maker = PdfMaker()
    maker.start()
    environment = Path(f"/proc/{maker.process_id}/environ").read_bytes().split(b"\0")
    folder = next(line[7:] for line in environment if line.startswith(b"TMPDIR="))
    assert Path(folder.decode()).is_dir()
    process = Path(f"/proc/{maker.process_id}")
    maker.close()
    assert not process.exists()
    assert not Path(folder.decode()).exists()


def test_the_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDM_SECRET_KEY", "not for the drawing process")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with PdfMaker() as maker:
        environment = Path(f"/proc/{maker.process_id}/environ").read_bytes()
    names = {line.split(b"=")[0] for line in environment.split(b"\0") if line}
    assert names == {b"LANG", b"HOME", b"TMPDIR", b"PYTHONPATH", b"PYTHONHASHSEED"}


ELSEWHERE = [
    '<img src="{}" alt="x">',
    '<img srcset="{} 2x" alt="x">',
    '<p style="background: url({})">x</p>',
    "<style>@import url({});</style>",
    "<style>p {{ background: url({}) }}</style>",
    "<style>@font-face {{ font-family: z; src: url({}) }}</style>",
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<base href="{}"><p>x</p>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<video poster="{}"></video>',
    '<svg><title>x</title><image href="{}" width="9" height="9"/></svg>',
    '<svg><title>x</title><image xlink:href="{}" width="9" height="9"/></svg>',
    '<svg><title>x</title><use href="{}#y"/></svg>',
    "<svg><title>x</title><style>@import url({});</style></svg>",
]


class _Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)


@pytest.mark.parametrize("markup", ELSEWHERE)
def test_an_address_outside_the_document_stops_the_drawing(
    pdf_maker: PdfMaker, markup: str
) -> None:
    for address in ("file:///etc/hostname", "//paper.example/x", "x.png", "data:text/plain,x"):
        with pytest.raises(PdfRefused, match=r"outside itself|holds an element"):
            pdf_maker.draw(PAGE.format("<h1>A page</h1>" + markup.format(address)))


def test_nothing_is_fetched_even_from_this_machine(pdf_maker: PdfMaker) -> None:
    with HTTPServer(("127.0.0.1", 0), _Asked) as server:
        server.asked = []
        listening = threading.Thread(target=server.serve_forever, daemon=True)
        listening.start()
        address = f"http://127.0.0.1:{server.server_port}/secret.png"
        for markup in ELSEWHERE:
            with pytest.raises(PdfError):
                pdf_maker.draw(PAGE.format("<h1>A page</h1>" + markup.format(address)))
        server.shutdown()
        assert server.asked == []


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<svg viewBox="0 0 9 9"><path d="M1 1h2v2z"/></svg>', "a picture has no words"),
        ("<div>" * 3000, "nested too deep"),
    ],
)
def test_other_documents_that_are_refused_say_why(
    pdf_maker: PdfMaker, markup: str, words: str
) -> None:
    with pytest.raises(PdfRefused, match=words):
        pdf_maker.draw(PAGE.format("<h1>A page</h1>" + markup))


def test_half_a_letter_and_a_nul_do_not_stop_a_page(pdf_maker: PdfMaker) -> None:
    words = words_of(pdf_maker.draw(PAGE.format("<h1>A page</h1><p>be\0fore \ud83d after</p>")))
    assert "after" in words
