"""Of what a network answers only what the whole query asks for is kept; what is no post always is."""

import json

import pytest

from socialplan.networks import connector
from socialplan.pipeline.listening.asking import asked_of
from socialplan.pipeline.listening.sifting import kept_of

POSTS = {
    "1": {"text": "Vers brood", "language_hint": "nl"},
    "2": {"text": "Vers brood, oliebol erbij", "language_hint": "nl"},
    "3": {"text": "Vers brood", "language_hint": "en"},
    "4": {"text": "Vers brood", "language_hint": "nl", "author": {"handle": "Anna", "id": "7"}},
    "5": {"text": "Vers", "language_hint": "nl", "hashtags": ["brood"]},
    "6": {"text": "Niets", "language_hint": "nl", "parent_id": "p1"},
    "7": {"text": "Vers brood", "language_hint": "nl", "account_id": "zoet"},
}  # fmt: skip


def items() -> list[dict[str, object]]:
    said = [
        {"type": "post", "id": number, "created_at": "2026-03-01T10:00:00", "role": "post", **one}
        for number, one in POSTS.items()
    ]
    like = {
        "type": "like", "id": "l1", "actor": "~x", "target": "~y", "post_id": "1",
        "created_at": "2026-03-01T10:00:00",
    }  # fmt: skip
    return [*said, like, {"type": "delete", "id": "2", "kind": "gone"}]


@pytest.mark.parametrize(
    ("keeps", "kept"),
    [
        ("", "1234567"), ("brood", "123457"), ("brood NOT oliebol", "13457"), ("brood language:nl", "12457"),
        ("brood NOT from:@anna", "12357"), ("brood NOT from:own", "12345"), ("#brood", "5"),
        ('oliebol OR under:"p1"', "26"),
    ],
)  # fmt: skip
def test_posts_are_held_against_the_whole_query(keeps: str, kept: str) -> None:
    found = kept_of(connector("simulated"), items(), keeps, own=("@Zoet",))
    assert "".join(str(one["id"]) for one in found if one["type"] == "post") == kept
    assert [one["type"] for one in found if one["type"] != "post"] == ["like", "delete"]


def test_items_stay_as_they_were() -> None:
    before = json.dumps(items())
    assert json.dumps(list(kept_of(connector("simulated"), items(), "", own=()))) == before


def test_each_network_is_asked_in_its_own_words() -> None:
    query = '("vers brood" OR #koek) NOT oliebol language:nl'
    found = {
        (name, one.stream): one
        for name in ("mastodon", "bluesky", "simulated")
        for one in asked_of(name, query)
    }
    assert found["mastodon", "search"].questions == ('"vers brood"', "#koek")
    assert found["mastodon", "live_tag"].questions == ()
    assert found["bluesky", "search"].questions == ('"vers brood"', "#koek")
    assert found["bluesky", "firehose"].questions == ('("vers brood" OR #koek) NOT oliebol',)
    assert found["simulated", "search"].questions == ("vers brood", "#koek")
    assert all(one.broader for one in found.values())
    (exact,) = (one for one in asked_of("bluesky", "brood NOT koek") if one.stream == "firehose")
    assert not exact.broader


@pytest.mark.parametrize(
    ("keeps", "kept"), [("brood language:nl", "13"), ("brood language:en", "2"), ("brood", "1234")]
)
def test_where_nothing_says_the_language_the_words_do(keeps: str, kept: str) -> None:
    """The fourth says of itself what it is in."""
    said = {
        "1": "Wat een heerlijk vers brood hebben jullie vandaag weer in de winkel",
        "2": "This brood is the best thing that I have ever eaten in my life", "3": "Vers brood",
    }  # fmt: skip
    posts = [
        {"type": "post", "id": one, "created_at": "2026-03-01T10:00:00", "role": "post", "text": text}
        for one, text in said.items()
    ]
    told = {**posts[0], "id": "4", "language_hint": "fr"}
    found = kept_of(connector("simulated"), [*posts, told], keeps, own=())
    assert "".join(str(one["id"]) for one in found) == kept
