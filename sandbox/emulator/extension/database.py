"""RDS: Aurora clusters, their instances and parameter groups."""

from collections.abc import Iterable
from typing import Any

from moto.moto_api._internal import mock_random
from moto.rds.models import DBCluster, DBClusterParameterGroup, DBInstance, DBParameterGroup

from .patching import replaces_property, wraps_method


# Members of CreateDBCluster and CreateDBInstance that moto takes and forgets, and what AWS answers without.
# ModifyDBCluster and ModifyDBInstance of moto set any attribute they are sent.
_KEPT = {
    "database_insights_mode": "standard",
    "enable_performance_insights": False,
    "monitoring_interval": 0,
    "monitoring_role_arn": None,
    "performance_insights_kms_key_id": None,
    "performance_insights_retention_period": None,
}


def _keep(made: DBCluster | DBInstance, sent: dict[str, Any]) -> None:
    for name, default in _KEPT.items():
        value = sent.get(name)
        setattr(made, name, default if value is None else value)


@wraps_method(DBCluster, "__init__")
def cluster(original: Any, made: DBCluster, *args: Any, **sent: Any) -> None:
    """Insights, monitoring and extended support were taken but not kept."""
    original(made, *args, **sent)
    _keep(made, sent)
    made.engine_lifecycle_support = sent.get("engine_lifecycle_support") or "open-source-rds-extended-support"


@wraps_method(DBInstance, "__init__")
def instance(original: Any, made: DBInstance, *args: Any, **sent: Any) -> None:
    """All instances had one id and a certificate authority that there is not; insights were not kept."""
    original(made, *args, **sent)
    _keep(made, sent)
    made.dbi_resource_id = f"db-{mock_random.get_random_string(26).upper()}"
    made.ca_certificate_identifier = sent.get("ca_certificate_identifier") or "rds-ca-rsa2048-g1"


@replaces_property(DBCluster, "performance_insights_enabled")
@replaces_property(DBInstance, "performance_insights_enabled")
def performance_insights(made: DBCluster | DBInstance, _moto: Any) -> bool:
    """Requests call it EnablePerformanceInsights and answers PerformanceInsightsEnabled."""
    return made.enable_performance_insights


@replaces_property(DBCluster, "scaling_configuration_info")
def scaling_configuration(cluster: DBCluster, moto: Any) -> Any:
    """A cluster without Serverless v1 scaling answered an empty one instead of none."""
    return moto() if cluster.scaling_configuration else None


def _from_user(parameters: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**parameter, "Source": "user"} for parameter in parameters]


@wraps_method(DBParameterGroup, "update_parameters")
def instance_parameters(original: Any, group: DBParameterGroup, parameters: Iterable[dict[str, Any]]) -> None:
    """A parameter that was set did not say that a user set it; DescribeDBParameters tells both apart."""
    original(group, _from_user(parameters))


@wraps_method(DBClusterParameterGroup, "update_cluster_parameters")
def cluster_parameters(
    original: Any, group: DBClusterParameterGroup, parameters: Iterable[dict[str, Any]]
) -> None:
    """As for the parameters of an instance."""
    original(group, _from_user(parameters))
