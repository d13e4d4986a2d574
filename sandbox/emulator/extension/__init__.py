"""What moto lacks, or gets wrong, for the resources that this project makes.

Each correction says its reason in its docstring. All keep to one rule: what a
request wrote is kept on moto's own model and read back from there. Nothing
depends on who calls, and nothing is answered only to make a plan empty.
"""

from .zones import add_zones

__all__ = ["add_zones", "install"]


def install() -> None:
    """Applies every correction to the moto of this process."""
    from . import beanstalk, buckets, builds, containers, database, delivery_network, files  # noqa: F401
    from . import instances, inventory, keys, network, pipelines, queues, registries, requests  # noqa: F401
    from . import deployments  # noqa: F401
    from . import retries, rotation, scaling, workflows  # noqa: F401
