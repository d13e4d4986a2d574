"""ECR: images of other registries."""

import time
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.ecr.responses import ECRResponse

from .patching import adds_operation

Rule = dict[str, Any]

_SETTINGS = ("ecrRepositoryPrefix", "upstreamRegistryUrl", "credentialArn")


def _rules(call: ECRResponse) -> dict[str, Rule]:
    return vars(call.ecr_backend).setdefault("pull_through_cache_rules", {})


def _rule(call: ECRResponse, prefix: str) -> Rule:
    rule = _rules(call).get(prefix)
    if rule is None:
        raise JsonRESTError("PullThroughCacheRuleNotFoundException", f"there is no rule of {prefix}")
    return rule


@adds_operation(ECRResponse)
def create_pull_through_cache_rule(call: ECRResponse) -> ActionResult:
    """moto has no pull through cache."""
    rule = {name: call._get_param(name) for name in _SETTINGS if call._get_param(name)}
    prefix = rule["ecrRepositoryPrefix"]
    if prefix in _rules(call):
        raise JsonRESTError("PullThroughCacheRuleAlreadyExistsException", f"{prefix} is there already")
    # Without a prefix in the other registry, all of it is meant; AWS's word for that is ROOT.
    rule |= {"createdAt": time.time(), "registryId": call.current_account, "upstreamRepositoryPrefix": "ROOT"}
    _rules(call)[prefix] = rule
    return ActionResult(rule)


@adds_operation(ECRResponse)
def describe_pull_through_cache_rules(call: ECRResponse) -> ActionResult:
    """As for CreatePullThroughCacheRule."""
    asked = call._get_param("ecrRepositoryPrefixes") or list(_rules(call))
    return ActionResult({"pullThroughCacheRules": [_rule(call, prefix) for prefix in asked]})


@adds_operation(ECRResponse)
def update_pull_through_cache_rule(call: ECRResponse) -> ActionResult:
    """As for CreatePullThroughCacheRule."""
    rule = _rule(call, call._get_param("ecrRepositoryPrefix"))
    rule["credentialArn"] = call._get_param("credentialArn")
    return ActionResult(rule)


@adds_operation(ECRResponse)
def delete_pull_through_cache_rule(call: ECRResponse) -> ActionResult:
    """As for CreatePullThroughCacheRule."""
    rule = _rule(call, call._get_param("ecrRepositoryPrefix"))
    return ActionResult(_rules(call).pop(rule["ecrRepositoryPrefix"]))
