"""Features of a post that anybody can see: its form, links, tags, length and whether it asks something."""

import ibis
import ibis.expr.types as ir

SHORT, LONG = 80, 280  # signs
FEATURES = ("kind", "hashtag", "mention", "link", "domain", "question", "length", "language", "weekend")


def with_features(posts: ir.Table) -> ir.Table:
    """One row per post and feature it has, as `feature` (one of FEATURES) and `detail`; posts keep their
    other columns. A tag counts as itself and as having one."""
    text = posts["text"].fill_null("")
    nothing = ibis.null("string")
    single = {
        "kind": posts["kind"],
        "hashtag": _when(posts["hashtags"].length() > 0, ""),
        "mention": _when(posts["mentions"].length() > 0, ""),
        "link": _when(posts["links"].length() > 0, ""),
        "question": _when(text.contains("?"), ""),
        "length": ibis.cases(
            (posts["text"].isnull(), nothing), (text.length() <= SHORT, ibis.literal("short")),
            (text.length() > LONG, ibis.literal("long")), else_=ibis.literal("medium"),
        ),
        "language": posts["language_hint"],
        "weekend": _when(posts["local_at"].day_of_week.index() >= 5, ""),
    }  # fmt: skip
    marked = [_marked(posts, name, detail) for name, detail in single.items()]
    tags = posts.mutate(tag=posts["hashtags"].map(lambda tag: tag.lower()).unique().unnest())
    domains = posts.mutate(place=posts["links"].map(lambda link: link["domain"]).unique().unnest())
    several = [
        _marked(tags, "hashtag", ibis.literal("#") + tags["tag"]).drop("tag"),
        _marked(domains, "domain", domains["place"]).drop("place"),
    ]
    return ibis.union(*marked, *several)


def _when(condition: ir.BooleanValue, word: str) -> ir.StringValue:
    return ibis.ifelse(condition.fill_null(False), ibis.literal(word), ibis.null("string"))


def _marked(posts: ir.Table, name: str, detail: ir.StringValue) -> ir.Table:
    return posts.mutate(feature=ibis.literal(name), detail=detail).filter(lambda row: row["detail"].notnull())
