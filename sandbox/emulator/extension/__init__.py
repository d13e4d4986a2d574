"""What moto lacks, or gets wrong, for the resources that this project makes.

Each correction says its reason in its docstring. All keep to one rule: what a
request wrote is kept on moto's own model and read back from there. Nothing
depends on who calls, and nothing is answered only to make a plan empty.
"""

from .zones import add_zones

__all__ = ["add_zones", "install"]


def install() -> None:
    """Applies every correction to the moto of this process."""
    from . import beanstalk, buckets, containers, database, files, inventory, keys, network  # noqa: F401
    from . import queues, requests, rotation, workflows  # noqa: F401
