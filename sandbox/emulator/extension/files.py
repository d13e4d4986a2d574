"""EFS: changing a file system, its backup policy, and taking its own policy away."""

import json
from typing import Any

from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse

from .patching import adds_operation, replaces_property

Answer = tuple[str, dict[str, Any]]


def _file_system(call: EFSResponse) -> FileSystem:
    _, found = call.efs_backend.describe_file_systems(file_system_id=call._get_param("FileSystemId"))
    return found[0]


def _answer(body: dict[str, Any], status: int = 200) -> Answer:
    return json.dumps(body), {"status": status, "Content-Type": "application/json"}


@adds_operation(EFSResponse)
def update_file_system(call: EFSResponse) -> Answer:
    """The throughput of a file system can be changed."""
    changed = _file_system(call)
    changed.throughput_mode = call._get_param("ThroughputMode") or changed.throughput_mode
    if changed.throughput_mode == "provisioned":
        changed.provisioned_throughput_in_mibps = call._get_param("ProvisionedThroughputInMibps")
    else:
        changed.provisioned_throughput_in_mibps = None
    return _answer(changed.info_json(), 202)


@adds_operation(EFSResponse)
def put_backup_policy(call: EFSResponse) -> Answer:
    """Automatic backups can be turned on and off after creation."""
    policy = call._get_param("BackupPolicy")
    _file_system(call)._backup_policy = policy
    return _answer({"BackupPolicy": policy})


@replaces_property(FileSystem, "backup_policy")
def backup_policy(file_system: FileSystem, moto: Any) -> dict[str, str] | None:
    """Read back what PutBackupPolicy wrote."""
    return getattr(file_system, "_backup_policy", None) or moto()


@adds_operation(EFSResponse)
def delete_file_system_policy(call: EFSResponse) -> Answer:
    """A file system policy can be taken away again."""
    _file_system(call).file_system_policy = None
    return _answer({})
