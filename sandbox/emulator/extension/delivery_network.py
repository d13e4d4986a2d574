"""CloudFront: what a distribution was given."""

from typing import Any

from moto.cloudfront.models import DefaultCacheBehaviour, Origin, ViewerCertificate

from .patching import wraps_method


@wraps_method(Origin, "__init__")
def origin(original: Any, made: Origin, given: dict[str, Any]) -> None:
    """The origin access control of an origin was lost."""
    original(made, given)
    made.origin_access_control_id = given.get("OriginAccessControlId") or ""


@wraps_method(DefaultCacheBehaviour, "__init__")
def behaviour(original: Any, made: DefaultCacheBehaviour, given: dict[str, Any]) -> None:
    """A behaviour with a cache policy was answered with the forwarded values that the policy replaces."""
    original(made, given)
    if "ForwardedValues" not in given:
        made.forwarded_values = None


@wraps_method(ViewerCertificate, "__init__")
def certificate(original: Any, made: ViewerCertificate, given: dict[str, Any]) -> None:
    """A distribution with a certificate of its own was said to have CloudFront's, too, and one without it
    to have one without a name."""
    original(made, given)
    made.iam_certificate_id = given.get("IAMCertificateId") or None
    made.acm_certificate_arn = given.get("ACMCertificateArn") or None
    if made.acm_certificate_arn:
        made.cloud_front_default_certificate = False
