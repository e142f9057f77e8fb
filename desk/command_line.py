"""Where the program begins: so light that Ctrl-C is heard from the first moment on."""

from __future__ import annotations

import signal
import sys
from types import FrameType

SOON = 0.005
"""Seconds after which a Ctrl-C that came at a bad moment comes again."""

STOPPED, DEFECT, BAD_INPUT = 130, 70, 2
"""As in `desk.terminal.exit_codes`, which is not loaded yet."""


def main() -> None:
    """Run the command line, on terminals of any encoding."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        from desk.terminal.live_line import at_work

        with at_work(sys.argv[1:]):
            from desk.group import app

            app()
    except KeyboardInterrupt:
        _complain("Stopped.\n")
        sys.exit(STOPPED)
    except Exception as error:
        import errno
        import traceback

        if isinstance(error, OSError) and error.errno == errno.ENOSPC and error.filename is None:
            sys.exit(BAD_INPUT)  # What was wrong could not be said: the error stream is full.
        _complain(traceback.format_exc())
        _complain("This is a defect of meeting-week; please report the lines above.\n")
        sys.exit(DEFECT)
    finally:
        # All is done: from here on, Ctrl-C ends the program at once and without a word.
        if signal.getsignal(signal.SIGINT) is _stop:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _complain(text: str) -> None:
    from contextlib import suppress

    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)


def _stop(_: int, frame: FrameType | None) -> None:
    """Stop at Ctrl-C, or soon after it where the moment is bad.

    A library that is being loaded may not survive it, and while an object is cleared away Python
    drops it and prints a traceback.
    """
    if _is_bad_moment(frame):
        from threading import Timer

        again = Timer(SOON, _interrupt)
        again.daemon = True
        again.start()
    else:
        raise KeyboardInterrupt


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits, as far as the system can."""
    if hasattr(signal, "pthread_kill"):
        from threading import main_thread

        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
    else:
        from _thread import interrupt_main

        interrupt_main()


def _is_bad_moment(frame: FrameType | None) -> bool:
    while frame is not None:
        code = frame.f_code
        if code.co_name == "__del__" or code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
