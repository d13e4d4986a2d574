"""Secrets Manager: rotation of a secret that RDS manages, which needs no Lambda function.

See https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
"""

from typing import Any

from moto.rds.models import MasterUserSecret
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from .patching import wraps_method


def _managed(backend: SecretsManagerBackend, secret_id: str) -> FakeSecret | None:
    """The secret, when a service manages it and it is not deleted."""
    secret = backend.secrets.get(secret_id)
    return secret if secret and secret.owning_service and not secret.is_deleted() else None


@wraps_method(MasterUserSecret, "_create_secret")
def managed_secret(original: Any, master: MasterUserSecret, kms_key_id: str | None) -> FakeSecret:
    """RDS turns rotation on for the secret it makes, every seven days; moto left it off."""
    secret = original(master, kms_key_id)
    secret.rotation_requested = secret.rotation_enabled = True
    secret.managed_rules = {"AutomaticallyAfterDays": 7}
    return secret


@wraps_method(SecretsManagerBackend, "rotate_secret")
def rotate(original: Any, backend: SecretsManagerBackend, secret_id: str, **sent: Any) -> str:
    """The rules lost their schedule, and a managed secret that was rotated had no value any more."""
    secret = _managed(backend, secret_id)
    if secret is None:
        return original(backend, secret_id, **sent)
    if sent.get("rotate_immediately", True):
        before = secret.versions[secret.default_version_id]
        original(backend, secret_id, **sent)
        # There is no database whose password could change, so the new version holds the value there was.
        secret.versions[secret.default_version_id]["secret_string"] = before["secret_string"]
    secret.rotation_enabled = True
    secret.managed_rules = sent.get("rotation_rules") or secret.managed_rules
    return secret.to_short_dict()


@wraps_method(SecretsManagerBackend, "cancel_rotate_secret")
def cancel(original: Any, backend: SecretsManagerBackend, secret_id: str) -> str:
    """Rotation of a managed secret could not be turned off, because it has no Lambda function."""
    secret = _managed(backend, secret_id)
    if secret is None:
        return original(backend, secret_id)
    secret.rotation_enabled = False
    return secret.to_short_dict()


@wraps_method(FakeSecret, "to_dict")
def describe(original: Any, secret: FakeSecret) -> dict[str, Any]:
    """DescribeSecret knew rules in days only, and named an empty Lambda function."""
    described = original(secret)
    if hasattr(secret, "managed_rules"):
        described["RotationRules"] = secret.managed_rules
        del described["RotationLambdaARN"]
    return described
