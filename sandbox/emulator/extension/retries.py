"""Requests that are sent again because their answer was lost."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import closing
from threading import Lock
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from .patching import wraps_method

# Many more than a client sends while it waits for one answer.
_KEPT = 500
_answers: OrderedDict[str, tuple[str, list[tuple[str, str]], list[bytes]]] = OrderedDict()
_lock = Lock()

StartResponse = Callable[..., Any]


@wraps_method(DomainDispatcherApplication, "__call__")
def answer(
    original: Any, app: DomainDispatcherApplication, environ: dict[str, Any], start: StartResponse
) -> Iterable[bytes]:
    """A connection that broke after the work was done made the SDK send the request again, and the second
    one failed because the first had done its work. An SDK marks both as one invocation; the second gets the
    answer of the first."""
    invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
    if invocation is None:
        return original(app, environ, start)
    with _lock:
        kept = _answers.get(invocation)
    if kept is not None:
        status, headers, body = kept
        start(status, headers)
        return body
    said: list[Any] = []

    def remember(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        said[:] = [status, headers]
        return start(status, headers, *more)

    with closing(original(app, environ, remember)) as parts:
        body = list(parts)
    if said and said[0].startswith("2"):
        with _lock:
            _answers[invocation] = (said[0], said[1], body)
            while len(_answers) > _KEPT:
                _answers.popitem(last=False)
    return body
