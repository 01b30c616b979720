"""What the server tells us about ourselves: who mentions us, who likes and boosts our posts, who follows us.

Servers show reactions to one post together as one; here each is asked for by itself, so that nobody is left
out of a group.
"""

from socialplan.outside import Outside

from ..contract import Item, Order, Page, Place
from .asking import Api
from .items import notice, posts
from .paging import Entries, State, follow, page, state_of

PATH = "/api/v1/notifications"
SPOKEN = ("mention", "quote")
REACTIONS = ("favourite", "reblog")
BACK = 250  # pages: servers keep notifications for a limited time


def mentions(outside: Outside, place: Place, order: Order) -> Page:
    """Posts that mention or quote us."""
    api = Api(outside, place)
    found, state, more = notifications(api, state_of(order.cursor), SPOKEN)
    said = [one["status"] for one in found if one.get("status")]
    return page(api, posts(api, said, about=place.handle), state, more=more)


def reactions(outside: Outside, place: Place, order: Order) -> Page:
    """Likes and boosts of our posts, with who did it and when."""
    api = Api(outside, place)
    found, state, more = notifications(api, state_of(order.cursor), REACTIONS)
    return page(api, notices(found, place), state, more=more)


def notifications(api: Api, state: State, kinds: tuple[str, ...]) -> tuple[Entries, State, bool]:
    found, state, more = follow(api, PATH, state, back=BACK, **{"types[]": list(kinds)})
    return [one for one in found if one["type"] in kinds], state, more


def notices(found: Entries, place: Place) -> list[Item]:
    return [notice(one, place) for one in found if one["type"] not in REACTIONS or one.get("status")]
