"""The three ways in which the extension changes a moto class."""

from collections.abc import Callable
from functools import wraps
from typing import Any

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _with_reason(function: Callable[..., Any]) -> Callable[..., Any]:
    if not function.__doc__:
        raise TypeError(f"{function.__qualname__} changes moto without a reason: give it a docstring")
    return function


def wraps_method(owner: type, name: str) -> Decorator:
    """Calls the decorated function in place of a method; it gets the method as its first argument."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        original = getattr(owner, name)

        @wraps(original)
        def replacement(self: Any, *args: Any, **kwargs: Any) -> Any:
            return function(original, self, *args, **kwargs)

        setattr(owner, name, replacement)
        return _with_reason(function)

    return decorate


def replaces_property(owner: type, name: str) -> Decorator:
    """Computes a property with the decorated function; it gets the object and moto's own value."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        original = getattr(owner, name, property(lambda self: None))
        setattr(owner, name, property(lambda self: function(self, lambda: original.fget(self))))
        return _with_reason(function)

    return decorate


def adds_operation(responses: type) -> Decorator:
    """Adds an API operation that moto lacks: the function's name is the operation's, in snake case."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        if hasattr(responses, function.__name__):
            raise TypeError(f"moto has {function.__name__} now; remove it from the extension")
        setattr(responses, function.__name__, function)
        return _with_reason(function)

    return decorate
