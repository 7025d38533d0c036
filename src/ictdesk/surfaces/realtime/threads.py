"""Runs Django's code for the gateway, in a few threads of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from django.db import InterfaceError, OperationalError, close_old_connections

from ictdesk.kernel.errors import Unavailable
from ictdesk.kernel.tenancy import workspace_scope

THREADS = 4
_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="gateway")


async def in_thread[**P, R](function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Awaits a function that uses Django. Raises `Unavailable` when the database cannot answer."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_pool, partial(_call, function, *args, **kwargs))


async def in_scope[**P, R](workspace: UUID, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """As `in_thread`, with the workspace in scope: one call, one transaction."""
    return await in_thread(_scoped, workspace, partial(function, *args, **kwargs))


def _scoped[R](workspace: UUID, function: Callable[[], R]) -> R:
    with workspace_scope(workspace):
        return function()


def _call[**P, R](function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    close_old_connections()
    try:
        return function(*args, **kwargs)
    except (OperationalError, InterfaceError) as error:
        raise Unavailable from error
    finally:
        close_old_connections()


def close() -> None:
    """Ends the threads once what runs in them is done."""
    _pool.shutdown(wait=True, cancel_futures=True)
