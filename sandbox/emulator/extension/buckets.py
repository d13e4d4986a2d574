"""S3: bucket policies with conditions, and emptying a bucket with versions."""

from typing import Any

from moto.iam.access_control import IAMPolicy, IAMPolicyStatement, PermissionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker

from .patching import wraps_method

# Requests reach the emulator over the loopback address, where AWS would be reached with TLS.
_REQUEST = {"aws:SecureTransport": "true"}


@wraps_method(FakeBucket, "get_permission")
def permission(original: Any, bucket: FakeBucket, action: str, resource: str) -> PermissionResult:
    """Conditions of a bucket policy were compared with nothing."""
    if bucket.policy is None:
        return original(bucket, action, resource)
    return IAMPolicy(bucket.policy.decode()).is_action_permitted(
        action, resource, incoming_condition_values=_REQUEST
    )


@wraps_method(IAMPolicyStatement, "is_action_permitted")
def statement(original: Any, made: IAMPolicyStatement, *args: Any, **sent: Any) -> PermissionResult:
    """A Deny refused also when its condition did not hold; moto has no Bool."""
    expected = made._statement.get("Condition", {}).get("Bool", {})
    if any(key in _REQUEST and value != _REQUEST[key] for key, value in expected.items()):
        return PermissionResult.NEUTRAL
    return original(made, *args, **sent)


def _dispose(_marker: FakeDeleteMarker, garbage: bool = False) -> None:
    """Deleting the versions of a key frees the memory of each; a delete marker has none, and the request failed."""


FakeDeleteMarker.dispose = _dispose
