"""Import, data and explore pages: what they show, refuse, and keep to their own workspace."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from socialplan.plan.sources.models import ImportDraft, Job
from socialplan.plan.team.models import Workspace
from tests.people import joined, person, workspace_of

SAMPLES = Path(__file__).parents[1] / "networks" / "samples"
CSV = b"Datum;Account;Tekst;Waarderingen\n05-01-2026;Havenbakkerij;Goedemorgen;1.234\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: LazySettings) -> None:
    settings.HOME = tmp_path


def bring(client: Client, workspace: Workspace, content: bytes = CSV, name: str = "posts.csv") -> ImportDraft:
    file = SimpleUploadedFile(name, content)
    answer = client.post(f"/w/{workspace.slug}/import/", {"files": [file]})
    assert answer.status_code == 302
    return ImportDraft.objects.get()


def test_empty_pages_say_what_to_do_next(client_in: Client, workspace: Workspace) -> None:
    for name in ("data", "explore"):
        page = client_in.get(f"/w/{workspace.slug}/{name}/").content.decode()
        assert f"/w/{workspace.slug}/import/" in page


def test_the_check_shows_our_field_above_their_column(client_in: Client, workspace: Workspace) -> None:
    draft = bring(client_in, workspace)
    page = client_in.get(f"/w/{workspace.slug}/import/{draft.pk}/").content.decode()
    for words in ("Havenbakkerij", "2026-01-05", "1 of 1 rows fit", "Account that wrote it", "1234"):
        assert words in page


def test_a_usual_export_needs_only_a_yes(client_in: Client, workspace: Workspace) -> None:
    sample = SAMPLES / "meta_pages" / "utf16_separator_line" / "input.csv"
    draft = bring(client_in, workspace, sample.read_bytes(), sample.name)
    page = client_in.get(f"/w/{workspace.slug}/import/{draft.pk}/").content.decode()
    recognised = ("Meta Business Suite (Facebook)", "not yet seen on a real file")
    for words in (*recognised, "2 of 2 rows fit", "Import 2 rows"):
        assert words in page
    assert '<details class="sp-card" id="columns">' in page  # closed: nobody needs to look
    client_in.post(f"/w/{workspace.slug}/import/{draft.pk}/choices/", {"zone": "Europe/Lisbon"})
    draft.refresh_from_db()
    assert 'format = "meta_pages"' in draft.toml
    client_in.post(f"/w/{workspace.slug}/import/{draft.pk}/recognise/", {"mapping": "guess"})
    draft.refresh_from_db()
    assert draft.toml and "format" not in draft.toml.split("[[table.posts]]")[0]


def test_a_change_shows_the_first_rows_at_once_and_then_all(client_in: Client, workspace: Workspace) -> None:
    rows = b"".join(b"05-01-2026;Havenbakkerij;Goedemorgen %d;7\n" % number for number in range(700))
    draft = bring(client_in, workspace, CSV + rows + b"05-01-2026;Havenbakkerij;Dag;veel\n")
    here = f"/w/{workspace.slug}/import/{draft.pk}"
    first = client_in.post(f"{here}/choices/", {"network": "mastodon"}, headers={"HX-Request": "true"})
    words = first.content.decode()
    assert "500 of the first 500 rows fit" in words and "Import all rows" in words
    assert f'hx-get="{here}/whole/"' in words and "Whose accounts" not in words
    whole = client_in.get(f"{here}/whole/").content.decode()
    assert "1 row does not fit" in whole and "whole/" not in whole and "Whose accounts" in whole


def test_a_dutch_spreadsheet_needs_only_a_yes(client_in: Client, workspace: Workspace) -> None:
    rows = ("Datum;Bericht;Vind-ik-leuks;Reacties;Bereik", "05-01-2026;Crème brûlée – vers;12;3;1.250,5")
    draft = bring(client_in, workspace, "\r\n".join(rows).encode("cp1252"), "berichten.csv")
    page = client_in.get(f"/w/{workspace.slug}/import/{draft.pk}/").content.decode()
    assert "Crème brûlée – vers" in page and "1250.5" in page and "Import 1 row" in page
    assert '<details class="sp-card" id="columns">' in page


def test_an_archive_is_opened_and_its_tables_are_checked(client_in: Client, workspace: Workspace) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(SAMPLES / "youtube_studio" / "table" / "Table data.csv", "Table data.csv")
        archive.writestr("Totals.csv", "Date,Views\n2026-03-01,4\n")
    draft = bring(client_in, workspace, packed.getvalue(), "Content 2026.zip")
    assert [file["name"] for file in draft.files] == ["Table data.csv"]
    page = client_in.get(f"/w/{workspace.slug}/import/{draft.pk}/").content.decode()
    assert "YouTube Studio" in page and "Import 3 rows" in page


@pytest.mark.parametrize(
    ("sample", "name", "rows"),
    [
        ("ga4/two_tables/input.csv", "Google Analytics 4", 2), ("x_archive/tweets/tweets.js", "X archive", 3),
        ("cbs_statline/periods_in_rows/input.csv", "CBS StatLine", 3),
        ("zeeschuimer/three_networks/input.ndjson", "Zeeschuimer", 3),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_posts_is_checked_too(
    client_in: Client, workspace: Workspace, sample: str, name: str, rows: int
) -> None:
    path = SAMPLES / sample
    draft = bring(client_in, workspace, path.read_bytes(), path.name)
    page = client_in.get(f"/w/{workspace.slug}/import/{draft.pk}/").content.decode()
    assert name in page and f"Import {rows} rows" in page


def test_holidays_are_checked_like_a_calendar(client_in: Client, workspace: Workspace) -> None:
    address = f"/w/{workspace.slug}/import/holidays/"
    answer = client_in.post(address, {"first": "2025", "last": "2026"})
    page = client_in.get(answer.headers["Location"]).content.decode()
    assert "iCalendar" in page and "Koningsdag" in page and "Import 28 rows" in page
    odd = client_in.post(address, {"first": "2026", "last": "x"}, follow=True).content.decode()
    assert "Choose two years" in odd


def test_what_is_chosen_is_read_again(client_in: Client, workspace: Workspace) -> None:
    draft = bring(client_in, workspace)
    address = f"/w/{workspace.slug}/import/{draft.pk}/choices/"
    client_in.post(address, {"network": "mastodon", "zone": "Europe/Lisbon", "column.reactions": ""})
    draft.refresh_from_db()
    assert 'network = "mastodon"' in draft.toml
    assert "Europe/Lisbon" in draft.toml
    assert "Waarderingen" not in draft.toml


def test_a_mapping_brought_along_reads_the_files(client_in: Client, workspace: Workspace) -> None:
    read = bring(client_in, workspace).toml.replace("Europe/Amsterdam", "Europe/Lisbon")
    ImportDraft.objects.all().delete()
    both = [SimpleUploadedFile("m.toml", read.encode()), SimpleUploadedFile("posts.csv", CSV)]
    client_in.post(f"/w/{workspace.slug}/import/", {"files": both})
    draft = ImportDraft.objects.get()
    assert "Europe/Lisbon" in draft.toml and [one["name"] for one in draft.files] == ["posts.csv"]


def test_a_mapping_that_cannot_be_read_is_told_and_the_files_are_guessed(
    client_in: Client, workspace: Workspace
) -> None:
    both = [SimpleUploadedFile("m.toml", b"[read"), SimpleUploadedFile("posts.csv", CSV)]
    page = client_in.post(f"/w/{workspace.slug}/import/", {"files": both}, follow=True).content.decode()
    assert "not valid TOML" in page and "1 of 1 rows fit" in page


def test_starting_leaves_a_job_and_a_remembered_mapping(client_in: Client, workspace: Workspace) -> None:
    draft = bring(client_in, workspace)
    given = {"account.Havenbakkerij": "own", "remember": "Bakkerij"}
    client_in.post(f"/w/{workspace.slug}/import/{draft.pk}/start/", given)
    draft.refresh_from_db()
    assert Job.objects.get().kind == "import"
    assert draft.owner_kinds == {"Havenbakkerij": "own"}
    draft.delete()
    again = bring(client_in, workspace)
    assert again.mapping_name == "Bakkerij"


def test_no_file_and_an_unreadable_file_are_told(client_in: Client, workspace: Workspace) -> None:
    page = client_in.post(f"/w/{workspace.slug}/import/", {}, follow=True).content.decode()
    assert "Choose at least one file." in page
    draft = bring(client_in, workspace, b"%PDF-1.7 x", "plan.pdf")
    page = client_in.get(f"/w/{workspace.slug}/import/{draft.pk}/").content.decode()
    assert "Nothing was imported." in page
    assert "plan.pdf" in page


def test_a_file_over_the_limit_is_not_kept(
    client_in: Client, workspace: Workspace, settings: LazySettings
) -> None:
    settings.UPLOAD_MOST_BYTES = 10
    page = client_in.post(
        f"/w/{workspace.slug}/import/", {"files": [SimpleUploadedFile("a.csv", CSV)]}, follow=True
    )
    assert "a.csv is larger than" in page.content.decode()
    assert not ImportDraft.objects.exists()


def test_files_of_another_workspace_do_not_exist(client_in: Client, workspace: Workspace) -> None:
    draft = bring(client_in, workspace)
    other = workspace_of(person("Stranger"), "Other")
    for address in (f"/w/{workspace.slug}x/import/{draft.pk}/", f"/w/{other.slug}/import/{draft.pk}/"):
        assert client_in.get(address).status_code == 404


def test_only_owners_erase_people(client: Client, workspace: Workspace) -> None:
    member = person("Member")
    joined(workspace, member)
    client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/w/{workspace.slug}/data/person/").status_code == 403


def test_explore_names_the_field_that_is_wrong(client_in: Client, workspace: Workspace) -> None:
    asked = {"since": "2026-03-01", "until": "2026-02-01"}
    page = client_in.get(f"/w/{workspace.slug}/explore/volume/", asked)
    assert page.status_code == 422
    assert "This day must lie after the first one." in page.content.decode()
    assert client_in.get(f"/w/{workspace.slug}/explore/nothing/").status_code == 404
