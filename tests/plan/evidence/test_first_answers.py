"""The ten first questions on real files: an answer with its figure, or what would tell."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import load_mapping
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.first_questions import QUESTIONS
from socialplan.plan.evidence.queries import WAITING, FirstAnswer
from socialplan.plan.evidence.rules.answering import Said
from socialplan.plan.sources.actions.running import recheck_soon
from socialplan.plan.sources.models import Job
from socialplan.plan.sources.queries import open_store
from socialplan.plan.team.models import Workspace

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"
PAGE = "bbcnews"
Answers = dict[str, FirstAnswer]

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]


def rows_of(file: Path) -> list[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def brought(workspace: Workspace, home: Path, settings: Any) -> Callable[..., Answers]:
    """Imports a file as the set `name`; returns the answers by code, measured as the job does."""
    settings.HOME = home

    def bring(name: str, file: Path) -> Answers:
        store = open_store(also=lambda number: recheck_soon(workspace=workspace.pk, batch=number))
        import_files(
            store, workspace=workspace.pk, paths=[file], mapping=load_mapping(MAPPINGS / f"{name}.toml")
        )
        assert set(Job.objects.values_list("kind", flat=True)) == {"answers", "labels", "recheck"}
        assert any(one.state == WAITING for one in queries.first_answers(workspace))
        told: list[int] = []
        actions.answer_first(workspace, progress=lambda done, total: told.append(total - done))
        assert told == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
        return {one.asked.code: one for one in queries.first_answers(workspace)}

    return bring


@pytest.fixture
def known(real_data: Path) -> dict[str, Any]:
    return dict(json.loads((real_data / "expected.json").read_text(encoding="utf-8")))


def states(answers: Answers) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, one in answers.items():
        found.setdefault(one.state, set()).add(code)
    return found


def value(answer: FirstAnswer) -> Any:
    assert answer.figure is not None
    return answer.figure.value


EVERY = {question.code for question in QUESTIONS}


def test_posts_of_a_page_say_how_often_and_what_is_shared(
    brought: Callable[..., Answers], real_data: Path, tmp_path: Path
) -> None:
    rows = rows_of(real_data / "facebook_pages_2016" / "posts_news_and_brands.csv.gz")
    own = list({row["status_id"]: row for row in rows if row["page"] == PAGE}.values())
    with (tmp_path / "posts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(own[0]))
        writer.writeheader()
        writer.writerows(own)
    answers = brought("facebook_pages_2016", tmp_path / "posts.csv")
    assert states(answers) == {
        Said.FIGURE: {"shared", "features", "themes", "channels", "pattern"},
        Said.UNKNOWN: EVERY - {"shared", "features", "themes", "channels", "pattern"},
    }
    passed_on = [row for row in own if int(row["num_shares"]) > 0]
    assert value(answers["shared"]) == pytest.approx(len(passed_on) / len(own), rel=1e-9)
    assert value(answers["channels"]) == 1
    theme = answers["themes"].figure
    assert theme is not None and theme.low is not None and theme.low > 1 and theme.label


def test_tweets_without_figures_say_which_accounts_and_which_days(
    brought: Callable[..., Answers], real_data: Path, known: dict[str, Any]
) -> None:
    file = real_data / "nl_party_tweets" / "tweets.csv.gz"
    answers = brought("nl_party_tweets", file)
    assert states(answers) == {
        Said.FIGURE: {"channels", "pattern"}, Said.UNKNOWN: EVERY - {"channels", "pattern"}
    }  # fmt: skip
    assert value(answers["channels"]) == len(known["nl_party_tweets"]["per_party"])
    days = Counter(date.fromisoformat(row["date"][:10]).isoweekday() for row in rows_of(file))
    busiest, posts = days.most_common(1)[0]
    pattern = answers["pattern"]
    assert value(pattern) == posts and pattern.figure and pattern.finding
    assert pattern.finding.rows[pattern.figure.place or 0]["weekday"] == busiest


def test_conversations_say_who_wrote_and_list_what_nobody_answered(
    brought: Callable[..., Answers], real_data: Path, known: dict[str, Any], workspace: Workspace
) -> None:
    file = real_data / "customer_support_twcs_2017" / "tweets.csv.gz"
    answers = brought("customer_support_twcs_2017", file)
    expected = known["customer_support_twcs_2017"]
    told = {"responders", "channels", "pattern"}
    assert states(answers) == {Said.FIGURE: told, Said.UNKNOWN: EVERY - told}
    people = {row["author_id"] for row in rows_of(file) if row["inbound"] == "True"}
    assert value(answers["responders"]) == len(people)
    assert value(answers["channels"]) == expected["brands"]
    (left,) = queries.unanswered(workspace)
    assert left.figure.value == expected["inbound_without_any_brand_reply_in_file"]
    assert left.figure.n == expected["inbound"]


def test_visits_say_that_none_came_from_social_media(
    brought: Callable[..., Answers], real_data: Path, known: dict[str, Any], workspace: Workspace
) -> None:
    answers = brought("web_sessions_google_store", real_data / "web_sessions_google_store/sessions.csv.gz")
    expected = known["web_sessions_google_store"]
    assert not any("social" in channel.casefold() for channel in expected["by_channel"])
    assert states(answers)[Said.NOTHING] == {"conversion", "visits"}
    visits = answers["visits"].finding
    assert visits is not None and visits.n == expected["sessions"]
    assert states(answers)[Said.FIGURE] == {"pattern"}
    assert queries.unanswered(workspace) == ()


def test_every_question_names_what_would_tell() -> None:
    assert len(QUESTIONS) == 10
    assert all(str(question.missing) for question in QUESTIONS)
    assert {question.part for question in QUESTIONS[:5]} == {"listen"}
    assert {question.part for question in QUESTIONS[5:]} == {"analyse"}
