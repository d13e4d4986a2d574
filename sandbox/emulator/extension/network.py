"""EC2: dual-stack subnets and rules of security groups."""

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet

from .patching import replaces_property, wraps_method

_IPV6_FILTERS = {
    "ipv6-cidr-block-association.association-id": "associationId",
    "ipv6-cidr-block-association.ipv6-cidr-block": "ipv6CidrBlock",
}


@wraps_method(Subnet, "get_filter_value")
def filter_by_ipv6(original: Any, subnet: Subnet, name: str, method: str | None = None) -> Any:
    """DescribeSubnets refused the filters on a subnet's IPv6 block."""
    if name not in _IPV6_FILTERS:
        return original(subnet, name, method)
    return [block[_IPV6_FILTERS[name]] for block in subnet.ipv6_cidr_block_associations.values()]


@replaces_property(Subnet, "ipv6_cidr_block_association_set")
def ipv6_blocks(subnet: Subnet, _moto: Any) -> list[dict[str, Any]]:
    """The state of an IPv6 block was answered as a dictionary inside the state, not as a word."""
    return [
        {
            "associationId": block["associationId"],
            "ipv6CidrBlock": block["ipv6CidrBlock"],
            "ipv6CidrBlockState": {"state": block["ipv6CidrBlockState"]["State"]},
        }
        for block in subnet.ipv6_cidr_block_associations.values()
        if block["ipv6CidrBlockState"]["State"] == "associated"
    ]


@replaces_property(SecurityGroupRule, "description")
def rule_description(rule: SecurityGroupRule, moto: Any) -> str | None:
    """A rule that names a security group lost its description, which is kept beside the group's id."""
    return moto() or rule.source_group.get("Description")


@wraps_method(EC2Backend, "delete_vpc")
def delete_vpc(original: Any, backend: EC2Backend, vpc_id: str) -> Any:
    """The default network ACL outlived its network; AWS deletes it along with it."""
    deleted = original(backend, vpc_id)
    for acl in [acl for acl in backend.network_acls.values() if acl.vpc_id == vpc_id and acl.default]:
        del backend.network_acls[acl.id]
    return deleted


@wraps_method(EC2Backend, "delete_nat_gateway")
def delete_nat_gateway(original: Any, backend: EC2Backend, nat_gateway_id: str) -> Any:
    """The network interface of a NAT gateway outlived it; AWS deletes both."""
    deleted = original(backend, nat_gateway_id)
    backend.enis.pop(deleted._eni.id, None)
    return deleted
