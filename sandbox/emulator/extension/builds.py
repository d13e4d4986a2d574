"""CodeBuild: projects that a pipeline runs, and changes of projects."""

import json
from typing import Any

from moto.codebuild import responses
from moto.codebuild.responses import CodeBuildResponse
from moto.core.responses import ActionResult

from .patching import adds_operation, wraps_method

# What CodeBuild fills in where nobody wrote it, in minutes.
_TIMEOUTS = {"timeoutInMinutes": 60, "queuedTimeoutInMinutes": 480}


def _kept(call: CodeBuildResponse) -> ActionResult:
    """Puts what was sent on moto's own project."""
    sent = json.loads(call.body)
    project = call.codebuild_backend.codebuild_projects[sent["name"]].project_metadata
    project.update(sent)
    for name, minutes in _TIMEOUTS.items():
        project[name] = project.get(name) or minutes
    project["tags"] = project.get("tags") or []
    return ActionResult({"project": project})


@wraps_method(responses, "_validate_required_params_source")
def source(original: Any, given: dict[str, Any]) -> None:
    """A source that a pipeline hands over was asked for a location, which it does not have."""
    if given["type"] != "CODEPIPELINE":
        original(given)


@wraps_method(responses, "_validate_required_params_artifacts")
def artifacts(original: Any, given: dict[str, Any]) -> None:
    """As for the source."""
    if given["type"] != "CODEPIPELINE":
        original(given)


@wraps_method(CodeBuildResponse, "create_project")
def create_project(original: Any, call: CodeBuildResponse) -> ActionResult:
    """A project lost its key and what else moto does not know of."""
    original(call)
    return _kept(call)


@adds_operation(CodeBuildResponse)
def update_project(call: CodeBuildResponse) -> ActionResult:
    """moto cannot change a project."""
    return _kept(call)


@wraps_method(CodeBuildResponse, "batch_get_projects")
def batch_get_projects(original: Any, call: CodeBuildResponse) -> ActionResult:
    """Times were texts, which the AWS SDK for Go refuses."""
    return ActionResult(json.loads(original(call)))


@wraps_method(CodeBuildResponse, "delete_project")
def delete_project(original: Any, call: CodeBuildResponse) -> str:
    """A project that was named by its ARN, as the provider does, was not deleted."""
    answered = original(call)
    name = json.loads(call.body)["name"].rsplit("/", 1)[-1]
    call.codebuild_backend.codebuild_projects.pop(name, None)
    return answered
