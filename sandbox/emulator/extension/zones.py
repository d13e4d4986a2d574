"""Route 53: hosted zones that the account has from the start, and those of a network."""

from typing import Any

from moto.core.responses import ActionResult
from moto.route53.models import FakeZone, Route53Backend, route53_backends
from moto.route53.responses import Route53

from .patching import wraps_method


def add_zones(account: str, zones: list[tuple[str, str]]) -> None:
    """Makes hosted zones with given ids, as an account has that was in use before the environment.

    Team files name the zone of a domain by its id, and Route 53 chooses ids itself.
    """
    backend = route53_backends[account]["aws"]
    for name, zone_id in zones:
        # Stored with the final dot, as Route 53 answers it.
        zone = backend.create_hosted_zone(f"{name}.", private_zone=False)
        del backend.zones[zone.resource_id]
        zone.resource_id = zone_id
        backend.zones[zone_id] = zone


@wraps_method(Route53, "create_hosted_zone")
def create_zone(original: Any, call: Route53) -> ActionResult:
    """A zone is private when it is made for a network; moto wanted to be told so, and else forgot the network."""
    answer = dict(original(call).result)
    zone, network = answer["HostedZone"], call._get_param("VPC.VPCId")
    if network and not zone.private_zone:
        region = call._get_param("VPC.VPCRegion")
        zone.private_zone = True
        zone.add_vpc(network, region)
        answer |= {"DelegationSet": None, "VPC": {"VPCId": network, "VPCRegion": region}}
    return ActionResult(answer)


@wraps_method(Route53, "get_hosted_zone")
def zone_of_networks(original: Any, call: Route53) -> ActionResult:
    """GetHostedZone named the networks of a private zone in keys that Route 53 does not have, so that nobody read them."""
    answer = dict(original(call).result)
    if answer["VPCs"]:
        answer["VPCs"] = [{"VPCId": one["vpc_id"], "VPCRegion": one["vpc_region"]} for one in answer["VPCs"]]
    return ActionResult(answer)


@wraps_method(Route53Backend, "delete_hosted_zone")
def delete_zone(original: Any, backend: Route53Backend, zone_id: str) -> FakeZone | None:
    """A deleted zone left its tags behind, and the name servers that it alone had."""
    zone = original(backend, zone_id)
    if zone is not None:
        backend.resource_tags.pop(zone.resource_id, None)
        own = [key for key, servers in backend.delegation_sets.items() if servers is zone.delegation_set]
        for key in own:
            # A set that can be used again has an id of its own.
            if not zone.delegation_set.id:
                del backend.delegation_sets[key]
    return zone
