"""Damages files the way files get damaged: cut off, bytes flipped, pieces lost, repeated or put elsewhere."""

import random
from collections.abc import Callable

JUNK = (
    b"\x00", b"\xff\xfe", b'"', b"'", b"\r", b"\n\n", b";", b",", b"\t", b"{", b"[[", b"]", b"\\u0000",
    b"NaN",
    b"1e999", b"-", b"99999999999999999999", b"31-02-2026", b"\xf0\x9f\xa5\x96", b"=cmd()", b"Total", b"null",
)  # fmt: skip


def mutated(content: bytes, seed: int) -> bytes:
    """The same for the same seed: one to three damages."""
    dice = random.Random(seed)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        content = dice.choice(DAMAGES)(content, dice)
    return content


def _span(content: bytes, dice: random.Random) -> tuple[int, int]:
    begin = dice.randrange(len(content) + 1)
    return begin, min(len(content), begin + dice.choice((1, 2, 8, 40, 200)))


def _flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8) if changed else 0):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _lose(content: bytes, dice: random.Random) -> bytes:
    begin, end = _span(content, dice)
    return content[:begin] + content[end:]


def _repeat(content: bytes, dice: random.Random) -> bytes:
    begin, end = _span(content, dice)
    return content[:end] + content[begin:end] * dice.choice((1, 3, 200)) + content[end:]


def _insert(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content) + 1)
    return content[:place] + dice.choice(JUNK) * dice.choice((1, 1, 1, 5000)) + content[place:]


def _move_lines(content: bytes, dice: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = dice.sample(range(len(lines)), 2)
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _other_value(content: bytes, dice: random.Random) -> bytes:
    """A word or number becomes another one of the same file."""
    words = content.split(b",")
    if len(words) > 1:
        words[dice.randrange(len(words))] = dice.choice([*words, *JUNK])
    return b",".join(words)


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _lose, _repeat, _insert, _move_lines, _other_value,
)  # fmt: skip
