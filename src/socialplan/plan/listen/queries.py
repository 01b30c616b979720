"""What screens read of labels and models: labels of single posts, versions, what an adoption would turn."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Note
from socialplan.analysis.reads import labellers_of
from socialplan.pipeline.accuracy.shown import Accuracy
from socialplan.pipeline.folder_models import FolderModel, folder_models
from socialplan.pipeline.label_versions import (
    ENOUGH_TO_LEARN,
    TEACHABLE,
    Judged,
    Share,
    Shipped,
    accuracy,
    judged,
    judged_by_people,
    shares,
)
from socialplan.pipeline.label_versions import shipped_versions as shipped_labellers
from socialplan.pipeline.label_waiting import legible
from socialplan.pipeline.measure import Finding
from socialplan.pipeline.post_labels import PostLabel, labels_of

from ..evidence.queries import Supposed
from ..sources.models import Adoption, Job
from ..sources.queries import open_store
from ..sources.queries.jobs import JobLine, open_jobs
from ..team.models import Workspace
from .models import OwnModel
from .shelf import home
from .stale import Stale, stale_models

LABELS = "labels"  # the kind of job that reads posts


@dataclass(frozen=True)
class Read:
    """Per version (name@version) what it read here, and what people said of that."""

    shares: dict[str, Share]
    judged: dict[str, Judged]


NOTHING = Read({}, {})


@dataclass(frozen=True)
class Version:
    """One version of a labeller: shipped, of a folder, own (made of corrections) or former."""

    version: str
    origin: str
    adopted: bool
    accuracy: tuple[Accuracy, ...] = ()
    share: Share | None = None  # what it read here
    judged: Judged | None = None  # what people said of it; not of one that was made of what they said
    own: OwnModel | None = None
    folder: FolderModel | None = None


@dataclass(frozen=True)
class Labeller:
    """A labeller of this workspace with all its versions, the adopted one first."""

    name: str
    title: str
    about: str
    method: str
    versions: tuple[Version, ...]
    corrections: int  # posts that people corrected or confirmed
    adopted_at: datetime | None  # None: nothing was labelled yet
    adopted_by: str
    stale: Stale | None = None  # the adopted version can read no new posts
    missing: int | None = None  # corrections until it can learn; None: it cannot
    learning: Job | None = None  # the newest job that learned

    @property
    def adopted(self) -> Version | None:
        return next((one for one in self.versions if one.adopted), None)


@dataclass(frozen=True)
class Preview:
    """What the last look at a version said would turn. `fresh`: nothing came in since."""

    claims: tuple[Supposed, ...]
    posts: int
    at: datetime | None
    fresh: bool

    @property
    def turning(self) -> int:
        return sum(one.turns for one in self.claims)


def reading_jobs(workspace: Workspace) -> list[JobLine]:
    """Jobs that wait or run because posts came in that are not read yet."""
    return [one for one in open_jobs(workspace=workspace, now=timezone.now()) if one.kind == LABELS]


def with_waiting(workspace: Workspace, found: Finding) -> Finding:
    """The finding, with a note where it reads labels and posts still wait for theirs, or where an adopted
    version reads no new posts."""
    names = labellers_of(ANALYSES[found.analysis], found.params.get("query"))
    if not names:
        return found
    waits = [Note("posts_wait")] if reading_jobs(workspace) else []
    gone = [
        Note("model_gone", {"labeller": one.name, "version": one.adopted, "posts": one.unread})
        for one in stale_models(workspace, names) if one.unread
    ]  # fmt: skip
    return replace(found, notes=(*found.notes, *waits, *gone))


def post_labels(workspace: Workspace, network: str, post_id: str) -> tuple[PostLabel, ...]:
    """The labels of one post as they are now."""
    store = open_store()
    found = labels_of(store, store.snapshot(workspace.pk), [(network, post_id)])
    return found.get((network, post_id), ())


def readable_posts(workspace: Workspace) -> int:
    """How many posts have words to read."""
    store = open_store()
    return legible(store, store.snapshot(workspace.pk))


def labellers(workspace: Workspace) -> list[Labeller]:
    """Every labeller, in the order of the catalogue."""
    store = open_store()
    snapshot = store.snapshot(workspace.pk)
    read = Read(shares(store, snapshot), judged(store, snapshot))
    return [_labeller(workspace, one, read) for one in shipped_labellers()]


def labeller(workspace: Workspace, name: str) -> Labeller | None:
    return next((one for one in labellers(workspace) if one.name == name), None)


def known_versions(workspace: Workspace, name: str, read: Read = NOTHING) -> tuple[Version, ...]:
    """The versions of a labeller that can be adopted or are: the adopted first, then shipped, own, former."""
    held = Adoption.objects.filter(workspace=workspace, labeller=name).order_by("number")
    former = list(held.values_list("version", flat=True))
    adopted = former[-1] if former else None
    own = {one.version: one for one in OwnModel.objects.filter(workspace=workspace, labeller=name)}
    shipped = [one.version for one in shipped_labellers() if one.name == name]
    folders = {one.version: one for one in folder_models(home()) if one.labeller == name}
    figures = [row for one in folders.values() if one.tried for row in one.tried.figures]
    names = dict.fromkeys(
        [*([adopted] if adopted else []), *shipped, *folders, *reversed(own), *reversed(former)]
    )
    return tuple(
        Version(
            version=version, adopted=version == adopted, accuracy=accuracy(name, version, figures),
            origin=_origin(version, shipped=shipped, folder=folders, own=own), folder=folders.get(version),
            share=read.shares.get(f"{name}@{version}"), own=own.get(version),
            judged=None if version in own else read.judged.get(f"{name}@{version}"),
        )
        for version in names
    )  # fmt: skip


def _origin(version: str, **where: Collection[str]) -> str:
    return next((origin for origin, versions in where.items() if version in versions), "former")


def broken_folders() -> list[FolderModel]:
    """Folders that are no model, with the file and the reason."""
    return [one for one in folder_models(home()) if not one.labeller]


def trying(workspace: Workspace, folder: str) -> Job | None:
    """The newest job that tries a folder."""
    return Job.objects.filter(workspace=workspace, kind="folder", params={"folder": folder}).first()


def preview_job(workspace: Workspace, name: str, version: str) -> Job | None:
    """The newest job that looks at a version, whatever became of it."""
    asked = {"reads": name, "version": version}
    return Job.objects.filter(workspace=workspace, kind="preview", params=asked).first()


def preview(workspace: Workspace, name: str, version: str) -> Preview | None:
    """The newest look at a version that ended well."""
    asked = {"reads": name, "version": version}
    job = Job.objects.filter(workspace=workspace, kind="preview", state="done", params=asked).first()
    if job is None:
        return None
    now = str(open_store().snapshot(workspace.pk))
    claims = tuple(Supposed(**one) for one in job.result["claims"])
    return Preview(claims, job.result["posts"], job.ended_at, job.result["snapshot"] == now)


def _labeller(workspace: Workspace, one: Shipped, read: Read) -> Labeller:
    last = Adoption.objects.filter(workspace=workspace, labeller=one.name).order_by("number").last()
    versions = known_versions(workspace, one.name, read)
    corrections = judged_by_people(read.shares, one.name)
    return Labeller(
        name=one.name, title=one.title, about=one.about, method=one.method, versions=versions,
        corrections=corrections, adopted_at=last.at if last else None,
        adopted_by=last.by if last else "", stale=next(iter(stale_models(workspace, [one.name])), None),
        missing=max(0, ENOUGH_TO_LEARN - corrections) if one.name in TEACHABLE else None,
        learning=Job.objects.filter(workspace=workspace, kind="learn", params={"reads": one.name}).first(),
    )  # fmt: skip
