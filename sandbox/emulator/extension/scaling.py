"""Application Auto Scaling: tags of targets, and policies that are changed."""

import json
from typing import Any

from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    FakeApplicationAutoscalingPolicy,
    FakeScalableTarget,
)
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .patching import adds_operation, wraps_method

Tags = dict[str, str]


def _tags_of(call: ApplicationAutoScalingResponse, arn: str) -> Tags:
    targets = call.applicationautoscaling_backend.targets.values()
    found = next((one for named in targets for one in named.values() if one.arn == arn), None)
    if found is None:
        raise AWSValidationException(f"there is no scalable target {arn}")
    return _tags(found)


def _tags(target: FakeScalableTarget) -> Tags:
    return vars(target).setdefault("tags", {})


@wraps_method(ApplicationAutoScalingResponse, "register_scalable_target")
def register_scalable_target(original: Any, call: ApplicationAutoScalingResponse) -> str:
    """Tags were taken but not kept."""
    made = original(call)
    _tags_of(call, json.loads(made)["ScalableTargetARN"]).update(call._get_param("Tags") or {})
    return made


@adds_operation(ApplicationAutoScalingResponse)
def list_tags_for_resource(call: ApplicationAutoScalingResponse) -> str:
    """moto has no tags of scalable targets."""
    return json.dumps({"Tags": _tags_of(call, call._get_param("ResourceARN"))})


@adds_operation(ApplicationAutoScalingResponse)
def tag_resource(call: ApplicationAutoScalingResponse) -> str:
    """As for ListTagsForResource."""
    _tags_of(call, call._get_param("ResourceARN")).update(call._get_param("Tags"))
    return json.dumps({})


@adds_operation(ApplicationAutoScalingResponse)
def untag_resource(call: ApplicationAutoScalingResponse) -> str:
    """As for ListTagsForResource."""
    tags = _tags_of(call, call._get_param("ResourceARN"))
    for key in call._get_param("TagKeys"):
        tags.pop(key, None)
    return json.dumps({})


@wraps_method(ApplicationAutoscalingBackend, "put_scaling_policy")
def put_scaling_policy(
    original: Any, backend: ApplicationAutoscalingBackend, *args: Any, **sent: Any
) -> FakeApplicationAutoscalingPolicy:
    """A policy that was changed got another ARN, and left the alarms of the one before behind."""
    before = dict(backend.policies)
    policy = original(backend, *args, **sent)
    key = next(key for key, one in backend.policies.items() if one is policy)
    if key in before:
        policy.policy_arn = before[key].policy_arn
        before[key].delete_alarms(backend.account_id, backend.region_name)
    return policy
