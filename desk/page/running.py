"""How the page runs: on which port, in which browser, and until when."""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from scheduler.errors import BadInput

if TYPE_CHECKING:
    from desk.page.open_weeks import OpenDesk
    from desk.page.security import Admission

TRIED = 20
"""Ports after the one that is asked for which are tried where it is taken."""

LAST_WORDS = 2
"""Seconds that answers have to be sent after Ctrl-C."""


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens at a port, or at the next that is free.

    Raises
    ------
    BadInput
        Where this machine is not known by that name, or no port is free.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        what = "no machine is known by that name; 0.0.0.0 stands for all networks of this one"
        raise BadInput.at(f"--host {host}", what) from None
    family, _, _, _, address = found[0]
    last = ""
    for number in [port] if port == 0 else range(port, min(port + TRIED, 65_535) + 1):
        try:
            return _bound(family, (address[0], number, *address[2:]))
        except OSError as error:
            last = error.strerror or str(error)
    raise BadInput.at(f"--host {host} --port {port}", f"the page cannot be opened there ({last})")


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    # Only of a socket that says TCP does the loop send each answer at once (TCP_NODELAY).
    one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":  # there, the other option lets two programs share a port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(address)
        one.listen(128)
    except OSError:
        one.close()
        raise
    return one


def address_of(bound: socket.socket, host: str) -> str:
    """The address of the page in a browser; one that is bound everywhere goes by its machine."""
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host
    return f"http://{f'[{name}]' if ':' in name else name}:{bound.getsockname()[1]}/"


def serve(
    desk: OpenDesk, admission: Admission, bound: socket.socket, begun: Callable[[], None]
) -> None:
    """Show a desk until Ctrl-C.

    Parameters
    ----------
    begun
        Called once the page answers.
    """
    import uvicorn

    from desk.page.server import create_app

    class Running(uvicorn.Server):
        """A server that ends what it tells at once: else it would wait for every open page."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            begun()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            desk.end_listening()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        create_app(desk, admission),
        log_level="critical",  # what fails is logged where it does, without what people sent
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_WORDS,
        timeout_keep_alive=30,
        ws="none",
    )
    gc.freeze()  # what is loaded stays: to look through it again would hold up an answer
    with suppress(KeyboardInterrupt):
        Running(config).run([bound])


def open_browser(address: str) -> None:
    """Open the page in a browser beside this program, where there is one."""
    import webbrowser

    if sys.platform.startswith("linux") and not any(
        os.environ.get(name)
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME")
    ):
        return  # what would be found shows the page in the terminal, in the way of this program

    def opening() -> None:
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(address)

    Thread(target=opening, daemon=True).start()
