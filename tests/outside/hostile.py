"""Addresses somebody may give to make this program speak to what it should not."""

from collections.abc import Iterator

# This machine, its network and groups, in the ways a name may be looked up to.
INSIDE = (
    "127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255",
    "100.64.0.1", "100.127.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.254",
    "192.0.0.1", "192.0.2.1", "192.168.0.1", "192.168.255.254", "198.18.0.1", "198.19.255.254",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "::ffff:192.168.1.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254", "64:ff9b:1::127.0.0.1", "2002:7f00:1::", "2002:a00:1::", "2002:c0a8:101::",
    "2002:a9fe:a9fe::", "2001:0:7f00:1::1", "2001:db8::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%lo",
    "febf::1", "fec0::1", "ff02::1", "ff05::2", "100::1", "2001:10::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
)  # fmt: skip
# The same machine in other ways of writing it, as they may stand in an address.
WRITTEN = (
    "127.1", "127.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001", "0177.0.0.1", "127.0.0.1.",
    "localhost", "LOCALHOST", "localhost.", "0", "0x0", "00000000000", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "①②⑦.⓪.⓪.①", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "127。0。0。1", "127.0.0.1%00.example", "127.0.0.1#.example", "127.0.0.1?.example", "127.0.0.1\\.example",
)  # fmt: skip
# What is no address of the web at all, or hides another one.
NONE = (
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/x", "dict://127.0.0.1:{port}/x", "ldap://127.0.0.1:{port}/",
    "unix:///var/run/docker.sock", "data:text/plain,x",
    "javascript:alert(1)", "jar:http://127.0.0.1:{port}!/", "http://", "http:///x", "//127.0.0.1:{port}/",
    "127.0.0.1:{port}", "http://user:word@127.0.0.1:{port}/", "http://example.com@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}@example.com/", "http://a b/", "http://[::1/", "http://127.0.0.1:99999/", "",
)  # fmt: skip
PLACES = ("http://{host}:{port}/", "https://{host}:{port}/", "http://{host}:{port}/a?b=http://example.com/#x")


def written(port: int) -> Iterator[str]:
    """Whole addresses, as somebody could type them."""
    for host in WRITTEN:
        for place in PLACES[:2]:
            yield place.format(host=host, port=port)
    for address in INSIDE:
        host = f"[{address}]" if ":" in address else address
        yield PLACES[2].format(host=host, port=port)
    for text in NONE:
        yield text.format(port=port)
