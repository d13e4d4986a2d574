"""What somebody made in the emulated account: `GET /moto-api/inventory`.

moto's own `data.json` lists every object there ever was, also the deleted ones, so it cannot tell
whether a teardown left something behind.
"""

import json
import os
from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend
from moto.ec2.models.instances import Reservation
from moto.moto_api._internal.urls import url_paths

from .patching import wraps_method

Held = dict[str, set[str]]

# What a deleted thing is called where AWS goes on showing it: an ECS service, a NAT gateway, a KMS key.
_GONE = {"INACTIVE", "deleted", "PendingDeletion"}

# Collections that record what happened instead of holding what was made.
_RECORDS = {
    "acm/idempotency_tokens",
    "ec2/launch_template_insert_order",
    "ec2/tags",  # moto keeps the tags of what was deleted
    "rds/events",
}


def _counts(item: Any) -> bool:
    """Whether somebody made the item and did not delete it."""
    if isinstance(item, Reservation):
        return any(instance.state != "terminated" for instance in item.instances)
    get = item.get if isinstance(item, dict) else lambda name: getattr(item, name, None)
    gone = any(str(get(name)) in _GONE for name in ("status", "state", "key_state"))
    return not gone and get("key_manager") != "AWS"


def _names(value: Any, depth: int = 0) -> set[str]:
    """Paths of keys down to what is no container; places of what is in a list."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    names = set()
    for key, item in pairs:
        if not _counts(item):
            continue
        if isinstance(item, (dict, list, set, tuple)) and depth < 2:
            names |= {f"{key}/{name}" for name in _names(item, depth + 1)}
        else:
            names.add(str(key))
    return names


def _held(backend: BaseBackend) -> Held:
    return {
        name.strip("_"): _names(value)
        for name, value in vars(backend).items()
        if isinstance(value, (dict, list, set)) and name != "initially_held"
    }


@wraps_method(AccountSpecificBackend, "__init__")
def note_beginning(original: Any, regions: AccountSpecificBackend, *args: Any, **sent: Any) -> None:
    """A new account has a default network, managed policies and more, which nobody made."""
    original(regions, *args, **sent)
    make = regions.backend

    def make_and_note(*args: Any, **sent: Any) -> BaseBackend:
        backend = make(*args, **sent)
        backend.initially_held = _held(backend)
        return backend

    regions.backend = make_and_note


def inventory() -> dict[str, list[str]]:
    """Names of what was made, by `<service>/<collection>`."""
    made: Held = {}
    for service in list(BackendDict._instances):
        for regions in list(service.values()):
            for backend in list(regions.values()):
                for collection, names in _held(backend).items():
                    new = names - backend.initially_held.get(collection, set())
                    made.setdefault(f"{service.service_name}/{collection}", set()).update(new)
    return {where: sorted(made[where]) for where in sorted(made) if made[where] and where not in _RECORDS}


def _answer(_request: Any, _url: str, _headers: Any) -> tuple[int, dict[str, str], str]:
    body = {"pid": os.getpid(), "account": os.environ["MOTO_ACCOUNT_ID"], "held": inventory()}
    return 200, {"Content-Type": "application/json"}, json.dumps(body)


url_paths["{0}/moto-api/inventory"] = _answer
