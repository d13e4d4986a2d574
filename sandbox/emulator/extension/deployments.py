"""CodeDeploy: applications, configurations and groups."""

import json
from datetime import datetime, timezone
from typing import Any

from moto.codedeploy.exceptions import DeploymentGroupDoesNotExistException
from moto.codedeploy.models import Application, CodeDeployBackend, DeploymentGroup
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.exceptions import JsonRESTError
from moto.moto_api._internal import mock_random

from .patching import adds_operation, wraps_method

# Members of UpdateDeploymentGroup, and what moto's model calls them.
_KEPT = {
    "newDeploymentGroupName": "deployment_group_name",
    "deploymentConfigName": "deployment_config_name",
    "serviceRoleArn": "service_role_arn",
    "alarmConfiguration": "alarm_configuration",
    "autoRollbackConfiguration": "auto_rollback_configuration",
    "deploymentStyle": "deployment_style",
    "blueGreenDeploymentConfiguration": "blue_green_deployment_configuration",
    "loadBalancerInfo": "load_balancer_info",
    "ecsServices": "ecs_services",
    "triggerConfigurations": "trigger_configurations",
    "outdatedInstancesStrategy": "outdated_instances_strategy",
}


@wraps_method(Application, "to_dict")
def application(original: Any, app: Application) -> dict[str, Any]:
    """The time of creation was text, where a number is due."""
    answer = original(app)
    made = datetime.fromisoformat(str(app.create_time).replace("Z", "+00:00"))
    return answer | {"createTime": made.replace(tzinfo=timezone.utc).timestamp()}


@wraps_method(DeploymentGroup, "to_dict")
def group(original: Any, made: DeploymentGroup) -> dict[str, Any]:
    """The alarms of a group were lost."""
    return original(made) | {"alarmConfiguration": made.alarm_configuration or {}}


@adds_operation(CodeDeployResponse)
def delete_application(call: CodeDeployResponse) -> str:
    """moto has no DeleteApplication."""
    name = call._get_param("applicationName")
    call.codedeploy_backend.applications.pop(name, None)
    call.codedeploy_backend.deployment_groups.pop(name, None)
    return "{}"


def _groups(call: CodeDeployResponse) -> dict[str, DeploymentGroup]:
    return call.codedeploy_backend.deployment_groups.get(call._get_param("applicationName"), {})


@adds_operation(CodeDeployResponse)
def update_deployment_group(call: CodeDeployResponse) -> str:
    """moto has no UpdateDeploymentGroup."""
    groups = _groups(call)
    made = groups.pop(call._get_param("currentDeploymentGroupName"), None)
    if made is None:
        raise DeploymentGroupDoesNotExistException("there is no such group")
    for sent, kept in _KEPT.items():
        if sent in call._get_params():
            setattr(made, kept, call._get_param(sent))
    groups[made.deployment_group_name] = made
    return "{}"


@adds_operation(CodeDeployResponse)
def delete_deployment_group(call: CodeDeployResponse) -> str:
    """moto has no DeleteDeploymentGroup."""
    _groups(call).pop(call._get_param("deploymentGroupName"), None)
    return "{}"


def _configs(backend: CodeDeployBackend) -> dict[str, dict[str, Any]]:
    return vars(backend).setdefault("deployment_configs", {})


@adds_operation(CodeDeployResponse)
def create_deployment_config(call: CodeDeployResponse) -> str:
    """moto has no deployment configurations of one's own."""
    name = call._get_param("deploymentConfigName")
    configs = _configs(call.codedeploy_backend)
    if name in configs:
        raise JsonRESTError("DeploymentConfigAlreadyExistsException", f"{name} is there already")
    sent = ("computePlatform", "minimumHealthyHosts", "trafficRoutingConfig", "zonalConfig")
    configs[name] = {key: call._get_param(key) for key in sent if call._get_param(key)} | {
        "deploymentConfigId": str(mock_random.uuid4()),
        "deploymentConfigName": name,
        "createTime": datetime.now(timezone.utc).timestamp(),
    }
    return json.dumps({"deploymentConfigId": configs[name]["deploymentConfigId"]})


@adds_operation(CodeDeployResponse)
def get_deployment_config(call: CodeDeployResponse) -> str:
    """As for CreateDeploymentConfig."""
    name = call._get_param("deploymentConfigName")
    found = _configs(call.codedeploy_backend).get(name)
    if found is None:
        raise JsonRESTError("DeploymentConfigDoesNotExistException", f"there is no {name}")
    return json.dumps({"deploymentConfigInfo": found})


@adds_operation(CodeDeployResponse)
def delete_deployment_config(call: CodeDeployResponse) -> str:
    """As for CreateDeploymentConfig; one in use stays."""
    name = call._get_param("deploymentConfigName")
    backend = call.codedeploy_backend
    used = [one.deployment_config_name for groups in backend.deployment_groups.values() for one in groups.values()]
    if name in used:
        raise JsonRESTError("DeploymentConfigInUseException", f"a group uses {name}")
    _configs(backend).pop(name, None)
    return "{}"
