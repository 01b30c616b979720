"""The language of tracked queries: what is refused and why, written and read again, laid out in rows."""

import random

import pytest

from socialplan.tracked import (
    Abilities,
    BadQuery,
    Matcher,
    NoRows,
    Rows,
    parse_query,
    questions,
    rows_of,
    write_query,
)
from socialplan.tracked.rows import listed


@pytest.mark.parametrize(
    ("asked", "code", "piece"),
    [
        ("", "empty", ""),
        (" , \n", "empty", ""),
        ('"vers brood', "quote", "vers brood"),
        ("(brood OR vis", "open", "brood"),
        ("brood)", "close", "brood"),
        ("brood AND", "operator", "AND"),
        ("OR brood", "operator", "OR"),
        ("brood OR ()", "operator", "("),
        ("NOT brood", "wordless", "NOT brood"),
        ("brood OR NOT vis", "wordless", "brood OR NOT vis"),
        ("language:nl", "wordless", "language:nl"),
        ("from:@anna OR brood", "wordless", "from:@anna"),
        ("brood language:dutch", "language", "language:dutch"),
        ("brood from:anna", "from", "from:anna"),
        ("brood under:", "under", "under:"),
        ("# OR a", "sign", "#"),
        (" OR ".join(f"w{number}" for number in range(401)), "long", "401"),
        ("(" * 3_000 + "brood", "deep", "("),
        ("NOT " * 1_000 + "brood", "deep", "NOT"),
    ],
)
def test_a_refusal_names_the_piece_and_says_what_to_do(asked: str, code: str, piece: str) -> None:
    with pytest.raises(BadQuery) as refused:
        parse_query(asked)
    assert refused.value.code == code
    assert piece in refused.value.values["piece"] and piece in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Vers  BROOD", '"vers brood"'),
        ("a, b\nc", "a OR b OR c"),
        ("(a OR (b OR c)) AND d", "(a OR b OR c) AND d"),
        ("“vers brood”, „koek”", '"vers brood" OR koek'),
        ('"or" AND x', '"or" AND x'),
        ("a NOT (b, c)", "a NOT (b OR c)"),
        ("A from:@Anna LANGUAGE:NL", "a AND from:@anna AND language:nl"),
        ('"language:nl" b', '"language:nl" AND b'),
        ("under:at://did/post/1", 'under:"at://did/post/1"'),
        ("NOT (NOT a)", "NOT NOT a"),
        ("ΟΔΟΣ", "οδοσ"),
    ],
)
def test_one_query_is_written_one_way(typed: str, written: str) -> None:
    assert write_query(parse_query(typed)) == written
    assert parse_query(written) == parse_query(typed)


def test_what_is_written_is_read_as_the_same_query() -> None:
    dice, read = random.Random(3), 0
    for _ in range(3_000):
        try:
            query = parse_query(_made(dice, 4))
        except BadQuery:
            continue
        assert parse_query(write_query(query)) == query
        read += 1
    assert read > 1_000


def _made(dice: random.Random, deep: int) -> str:
    kind = dice.random()
    if deep == 0 or kind < 0.35:
        words = (
            "brood",
            '"vers brood"',
            "#bakker",
            "@anna",
            '"not"',
            "language:nl",
            "from:own",
            "a,b",
            "it's",
        )
        return dice.choice(words)
    if kind < 0.5:
        return f"NOT {_made(dice, deep - 1)}" if dice.random() < 0.5 else f"NOT ({_made(dice, deep - 1)})"
    joined = dice.choice((" AND ", " OR ", " ", ", ", "\n"))
    return f"({joined.join(_made(dice, deep - 1) for _ in range(dice.randint(2, 3)))})"


ROWS = Rows(
    groups=(("brood", "vers gebak"), ("#bakker",)),
    without=("oliebol",),
    languages=("nl", "en"),
    leave_out=("anna@example.org",),
    own=True,
)


def test_rows_become_text_and_rows_again() -> None:
    text = write_query(ROWS.query())
    assert text == (
        '(brood OR "vers gebak") AND #bakker AND (language:nl OR language:en) '
        "NOT (oliebol OR from:@anna@example.org OR from:own)"
    )
    assert rows_of(parse_query(text)) == ROWS


def test_any_rows_come_back_as_they_were() -> None:
    dice = random.Random(5)
    words = ["brood", "vers gebak", "#bakker", "@anna", "or", "1 kg", "é"]
    for _ in range(500):
        groups = [tuple(dice.sample(words, dice.randint(1, 3))) for _ in range(dice.randint(1, 3))]
        rows = Rows(
            tuple(groups),
            tuple(dice.sample(words, dice.randint(0, 2))),
            tuple(dice.sample(["nl", "en", "fy"], dice.randint(0, 3))),
            tuple(dice.sample(["anna", "b@c.d"], dice.randint(0, 2))),
            dice.random() < 0.5,
        )
        assert rows_of(parse_query(write_query(rows.query()))) == rows


@pytest.mark.parametrize(
    "asked", ["a OR (b c NOT d)", "(a OR NOT b) AND c", "a NOT (b AND c)", "a language:nl language:en"]
)
def test_what_no_rows_can_show_stays_text(asked: str) -> None:
    with pytest.raises(NoRows):
        rows_of(parse_query(asked))


def test_rows_without_a_word_that_must_be_there_are_refused() -> None:
    with pytest.raises(BadQuery):
        Rows(without=("brood",)).query()


def test_a_row_is_split_at_commas_and_lines() -> None:
    assert listed('Brood, "vers  gebak",\n#Bakker, brood,') == ("brood", "vers gebak", "#bakker")


def test_the_question_to_a_network_is_never_narrower_than_the_query() -> None:
    """Every text that answers to the query answers to one of the questions; found by trying texts."""
    dice = random.Random(9)
    words = ["brood", "vis", "koek", "#bakker", "taart"]
    cans = [
        Abilities(),
        Abilities(joins=False),
        Abilities(either=True),
        Abilities(either=True, without=True),
        Abilities(phrase=lambda said: said.startswith("#"), joins=False),
    ]
    texts = [" ".join(word for word in words if dice.random() < 0.5) for _ in range(40)]
    asked = 0
    for _ in range(400):
        try:
            query = parse_query(
                _made(dice, 3).replace("@anna", "taart").replace("a,b", "koek").replace("it's", "vis")
            )
        except BadQuery:
            continue
        for can in cans:
            found = questions(query, can)
            asked += bool(found)
            matchers = [Matcher({"q": one}) for one in found]
            for text in texts if found else ():
                if Matcher({"q": query}).answers(text):
                    assert any(one.answers(text) for one in matchers), (write_query(query), text)
    assert asked > 300


def test_a_network_of_hashtags_alone_is_asked_where_one_of_them_must_be_there() -> None:
    tags = Abilities(phrase=lambda said: said.startswith("#"), joins=False)
    assert [
        write_query(one) for one in questions(parse_query("(#bakker OR #brood) AND vers NOT x"), tags)
    ] == ["#bakker", "#brood"]
    assert questions(parse_query("#bakker OR brood"), tags) == ()


def test_who_asks_for_a_word_need_not_ask_for_a_phrase_with_it() -> None:
    found = questions(parse_query('(brood OR "vers brood") AND (oud OR "heel oud")'), Abilities())
    assert [write_query(one) for one in found] == ["brood AND oud"]


def test_where_too_many_questions_would_be_needed_the_part_with_the_fewest_is_asked() -> None:
    groups = [" OR ".join(f"{letter}{number}" for number in range(6)) for letter in "ab"]
    found = questions(parse_query(f"({groups[0]}) AND ({groups[1]}) AND (x OR y)"), Abilities())
    assert [write_query(one) for one in found] == ["x", "y"]
