"""Feeds as sites publish them, written for the tests."""

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Bakkerij De Korst</title><link>https://korst.example/</link><language>nl</language>
{items}
</channel></rss>"""
ITEM = """<item><guid isPermaLink="false">{id}</guid><link>https://korst.example/{id}</link><title>{title}</title>
<description>&lt;p&gt;{text}&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;</description><category>brood</category>
<pubDate>{at}</pubDate></item>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="en">
<title>Crust</title><link href="https://crust.example/"/><id>tag:crust.example,2026:feed</id>
<updated>2026-11-03T10:00:00Z</updated>
<entry><id>tag:crust.example,2026:1</id><title>Open late</title><link href="https://crust.example/1"/>
<published>2026-11-01T08:00:00Z</published><updated>2026-11-02T09:30:00Z</updated>
<content type="html">We are &lt;b&gt;open&lt;/b&gt; late on Friday.</content></entry>
<entry><id>tag:crust.example,2026:2</id><title>Re: Open late</title><link href="https://crust.example/2"/>
<published>2026-11-03T10:00:00+01:00</published><updated>2026-11-03T10:00:00+01:00</updated>
<thr:in-reply-to ref="tag:crust.example,2026:1"/><summary>Until when?</summary></entry>
</feed>"""


def rss(*ids: str, text: str = "Vers brood vandaag") -> bytes:
    days = (f"{number:02d} Nov 2026 07:30:00 +0100" for number in range(1, 29))
    items = [
        ITEM.format(id=one, title=f"Dag {one}", text=text, at=at) for one, at in zip(ids, days, strict=False)
    ]
    return RSS.format(items="".join(items)).encode()
