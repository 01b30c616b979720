"""Mappings and files of JSON lines made at random: what strangers bring, and what is wrong with it."""

import json
import random
from typing import Any

READINGS = {
    "text": ['"body.text"', '{ column = "body.text", where = { column = "ok", equals = "true" } }'],
    "person": ['"user.name"', '{ first = ["user.nick", "user.name"] }'],
    "created_at": [
        '{ column = "at", format = "iso", zone = "Europe/Amsterdam" }',
        '{ column = "at", format = ["iso", "epoch", "%d-%m-%Y %H:%M"], zone = "Europe/Amsterdam" }',
        '{ column = "at", format = "iso", zone = "America/New_York", precision = "day" }',
    ],
    "parent_id": ['"reply"', '{ column = "reply", whole = true }'],
    "hashtags": ['{ column = "tags", split = "json" }', "false"],
    "links": ['{ column = "body.text", links = true }'],
    "kind": [
        '{ column = "form", map = { Foto = "photo", Video = "video" }, default = "other" }',
        '{ column = "form", pattern = "(?i)^foto$", then = "photo", else = "text" }',
    ],
    "language_hint": ['{ column = "lang", lower = true }'],
    "about_account": ['"brand"'],
    "turn": ['"n.turn"'],
    "title": ['{ parts = ["lang", "form"], separator = "/" }'],
}
NUMBERS = [
    '"n.likes"',
    '{ sum = ["n.likes", "n.more"], blank = "zero" }',
    '{ column = "n.likes", decimal = "," }',
]
USERS = ["Ann", "@bob", "bob", "Zoë", "x.y", "brand", " spaced ", "", "~odd", "a" * 40, "user\u00a0"]
TEXTS = [
    "Hi @bob #Één #een https://example.org/a?utm_source=b.",
    "",
    "RT @ann: hi",
    "plain",
    "new\nline",
    "“quoted” é 😀 \\u0041",
    "@zoë.nl and #summer1️⃣",
    " \t",
    "x" * 3000,
    "tab\there",
]
TIMES = [
    "2024-05-01T10:00:00Z",
    "2024-05-01T10:00:00.25Z",
    "2024-05-01T10:00:00.5Z",
    "2024-05-01",
    None,
    "",
    "2024-03-31T02:30:00",
    "2024-10-27 02:30",
    "2024-05-01T10:00:00+02:00",
    "2024-05-01T10:00Z",
]
ODD_TIMES = [
    "later",
    1714557600,
    "01-05-2024 10:00",
    "1714557600.5",
    "2024-13-01T10:00:00Z",
    "0001-01-01T00:00:00Z",
    10**20,
]
FIGURES = [0, 3, "3", None, "", "12345678901", -4, " 7 ", "€ 3"]
ODD_FIGURES = ["many", "1,5", "1.5", 2.5, 1e3, True, [1], {"a": 1}, 10**30, "1.2.3"]
BROKEN = ["{broken", "5", '["id"]', '{"id": "\\ud800"}', "null"]


def a_mapping(dice: random.Random) -> str:
    chosen = [name for name in READINGS if dice.random() < 0.6]
    lines = [
        'network = "twitter"' if dice.random() < 0.5 else 'network = { column = "net", default = "test" }'
    ]
    if dice.random() < 0.3:
        lines.append('where = { column = "ok", not_in = ["no"] }')
    lines += [
        "[[table.posts]]",
        'post_id = "id"' if dice.random() < 0.8 else 'post_id = { parts = ["id", "lang"] }',
    ]
    conflict = dice.choice([None, "first", "last", "most"])
    if conflict:
        most = 'on_conflict = { most = "n.likes" }'
        lines.append(most if conflict == "most" else f'on_conflict = "{conflict}"')
    lines += [f"{name} = {dice.choice(READINGS[name])}" for name in chosen]
    lines += ["extra = false"] if dice.random() < 0.3 else []
    lines += ["[[table.metrics]]", f'values = {{ likes = {dice.choice(NUMBERS)}, shares = "n.shares" }}']
    if dice.random() < 0.6:
        lines += [
            "[[table.people]]",
            'where = { column = "user.name", not_empty = true }',
            'handle = "user.name"',
            'network_id = "user.id"',
            'followers = "user.followers"',
        ]
        lines += ['as_of = { column = "seen", format = "iso" }'] if dice.random() < 0.5 else []
    if dice.random() < 0.5:
        lines += ["[[table.interactions]]", 'where = { column = "body.text", pattern = "^RT @" }']
        lines += ['kind = { const = "repost" }']
        lines += ['target = { column = "body.text", extract = "^RT @(\\\\w+)" }']
    return "\n".join(lines)


def a_record(dice: random.Random, number: int, *, odd: float) -> dict[str, Any]:
    times, figures = (TIMES, FIGURES) if dice.random() > odd else (ODD_TIMES, ODD_FIGURES)
    record = {
        "id": dice.choice([number, str(number), f"p{number}", 9007199254740993 + number]),
        "body": {"text": dice.choice(TEXTS), "lines": 3},
        "at": dice.choice(times),
        "ok": dice.choice([True, "no", ""]),
        "user": {
            "name": dice.choice(USERS),
            "id": dice.choice([None, number % 3, "u1"]),
            "nick": None,
            "followers": dice.choice([1, "2", None, 3.0]),
            "more": {"deep": [1, {"a": None}]},
        },
        "reply": dice.choice([None, str(number - 1), "3.0", 5]),
        "tags": dice.choice([["A", "b c"], [], None, "x"]),
        "form": dice.choice(["Foto", "Video", "text", None]),
        "lang": dice.choice(["NL", "", None]),
        "brand": dice.choice(["Brand", "brand", None]),
        "net": dice.choice(["test", "other", ""]),
        "n": {
            "likes": dice.choice(figures),
            "more": dice.choice(FIGURES),
            "shares": dice.choice([1, None, 2]),
            "turn": dice.choice([1, None, 2.0]),
        },
        "seen": dice.choice(["2024-05-01T10:00:00Z", None]),
        "unmapped": dice.choice(USERS),
        "big": 10**25,
        "f": 1.10,
    }
    for key in [key for key in record if key != "id" and dice.random() < 0.06]:
        del record[key]
    return record


def a_file(dice: random.Random) -> bytes:
    """Lines as files of strangers have them: repeated, doubled, damaged, cut off, marked, packed."""
    odd = dice.choice([0, 0, 0, 0.1])
    records = [a_record(dice, number, odd=odd) for number in range(dice.randrange(30, 60))]
    lines = [json.dumps(record, ensure_ascii=dice.random() < 0.5) for record in records]
    if dice.random() < 0.5:
        lines.insert(dice.randrange(len(lines)), dice.choice(lines))  # word for word
    if dice.random() < 0.4:
        lines.append(json.dumps({**dice.choice(records), "lang": "DE"}))  # the same key, other values
    if dice.random() < 0.3:
        lines.append('{"id": "twice", "id": "again", "body": {"text": "a"}, "body": {"text": "b"}, "x": 1}')
    if dice.random() < 0.2:
        lines.insert(dice.randrange(len(lines)), dice.choice(BROKEN))
    lines = [line + dice.choice(["", "", "", "\n", "\r"]) for line in lines]
    data = "\n".join(lines).encode() + dice.choice([b"", b"\n", b"\n\n", b"\n", b'\n{"id": "cut o'])
    return dice.choice([b"", b"\xef\xbb\xbf"]) + data
