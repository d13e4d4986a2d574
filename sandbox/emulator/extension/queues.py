"""SQS: the redrive policy of a queue."""

import json
from typing import Any

from moto.sqs.models import Queue

from .patching import replaces_property


@replaces_property(Queue, "attributes")
def attributes(_queue: Queue, moto: Any) -> dict[str, str]:
    """A redrive policy came back with spaces that nobody wrote."""
    answered = moto()
    if answered.get("RedrivePolicy"):
        policy = json.loads(answered["RedrivePolicy"])
        answered["RedrivePolicy"] = json.dumps(policy, separators=(",", ":"))
    return answered
