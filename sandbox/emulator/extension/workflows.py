"""Step Functions: operations that Terraform needs to plan and read a state machine."""

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.stepfunctions.responses import StepFunctionResponse

from .patching import adds_operation


def _problem(code: str, message: str, location: str) -> dict[str, str]:
    return {"severity": "ERROR", "code": code, "message": message, "location": location}


def _targets(state: dict[str, Any]) -> list[str]:
    """Names of the states that may follow a state."""
    branches = [*state.get("Catch", []), *state.get("Choices", [])]
    named = [state.get("Next"), state.get("Default"), *(branch.get("Next") for branch in branches)]
    return [name for name in named if name]


def _problems(machine: dict[str, Any], path: str = "") -> list[dict[str, str]]:
    """Transitions to states that do not exist, also inside Map and Parallel states."""
    states = machine.get("States")
    if not isinstance(states, dict) or not states:
        return [_problem("SCHEMA_VALIDATION_FAILED", "States are missing", f"{path}/States")]
    found = []
    if machine.get("StartAt") not in states:
        found.append(_problem("MISSING_TRANSITION_TARGET", "StartAt names no state", f"{path}/StartAt"))
    for name, state in states.items():
        here = f"{path}/States/{name}"
        for target in _targets(state):
            if target not in states:
                found.append(_problem("MISSING_TRANSITION_TARGET", f"{target} is not a state", here))
        inner = [*state.get("Branches", []), *(state[k] for k in ("Iterator", "ItemProcessor") if k in state)]
        for machine_inside in inner:
            found += _problems(machine_inside, here)
    return found


@adds_operation(StepFunctionResponse)
def validate_state_machine_definition(call: StepFunctionResponse) -> ActionResult:
    """The provider has every definition checked while it plans."""
    try:
        found = _problems(json.loads(call._get_param("definition")))
    except ValueError as error:
        found = [_problem("INVALID_JSON_DESCRIPTION", str(error), "/")]
    return ActionResult({"result": "FAIL" if found else "OK", "diagnostics": found, "truncated": False})


@adds_operation(StepFunctionResponse)
def list_state_machine_versions(call: StepFunctionResponse) -> ActionResult:
    """moto keeps the published versions of a state machine but could not list them."""
    machine = call.stepfunction_backend.describe_state_machine(call._get_param("stateMachineArn"))
    newest_first = sorted(machine.versions.values(), key=lambda version: version.version, reverse=True)
    return ActionResult(
        {
            "stateMachineVersions": [
                {"stateMachineVersionArn": version.arn, "creationDate": version.creation_date}
                for version in newest_first
            ]
        }
    )
