"""Launch templates and Auto Scaling: what an instance of a cluster is started from, and how it is replaced."""

from typing import Any
from uuid import uuid4

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models.elastic_block_store import EBSBackend
from moto.ec2.models.instances import Instance
from moto.ec2.models.launch_templates import LaunchTemplateVersion
from moto.ec2.responses.launch_templates import LaunchTemplates
from moto.kms import kms_backends

from .patching import adds_operation, wraps_method


@wraps_method(LaunchTemplateVersion, "__init__")
def launch_template_version(
    original: Any, version: LaunchTemplateVersion, template: Any, number: int, data: dict[str, Any], text: str
) -> None:
    """The tags of a launch template itself came back as part of what it starts."""
    kept = [each for each in data.get("TagSpecifications") or [] if each["ResourceType"] != "launch-template"]
    original(version, template, number, {**data, "TagSpecifications": kept}, text)


@wraps_method(LaunchTemplates, "describe_launch_templates")
def describe_launch_templates(original: Any, call: LaunchTemplates) -> ActionResult:
    """A launch template answered with the tags that it was made with."""
    for template in call.ec2_backend.launch_templates.values():
        template.tags = template.get_tags()
    return original(call)


@wraps_method(Instance, "terminate")
def terminate(original: Any, instance: Instance) -> Any:
    """The interface that an instance was started with goes with it; a disk took the text "true" for no."""
    if 0 in instance.nics:
        instance.nics[0].delete_on_termination = True
    for disk in instance.block_device_mapping.values():
        disk.delete_on_termination = str(disk.delete_on_termination).lower() == "true"
    return original(instance)


def _group(call: AutoScalingResponse) -> FakeAutoScalingGroup:
    return call.autoscaling_backend.autoscaling_groups[call._get_param("AutoScalingGroupName")]


@wraps_method(FakeAutoScalingGroup, "update")
def update(original: Any, group: FakeAutoScalingGroup, **sent: Any) -> None:
    """A request that names no template lost the group's."""
    kept = group.mixed_instances_policy
    original(group, **sent)
    if not any(sent.get(name) for name in ("launch_config_name", "launch_template", "mixed_instances_policy")):
        group.mixed_instances_policy = kept


@wraps_method(AutoScalingResponse, "update_auto_scaling_group")
def update_auto_scaling_group(original: Any, call: AutoScalingResponse) -> ActionResult:
    """Whether Spot instances are replaced ahead of time could not be changed."""
    result = original(call)
    if call._get_param("CapacityRebalance") is not None:
        _group(call).capacity_rebalance = call._get_bool_param("CapacityRebalance")
    return result


@wraps_method(AutoScalingResponse, "delete_auto_scaling_group")
def delete_auto_scaling_group(original: Any, call: AutoScalingResponse) -> ActionResult:
    """A group that was deleted by force left its protected instances behind."""
    if call._get_bool_param("ForceDelete", False):
        for state in _group(call).instance_states:
            state.protected_from_scale_in = False
    return original(call)


@wraps_method(EBSBackend, "_create_default_encryption_key")
def default_encryption_key(original: Any, backend: EBSBackend) -> str:
    """The key that AWS makes for encrypted volumes claimed to be the customer's own."""
    arn = original(backend)
    kms_backends[backend.account_id][backend.region_name].keys[arn.split("/")[-1]].key_manager = "AWS"
    return arn


@adds_operation(AutoScalingResponse)
def start_instance_refresh(call: AutoScalingResponse) -> ActionResult:
    """Instance refreshes were missing. There is nothing to wait for: one is over when it starts."""
    group = _group(call)
    refresh = {
        "InstanceRefreshId": str(uuid4()),
        "AutoScalingGroupName": group.name,
        "Preferences": call._get_param("Preferences"),
        "Status": "Successful",
        "PercentageComplete": 100,
        "StartTime": utcnow(),
        "EndTime": utcnow(),
    }
    group.instance_refreshes = [refresh, *getattr(group, "instance_refreshes", [])]
    return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})


@adds_operation(AutoScalingResponse)
def describe_instance_refreshes(call: AutoScalingResponse) -> ActionResult:
    """Instance refreshes were missing."""
    return ActionResult({"InstanceRefreshes": getattr(_group(call), "instance_refreshes", [])})
