"""Names become accounts or people with random keys; handles stand in `people` alone."""

from pathlib import Path
from typing import Any

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger

from .conftest import POSTS

PEOPLE = (
    'network = "twitter"\n[accounts]\nown = ["KLM"]\ncompetitor = ["@easyjet"]\n[[table.posts]]\npost_id = "id"\n'  # noqa: E501
    'text = "text"\nperson = "who"\n[[table.people]]\nhandle = "who"\ndisplay_name = "name"\n'
    '[[table.interactions]]\nwhere = { column = "text", pattern = "^RT @" }\nkind = { const = "repost" }\n'
    'target = { column = "text", extract = "^RT @(\\\\w+)" }\n'
)
CONTENT = (
    "id,who,name,text\n1,@Ann,Ann B,hello @klm and @Bob\n2,ANN,Ann Bee,RT @bob: hi\n3,bob,Bob C,RT @KLM: news\n"  # noqa: E501
    "4,cas,,mail me at cas@example.com @dot.\n"
)


def test_handles_compare_without_case_and_sign(desk: Any) -> None:
    desk.bring(CONTENT, PEOPLE)
    people = {handle.lower(): key for key, handle in desk.people().items()}
    assert sorted(people) == ["ann", "bob", "cas", "dot"]
    assert desk.column("person_key") == [people[name] for name in ("ann", "ann", "bob", "cas")]
    assert all(key.startswith("~") and len(key) == 21 for key in people.values())


def test_a_name_of_an_account_is_that_account(desk: Any) -> None:
    desk.bring(CONTENT, PEOPLE)
    people = {handle.lower(): key for key, handle in desk.people().items()}
    assert set(desk.column("mentions")[0]) == {"KLM", people["bob"]}
    assert [row["target_key"] for row in desk.rows("interactions")] == [people["bob"], "KLM"]
    assert [row["actor_key"] for row in desk.rows("interactions")] == [people["ann"], people["bob"]]


def test_accounts_that_are_only_named_are_known_with_their_owner(desk: Any) -> None:
    desk.bring(CONTENT, PEOPLE)
    assert {row["account_id"]: row["owner_kind"] for row in desk.rows("accounts", order="account_id")} == {
        "KLM": "own", "easyjet": "competitor",
    }  # fmt: skip


def test_what_files_say_about_people_is_put_together(desk: Any) -> None:
    desk.bring(CONTENT, PEOPLE)
    names = {row["handle"].lower(): row["display_name"] for row in desk.rows("people", order="handle")}
    assert names == {"ann": "Ann Bee", "bob": "Bob C", "cas": None, "dot": None}


def test_people_keep_their_key_in_a_later_file(desk: Any) -> None:
    desk.bring(CONTENT, PEOPLE)
    before = {handle.lower(): key for key, handle in desk.people().items()}
    desk.bring("id,who,name,text\n9,Cas,Cas D,hi @new\n", PEOPLE)
    after = {handle.lower(): key for key, handle in desk.people().items()}
    assert after["cas"] == before["cas"]
    assert set(after) - set(before) == {"new"}
    row = next(row for row in desk.rows("people") if row["person_key"] == before["cas"])
    assert row["display_name"] == "Cas D"


def test_an_erased_person_is_not_taken_in_again(desk: Any) -> None:
    desk.bring(CONTENT, PEOPLE)
    bob = next(key for key, handle in desk.people().items() if handle.lower() == "bob")
    desk.store.erase(1, [bob])
    desk.bring(CONTENT + "5,Bob,Bob C,back again\n6,ann,Ann B,where is @bob and @BOB?\n", PEOPLE)
    assert "bob" not in {handle.lower() for handle in desk.people().values()}
    assert desk.column("post_id") == ["1", "2", "4", "6"]
    assert not any("bob" in (text or "").lower() for text in desk.column("text"))
    assert not any(bob in row["mentions"] for row in desk.rows())


def test_an_account_marked_by_hand_stays_marked(desk: Any) -> None:
    mapping = 'network = "t"\n[[table.posts]]\npost_id = "id"\naccount_id = "page"\n'
    desk.bring("id,page\n1,NS\n", mapping, owner_kinds={"ns": "own"})
    desk.bring("id,page\n2,ns\n", mapping)
    assert [(row["account_id"], row["owner_kind"]) for row in desk.rows("accounts")] == [("NS", "own")]
    assert set(desk.column("account_id")) == {"NS"}


def test_more_names_than_memory_holds_are_looked_up_on_disk(home: Path, tmp_path: Path) -> None:
    rows = 60_000
    lines = (f"{row},a writer called {row},brand{row % 5},hello @person{row} to you" for row in range(rows))
    path = tmp_path / "many.csv"
    path.write_text("\n".join(("id,who,brand,text", *lines)))
    store = Store(home, SqliteLedger(home / "ledger.sqlite3"), threads=1, memory_limit="48MB")
    mapping = parse_mapping(f'{POSTS}person = "who"\nabout_account = "brand"\n')
    receipt = import_files(store, workspace=1, paths=[path], mapping=mapping)
    assert dict(receipt.rows) | {"coverage": 0} == {
        "posts": rows, "people": 2 * rows, "accounts": 5, "coverage": 0,
    }  # fmt: skip


def test_an_account_spelled_in_several_ways_has_the_spelling_used_most(desk: Any) -> None:
    content = "id,who,text\n1,VVD,a\n2,vvd,b\n3,Vvd,c\n4,vvd,d\n5,CDA,e\n6,cda,f\n"
    mapping = 'network = "twitter"\n[[table.posts]]\npost_id = "id"\ntext = "text"\naccount_id = "who"\n'
    desk.bring(content, mapping)
    assert desk.column("account_id") == ["vvd"] * 4 + ["CDA"] * 2
