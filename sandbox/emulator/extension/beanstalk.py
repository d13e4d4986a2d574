"""Elastic Beanstalk: versions, environments with their option settings, and their load balancers.

No instances are made and no source bundle is run, so what `.ebextensions` would add is not there.
"""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.elasticbeanstalk.exceptions import InvalidParameterValueError
from moto.elasticbeanstalk.models import Application, EBBackend, Environment
from moto.elasticbeanstalk.responses import SOLUTION_STACK_DETAILS, EBResponse
from moto.elasticbeanstalk.utils import make_arn
from moto.iam.models import iam_backends
from moto.moto_api._internal import mock_random
from moto.s3.models import s3_backends

from .beanstalk_balancers import Options, change_balancer, end_balancer, make_balancer
from .patching import adds_operation, wraps_method

Key = tuple[str, str, str | None]

# moto lists the solution stacks of one day; an account has older and newer versions of the same platform.
_ECS_PLATFORM = "64bit Amazon Linux 2023 v4."


class Version(BaseModel):
    """An application version."""

    def __init__(self, app: Application, sent: dict[str, Any], tags: dict[str, str]):
        self.application_name = app.application_name
        self.version_label = sent["VersionLabel"]
        self.description = sent.get("Description")
        self.source_bundle = sent.get("SourceBundle")
        self.application_version_arn = make_arn(
            app.region, app.account_id, "applicationversion", f"{app.application_name}/{self.version_label}"
        )
        self.date_created = self.date_updated = utcnow()
        self.status = "PROCESSED" if sent.get("Process") else "UNPROCESSED"
        self.tags = tags


def _tags(call: EBResponse) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in call._get_param("Tags", [])}


def _application(call: EBResponse) -> Application:
    name = call._get_param("ApplicationName")
    found = call.elasticbeanstalk_backend.applications.get(name)
    if found is None:
        raise InvalidParameterValueError(f"No Application named '{name}' found.")
    return found


def _environment(call: EBResponse) -> Environment:
    by_id, by_name = call._get_param("EnvironmentId"), call._get_param("EnvironmentName")
    for app in call.elasticbeanstalk_backend.applications.values():
        for environment in app.environments.values():
            alive = environment.status != "Terminated"
            if environment.environment_id == by_id or (alive and environment.environment_name == by_name):
                return environment
    raise InvalidParameterValueError(f"No Environment found for '{by_id or by_name}'.")


def _wanted(value: str, names: list[str] | None) -> bool:
    return not names or value in names


@wraps_method(Application, "__init__")
def application(original: Any, app: Application, *args: Any, **sent: Any) -> None:
    """An application had no versions and no tags."""
    original(app, *args, **sent)
    app.application_arn = app.arn
    app.date_created = app.date_updated = utcnow()
    app.description = None
    app.source_versions: dict[str, Version] = {}
    app.tags: dict[str, str] = {}
    app.resource_lifecycle_config = {"VersionLifecycleConfig": {}}


@wraps_method(EBResponse, "create_application")
def create_application(original: Any, call: EBResponse) -> ActionResult:
    """Description and tags were taken but not kept."""
    result = original(call)
    app = _application(call)
    app.description, app.tags = call._get_param("Description"), _tags(call)
    return result


@wraps_method(EBResponse, "describe_applications")
def describe_applications(original: Any, call: EBResponse) -> ActionResult:
    """The names in the request were ignored."""
    names = call._get_param("ApplicationNames")
    apps = call.elasticbeanstalk_backend.applications
    return ActionResult({"Applications": [app for name, app in apps.items() if _wanted(name, names)]})


@adds_operation(EBResponse)
def update_application(call: EBResponse) -> ActionResult:
    """The description of an application can be changed."""
    app = _application(call)
    app.description = call._get_param("Description")
    return ActionResult({"Application": app})


@wraps_method(EBResponse, "delete_application")
def delete_application(original: Any, call: EBResponse) -> Any:
    """An application with running environments was deleted."""
    app = _application(call)
    if any(each.status != "Terminated" for each in app.environments.values()):
        raise InvalidParameterValueError(f"Application {app.application_name} has running environments.")
    return original(call)


def _check_bundle(app: Application, source: dict[str, str]) -> None:
    bucket = s3_backends[app.account_id]["aws"].buckets.get(source["S3Bucket"])
    if bucket is None or source["S3Key"] not in bucket.keys:
        raise InvalidParameterValueError(f"Unable to download from S3 location {source}.")


def _has_dockerrun(app: Application, label: str) -> bool:
    source = app.source_versions[label].source_bundle
    stored = s3_backends[app.account_id]["aws"].get_object(source["S3Bucket"], source["S3Key"])
    with ZipFile(BytesIO(stored.value)) as bundle:
        return "Dockerrun.aws.json" in bundle.namelist()


@adds_operation(EBResponse)
def create_application_version(call: EBResponse) -> ActionResult:
    """Versions were missing."""
    app, label = _application(call), call._get_param("VersionLabel")
    if label in app.source_versions:
        raise InvalidParameterValueError(f"Application Version {label} already exists.")
    if call._get_param("SourceBundle"):
        _check_bundle(app, call._get_param("SourceBundle"))
    app.source_versions[label] = Version(app, call.params, _tags(call))
    return ActionResult({"ApplicationVersion": app.source_versions[label]})


@adds_operation(EBResponse)
def describe_application_versions(call: EBResponse) -> ActionResult:
    """Versions were missing."""
    name, labels = call._get_param("ApplicationName"), call._get_param("VersionLabels")
    return ActionResult(
        {
            "ApplicationVersions": [
                version
                for app in call.elasticbeanstalk_backend.applications.values()
                for label, version in app.source_versions.items()
                if name in (None, app.application_name) and _wanted(label, labels)
            ]
        }
    )


@adds_operation(EBResponse)
def update_application_version(call: EBResponse) -> ActionResult:
    """The description of a version can be changed."""
    version = _application(call).source_versions[call._get_param("VersionLabel")]
    version.description = call._get_param("Description")
    return ActionResult({"ApplicationVersion": version})


@adds_operation(EBResponse)
def delete_application_version(call: EBResponse) -> EmptyResult:
    """A version that an environment runs cannot be deleted."""
    app, label = _application(call), call._get_param("VersionLabel")
    users = [each for each in app.environments.values() if each.status != "Terminated"]
    if any(each.version_label == label for each in users):
        raise InvalidParameterValueError(f"Version {label} is deployed.")
    app.source_versions.pop(label, None)
    return EmptyResult()


def _key(option: dict[str, str]) -> Key:
    return option["Namespace"], option["OptionName"], option.get("ResourceName")


def _option(options: Options, namespace: str, name: str) -> str | None:
    return next((each["Value"] for each in options if _key(each)[:2] == (namespace, name)), None)


def _check(app: Application, environment: Environment) -> None:
    stacks = [each["SolutionStackName"] for each in SOLUTION_STACK_DETAILS]
    stack, label = environment.solution_stack_name, environment.version_label
    if stack not in stacks and not (stack.startswith(_ECS_PLATFORM) and stack.endswith(" running ECS")):
        raise InvalidParameterValueError(f"No Solution Stack named '{stack}' found.")
    if label not in app.source_versions:
        raise InvalidParameterValueError(f"No Application Version named '{label}' found.")
    if stack.endswith(" running ECS") and not _has_dockerrun(app, label):
        raise InvalidParameterValueError("The source bundle has no Dockerrun.aws.json.")
    profile = _option(environment.options, "aws:autoscaling:launchconfiguration", "IamInstanceProfile")
    if profile is not None:
        iam_backends[app.account_id]["aws"].get_instance_profile(profile)


def _configure(environment: Environment, call: EBResponse) -> None:
    for name, attribute in {
        "Description": "description",
        "SolutionStackName": "solution_stack_name",
        "VersionLabel": "version_label",
    }.items():
        if call._get_param(name) is not None:
            setattr(environment, attribute, call._get_param(name))
    kept = {_key(each): each for each in environment.options}
    for option in call._get_param("OptionsToRemove", []):
        kept.pop(_key(option), None)
    kept |= {_key(each): each for each in call._get_param("OptionSettings", [])}
    environment.options = list(kept.values())
    environment.date_updated = utcnow()


@wraps_method(EBResponse, "create_environment")
def create_environment(original: Any, call: EBResponse) -> ActionResult:
    """Tier, version, platform and option settings were taken but not kept; it had no load balancer."""
    app, name = _application(call), call._get_param("EnvironmentName")
    if any(each.environment_name == name and each.status != "Terminated" for each in app.environments.values()):
        raise InvalidParameterValueError(f"Environment {name} already exists.")
    environment = Environment(app, name, call._get_param("SolutionStackName"), _tags(call))
    environment.environment_id = f"e-{mock_random.get_random_string(10, lower_case=True)}"
    environment.description = None
    environment.options = []
    environment.tier = call._get_param("Tier") or environment.tier
    environment.health, environment.health_status = "Green", "Ok"
    _configure(environment, call)
    _check(app, environment)
    prefix = call._get_param("CNAMEPrefix") or f"{name}.eba-{environment.environment_id[2:]}"
    environment.cname = f"{prefix}.{app.region}.elasticbeanstalk.com"
    web = environment.tier["Name"] == "WebServer"
    environment.balancer = make_balancer(app, environment.environment_id, environment.options) if web else None
    environment.endpoint_url = environment.balancer.dns_name if environment.balancer else ""
    app.environments[environment.environment_id] = environment
    return ActionResult(environment)


@adds_operation(EBResponse)
def update_environment(call: EBResponse) -> ActionResult:
    """Environments could not be changed."""
    environment = _environment(call)
    app = call.elasticbeanstalk_backend.applications[environment.application_name]
    _configure(environment, call)
    _check(app, environment)
    if environment.balancer:
        change_balancer(app, environment.balancer, environment.options)
    return ActionResult(environment)


@wraps_method(EBResponse, "describe_environments")
def describe_environments(original: Any, call: EBResponse) -> ActionResult:
    """Ids, names and the version in the request were ignored, and terminated environments have to be asked for."""
    ids, names = call._get_param("EnvironmentIds"), call._get_param("EnvironmentNames")
    app, label = call._get_param("ApplicationName"), call._get_param("VersionLabel")
    deleted = call._get_bool_param("IncludeDeleted")
    return ActionResult(
        {
            "Environments": [
                each
                for each in call.elasticbeanstalk_backend.describe_environments()
                if _wanted(each.environment_id, ids)
                and _wanted(each.environment_name, names)
                and app in (None, each.application_name)
                and label in (None, each.version_label)
                and (each.status != "Terminated" or deleted)
            ]
        }
    )


@adds_operation(EBResponse)
def terminate_environment(call: EBResponse) -> ActionResult:
    """Environments could not be terminated; their load balancer goes with them."""
    environment = _environment(call)
    app = call.elasticbeanstalk_backend.applications[environment.application_name]
    if environment.balancer:
        end_balancer(app, environment.balancer)
    environment.balancer, environment.status = None, "Terminated"
    return ActionResult(environment)


@adds_operation(EBResponse)
def describe_configuration_settings(call: EBResponse) -> ActionResult:
    """Option settings are read back as they were written; AWS also answers its defaults."""
    environment = _environment(call)
    kept = {
        "ApplicationName": environment.application_name,
        "EnvironmentName": environment.environment_name,
        "SolutionStackName": environment.solution_stack_name,
        "Description": environment.description,
        "DeploymentStatus": "deployed",
        "OptionSettings": environment.options,
    }
    return ActionResult({"ConfigurationSettings": [kept]})


@adds_operation(EBResponse)
def describe_environment_resources(call: EBResponse) -> ActionResult:
    """The load balancer of the web tier and the queue of the worker tier; there are no instances."""
    environment = _environment(call)
    queue = _option(environment.options, "aws:elasticbeanstalk:sqsd", "WorkerQueueURL")
    resources = {
        "EnvironmentName": environment.environment_name,
        "LoadBalancers": [{"Name": environment.balancer.arn}] if environment.balancer else [],
        "Queues": [{"Name": "WorkerQueue", "URL": queue}] if queue else [],
    }
    return ActionResult({"EnvironmentResources": resources})


@adds_operation(EBResponse)
def describe_events(call: EBResponse) -> ActionResult:
    """Nothing goes wrong with instances that there are not, so there is nothing to tell."""
    return ActionResult({"Events": []})


@wraps_method(EBBackend, "_find_environment_by_arn")
def find_by_arn(original: Any, backend: EBBackend, arn: str) -> Any:
    """Applications and versions have tags, too."""
    for app in backend.applications.values():
        versions = {each.application_version_arn: each for each in app.source_versions.values()}
        environments = {each.environment_arn: each for each in app.environments.values()}
        found = {app.arn: app, **versions, **environments}.get(arn)
        if found is not None:
            return found
    raise KeyError(arn)
