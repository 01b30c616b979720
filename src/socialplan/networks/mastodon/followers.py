"""Who follows us: everybody once from the list, then each new one as it is told, and how many there are.

The list has no times, and nobody is told who left; the count shows that some did.
"""

from socialplan.outside import Outside

from ..contract import Item, Order, Page, Place
from .asking import Api
from .notified import notices, notifications
from .paging import State, page, state_of

MOST = 80  # a server gives no more at a time


def followers(outside: Outside, place: Place, order: Order) -> Page:
    """New followers with the time; else a page of the list; else how many there are now."""
    api, state = Api(outside, place), state_of(order.cursor)
    told, reached, more = notifications(api, state.get("told") or {}, ("follow",))
    state["told"] = reached
    if told or api.pause:
        return page(api, notices(told, place), state, more=True)
    if not state.get("listed"):
        return _listed(api, state)
    return page(api, _counted(api, state), state, more=more)


def _listed(api: Api, state: State) -> Page:
    asked = {"max_id": state["older"]} if state.get("older") else {}
    path = f"/api/v1/accounts/{api.place.account}/followers"
    found, older = api.listed(path, limit=MOST, **asked)
    items: list[Item] = [{"kind": "person", "account": one} for one in found]
    return page(api, items, {**state, "older": older, "listed": not older}, more=True)


def _counted(api: Api, state: State) -> list[Item]:
    """Our account as it is now, when its counts are not what they were."""
    account = api.get(f"/api/v1/accounts/{api.place.account}").data
    counts = [account.get("followers_count"), account.get("following_count")]
    if counts == state.get("counts"):
        return []
    state["counts"] = counts
    return [{"kind": "account", "account": account}]
