"""Where conversations come from: the catalogue of networks, loaded when asked for."""

from .base import Network

NETWORKS: dict[str, Network] = {
    network.name: network
    for network in (
        Network("simulated", "Simulated network", "socialplan.networks.simulated", frozenset({"collect"})),
    )
}
