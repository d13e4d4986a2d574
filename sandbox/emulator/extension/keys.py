"""KMS: the keys that AWS makes for its services."""

from typing import Any

from moto.kms.models import KmsBackend

from .patching import wraps_method


@wraps_method(KmsBackend, "_generate_default_keys")
def aws_managed_key(original: Any, backend: KmsBackend, alias: str) -> str | None:
    """A key such as alias/aws/rds appears with its first use; it claimed to be the customer's own."""
    key_id = original(backend, alias)
    if key_id in backend.keys:
        backend.keys[key_id].key_manager = "AWS"
    return key_id
