"""Our own posts: new ones, the whole history page by page, and what changed on the newest of them."""

from socialplan.outside import Outside

from ..contract import Order, Page, Place
from .again import look_again, noted
from .asking import Api
from .items import posts
from .paging import follow, oldest_time, page, state_of

HISTORY = 10_000  # pages


def own(outside: Outside, place: Place, order: Order) -> Page:
    """Posts and boosts of the account; once nothing is new, the newest posts are looked at again."""
    api, state = Api(outside, place), state_of(order.cursor)
    path = f"/api/v1/accounts/{place.account}/statuses"
    found, state, more = follow(api, path, state, back=HISTORY)
    if found:
        state = noted(state, [one for one in found if not one.get("reblog")])
        return page(api, posts(api, found), state, more=more, since=oldest_time(found))
    if api.pause:
        return page(api, (), state, more=more)
    items, state = look_again(api, path, state, exclude_reblogs="true")
    return page(api, items, state, more=False)
