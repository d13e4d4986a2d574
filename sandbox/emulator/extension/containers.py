"""ECS: settings of a service."""

from typing import Any

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from .patching import wraps_method

# Members of CreateService and UpdateService that moto takes and forgets.
_KEPT = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "loadBalancers",
    "networkConfiguration",
    "placementConstraints",
    "placementStrategy",
    "platformVersion",
    "propagateTags",
    "serviceConnectConfiguration",
    "serviceRegistries",
    "volumeConfigurations",
)


def _keep(service: Service, sent: dict[str, Any]) -> None:
    for name in _KEPT:
        if name in sent:
            setattr(service, xform_name(name), sent[name])
    if "deploymentConfiguration" in sent:
        # A request names only what it changes.
        before = getattr(service, "deployment_configuration", None) or {}
        service.deployment_configuration = {**before, **sent["deploymentConfiguration"]}
    # A service without a network has none; moto answers an empty one, on which the provider crashes.
    service.network_configuration = service.network_configuration or None


@wraps_method(EC2ContainerServiceResponse, "create_service")
def create_service(original: Any, call: EC2ContainerServiceResponse) -> ActionResult:
    """Deployment, capacity provider and further settings were taken but not kept."""
    result = original(call)
    _keep(result.result["service"], call.params)
    return result


@wraps_method(EC2ContainerServiceResponse, "update_service")
def update_service(original: Any, call: EC2ContainerServiceResponse) -> ActionResult:
    """As for CreateService."""
    result = original(call)
    _keep(result.result["service"], call.params)
    return result
