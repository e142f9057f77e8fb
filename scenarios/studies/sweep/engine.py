"""Dask distributed as the engine of a sweep: in this process, in others, or on a cluster.

The one module that imports it; import this one only where something is solved.
"""

from __future__ import annotations

import logging
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any, TypeVar, cast

from distributed import (
    Client,
    LocalCluster,
    Scheduler,
    SpecCluster,
    Worker,
    WorkerPlugin,
    as_completed,
)
from distributed.scheduler import KilledWorker

from scenarios.studies.sweep.outcome import Solved, Standing
from scenarios.studies.sweep.solving import STOP, Task, program, solve_task
from scenarios.studies.sweep.workforce import Workforce
from scheduler.errors import BadInput

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

PATIENCE = 10.0
"""Seconds to wait for a cluster to answer."""

AHEAD = 2
"""Variants that are handed out for each that can be solved at a time, so that no worker waits."""

QUIET = logging.CRITICAL
"""The engine's own messages are for programmers; what matters becomes a row."""


class _PortlessScheduler(Scheduler):
    """A scheduler without the page on which Dask shows itself, which would open a port."""

    def start_http_server(self, *_: Any, **__: Any) -> None:
        pass


class _PortlessWorker(Worker):
    def start_http_server(self, *_: Any, **__: Any) -> None:
        pass


class _Deaf(WorkerPlugin):
    """Lets Ctrl-C, which a terminal sends to all processes, be the business of the first."""

    name = "deaf"

    def setup(self, worker: Worker) -> None:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def engine(workforce: Workforce) -> Iterator[Client]:
    """Workers, for as long as the context lasts; those that it starts end with it.

    Raises
    ------
    BadInput
        Where a cluster does not answer, or has another version of this program.
    """
    with ExitStack() as stack:
        stack.enter_context(_calm())
        if workforce.scheduler:
            yield stack.enter_context(_joined(workforce.scheduler))
        elif workforce.workers:
            yield stack.enter_context(_local(workforce.workers))
        else:
            yield stack.enter_context(_embedded())


@contextmanager
def _calm() -> Iterator[None]:
    """Keep the engine's messages from the terminal.

    A machine without a network is told so by a warning when the engine asks for its address.
    """
    loggers = [
        logging.getLogger(name)
        for name in list(logging.root.manager.loggerDict)
        if name.split(".")[0] == "distributed"
    ]
    before = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Couldn't detect a suitable IP", RuntimeWarning)
        for logger in loggers:
            logger.setLevel(QUIET)
        try:
            yield
        finally:
            for logger, level in zip(loggers, before, strict=True):
                logger.setLevel(level)


@contextmanager
def _embedded() -> Iterator[Client]:
    """Scheduler and worker in this process. They talk through memory and open no port."""
    within = {"protocol": "inproc://", "dashboard": False}
    scheduler = {"cls": _PortlessScheduler, "options": within}
    worker = {"cls": _PortlessWorker, "options": {**within, "nthreads": 1, "memory_limit": 0}}
    try:
        with ExitStack() as stack:
            with _starting("the engine of sweeps"):
                cluster = SpecCluster(scheduler=scheduler, workers={0: worker}, silence_logs=QUIET)
                stack.enter_context(cluster)
                client = stack.enter_context(Client(cluster, set_as_default=False))
            try:
                yield client
            finally:
                STOP.set()
    finally:
        STOP.clear()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C come only once what is started is whole: half a cluster cannot be closed.

    Processes that are started meanwhile never hear it, where the system knows of such a thing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        if hasattr(signal, "pthread_sigmask"):
            # What starts after this has it from here, and would otherwise let Ctrl-C in again.
            resource_tracker.ensure_running()
            mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                yield
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        else:
            yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt


@contextmanager
def _starting(what: str) -> Iterator[None]:
    """Say in words that an engine does not start, for whichever of its many reasons.

    Raises
    ------
    BadInput
        Where it does not.
    """
    try:
        yield
    except Exception as error:  # what it raises differs from version to version
        causes = [error]
        while isinstance(cause := causes[-1].__cause__ or causes[-1].__context__, Exception):
            causes.append(cause)
        reason = next((str(one) for one in reversed(causes) if str(one)), type(error).__name__)
        sentence = f"{what} did not start ({reason}); sweep with fewer --workers, or without any"
        raise BadInput.at("", sentence) from None


@contextmanager
def _local(workers: int) -> Iterator[Client]:
    """Processes of this machine. They talk over 127.0.0.1 and cannot be reached from elsewhere."""
    with ExitStack() as stack:
        with _undisturbed(), _starting("the worker processes"):
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                worker_dashboard_address="127.0.0.1:0",
                memory_limit=0,
                silence_logs=QUIET,
            )
            stack.enter_context(cluster)
            client = stack.enter_context(Client(cluster, set_as_default=False))
            client.register_plugin(_Deaf())
        yield client


@contextmanager
def _joined(address: str) -> Iterator[Client]:
    """A cluster that is already running, and goes on afterwards."""
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        what = "no Dask scheduler answers here; start one, or mend the address"
        raise BadInput.at(address, what) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            what = "no worker has joined this scheduler; start one"
            raise BadInput.at(address, what) from None
        told = client.run(program, on_error="return")
        other = sorted({str(answer) for answer in told.values() if answer != program()})
        if other:
            what = f"a worker there does not have {program()} ({other[0]})"
            raise BadInput.at(address, f"{what}; install the same on all")
        yield client


def solve_tasks(client: Client, tasks: Iterator[Task]) -> Iterator[tuple[Task, Solved]]:
    """Have variants solved, and yield each with its result as it comes; see `carry_out`."""
    yield from carry_out(client, solve_task, tasks, _unsolved)


def _unsolved(standing: Standing, reason: str) -> Solved:
    return Solved(standing=standing, reason=reason)


def carry_out(
    client: Client,
    work: Callable[[Asked], Answer],
    tasks: Iterator[Asked],
    failed: Callable[[Standing, str], Answer],
) -> Iterator[tuple[Asked, Answer]]:
    """Have tasks done, and yield each with its answer as it comes.

    Tasks are taken from the iterator only a few ahead of the workers. A task whose worker dies goes
    to another one.

    Parameters
    ----------
    work
        What a worker does; a function of a module.
    failed
        The answer where a task could not be done, given how it stands, and why in a sentence.

    Raises
    ------
    BadInput
        Where a cluster goes away in the middle.
    """
    answers = as_completed([], loop=client.loop)
    under_way: dict[Any, Asked] = {}
    more = True
    while more or under_way:
        while more and len(under_way) < _room(client):
            task = next(tasks, None)
            if task is None:
                more = False
                break
            future = client.submit(work, task, pure=False)
            under_way[future.key] = task
            answers.add(future)
            del future
        if under_way:
            future = next(answers)
            yield under_way.pop(future.key), _answer(future, failed)
            del future


def _room(client: Client) -> int:
    """How many tasks may be under way: a few, even while all workers start anew."""
    threads: dict[str, int] = client.nthreads()
    return AHEAD * max(1, sum(threads.values()))


def _answer(future: Any, failed: Callable[[Standing, str], Answer]) -> Answer:
    try:
        return cast(Answer, future.result())
    except KilledWorker:
        what = "The workers that tried it died, again and again; it may need more memory."
        return failed(Standing.LOST, what)
    except CancelledError:
        what = "the cluster has gone away; what is done is kept: start it and sweep again"
        raise BadInput.at("", what) from None
    except Exception as error:
        what = f"The program failed; please report this: {error or type(error).__name__}"
        return failed(Standing.DEFECT, what)
