"""Hosted zones that the emulated account has from the start."""

from moto.route53.models import route53_backends


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
