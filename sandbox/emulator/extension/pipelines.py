"""CodePipeline: the times in its answers."""

import json
from typing import Any

from moto.codepipeline.responses import CodePipelineResponse
from moto.core.responses import ActionResult

from .patching import wraps_method


def _typed(original: Any, call: CodePipelineResponse) -> ActionResult:
    """Times were texts, which the AWS SDK for Go refuses."""
    return ActionResult(json.loads(original(call)))


for name in ("create_pipeline", "get_pipeline", "update_pipeline"):
    wraps_method(CodePipelineResponse, name)(_typed)
