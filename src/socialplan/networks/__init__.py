"""Where conversations come from: the catalogue of networks and file formats, loaded when asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from .base import FileFormat, Network

if TYPE_CHECKING:
    from .contract import Connector  # it brings all that talks to networks

NETWORKS: dict[str, Network] = {
    network.name: network
    for network in (
        Network("simulated", "Simulated network", "socialplan.networks.simulated", frozenset({"collect"})),
    )
}
# Networks that are listened to: each is a package of that name with a CONNECTOR.
CONNECTORS: tuple[str, ...] = ("bluesky", "feed", "mastodon", "simulated")
HEARD = "_heard"  # the format of the pages kept of a connector
# Each is a module of that name with a FORMAT. Where two fit a file equally well, the first is taken.
FORMATS: tuple[str, ...] = (
    "x_analytics",
    "meta_pages",
    "meta_instagram",
    "linkedin_page",
    "tiktok_studio",
    "youtube_studio",
    "ga4",
    "matomo",
    "x_archive",
    "mastodon_outbox",
    "instagram_download",
    "bluesky_car",
    "fourcat_csv",
    "zeeschuimer",
    "cbs_statline",
    "eurostat_tsv",
    "icalendar_file",
)


def file_format(name: str) -> FileFormat:
    """The format of this name. Raises KeyError for an unknown one."""
    if name.endswith(HEARD):
        return connector(name.removesuffix(HEARD)).format
    if name not in FORMATS:
        raise KeyError(name)
    found = import_module(f"{__name__}.{name}").FORMAT
    assert isinstance(found, FileFormat)
    return found


def connector(name: str) -> "Connector":
    """The connector of this network. Raises KeyError for one that is not listened to."""
    from .contract import Connector

    if name not in CONNECTORS:
        raise KeyError(name)
    found = import_module(f"{__name__}.{name}").CONNECTOR
    assert isinstance(found, Connector)
    return found
