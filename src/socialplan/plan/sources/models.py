"""The ledger of batches and files, mappings and jobs."""

from django.db import models
from django.utils import timezone

from ..team.models import User, Workspace

__all__ = [
    "Adoption", "Batch", "Connection", "ErasedHandle", "Erasure", "ImportDraft", "Job", "MappingFile",
    "SignIn", "Source", "StoreFile", "Worker", "WriterLease",
]  # fmt: skip


class Batch(models.Model):
    """One committed import, collection, correction or marking."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="batches")
    number = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=300)
    counts = models.JSONField(default=dict)
    scopes = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    simulated = models.BooleanField(default=False)
    by = models.CharField(max_length=160, blank=True)
    committed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="batch_number_once"),
            models.UniqueConstraint(fields=["workspace", "sha256"], name="batch_content_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.number})"


class StoreFile(models.Model):
    """One Parquet file that is part of what a workspace knows."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="store_files")
    table = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    batch_lo = models.IntegerField()
    batch_hi = models.IntegerField()
    rows = models.BigIntegerField()
    time_min = models.DateTimeField(null=True)
    time_max = models.DateTimeField(null=True)
    fresh = models.BooleanField(default=False)  # no key of it stood in an earlier batch

    class Meta:
        indexes = [models.Index(fields=["workspace", "table", "batch_lo"])]
        constraints = [models.UniqueConstraint(fields=["workspace", "path"], name="store_file_once")]


class WriterLease(models.Model):
    """Who may write in a workspace now; the fence rises with every taking."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="writer_lease")
    holder = models.CharField(max_length=120, blank=True)
    fence = models.BigIntegerField(default=0)
    until = models.DateTimeField(null=True)
    until_up = models.FloatField(default=0)  # the same in seconds of the holder's uptime


class Erasure(models.Model):
    """One erasure: the epoch it raised and how many rows each batch lost."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="erasures")
    epoch = models.IntegerField()
    rows = models.JSONField(default=dict)
    lost = models.JSONField(default=list)  # store.ledger.Lost: whose rows went, and of when
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "epoch"], name="erasure_epoch_once")]


class ErasedHandle(models.Model):
    """A keyed hash of an erased handle, so that it is not collected again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="erased_handles")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "hash"], name="erased_handle_once")]


class Adoption(models.Model):
    """Which version of a labeller a workspace reads from this adoption on; rows are only added.

    Number 0 are the versions that came with the product when the workspace was first labelled.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="adoptions")
    number = models.IntegerField()
    labeller = models.CharField(max_length=40)
    version = models.CharField(max_length=60)
    by = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number", "labeller"], name="adoption_once")
        ]


class MappingFile(models.Model):
    """A remembered mapping: which column is which field."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="mappings")
    name = models.CharField(max_length=120)
    columns_key = models.CharField(max_length=64, blank=True)  # hash of the header it was made for
    toml = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="mapping_name_once")]


class JobState(models.TextChoices):
    DUE = "due"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """Long work: due rows are claimed with a lease and a fence; progress and cancel stand on the row."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=30)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.DUE)
    step = models.CharField(max_length=60, blank=True)  # what is being done now, a code
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    error = models.JSONField(null=True)  # {code, file, line, reason}
    holder = models.CharField(max_length=120, blank=True)
    fence = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_until_up = models.FloatField(default=0)  # the same in seconds of the holder's uptime
    attempts = models.IntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_at"])]


class Worker(models.Model):
    """A process that does jobs, and when it last gave a sign of life."""

    holder = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()
    clock_moved = models.FloatField(default=0)  # seconds by which the machine's clock was moved while it ran
    clock_moved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return self.holder


class ImportDraft(models.Model):
    """Files somebody brought that are being checked: nothing of them is stored until the import commits."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="import_drafts")
    folder = models.CharField(max_length=40, unique=True)  # under HOME/uploads/w<id>/
    files = models.JSONField(default=list)  # [{name, bytes}], in the order they were chosen
    toml = models.TextField(blank=True)  # the mapping as it stands now
    mapping_name = models.CharField(max_length=120, blank=True)
    owner_kinds = models.JSONField(default=dict)  # account -> own, competitor, other
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="drafts")
    by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]


class Connection(models.Model):
    """An account of ours on a network. The secret is sealed for this workspace and account."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="connections")
    network = models.CharField(max_length=20)
    server = models.CharField(max_length=300)
    account = models.CharField(max_length=200)  # its id there
    handle = models.CharField(max_length=200)
    sealed = models.TextField(blank=True)
    refused_at = models.DateTimeField(null=True)  # the network refuses the secret since
    by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "network", "server", "account"], name="connection_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.handle} ({self.network})"


class Source(models.Model):
    """One stream that is listened to, and how far it has been heard; its job comes again and again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="sources")
    connection = models.ForeignKey(
        Connection, null=True, blank=True, on_delete=models.CASCADE, related_name="sources"
    )
    network = models.CharField(max_length=20)
    server = models.CharField(max_length=300)
    stream = models.CharField(max_length=40)
    key = models.CharField(max_length=64)  # of network, server, account, stream and what is asked
    asked = models.TextField(blank=True)
    keeps = models.TextField(blank=True)  # of what comes only what answers to this query; "": everything
    name = models.CharField(max_length=200)
    cursor = models.TextField(blank=True)
    stretch_from = models.DateTimeField(null=True)  # where what is heard without a gap began
    heard_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    turn_at = models.DateTimeField(null=True)  # its next turn, where its job comes sooner to look
    knocked_at = models.DateTimeField(null=True)  # looked between two turns, and the network answered
    paused_until = models.DateTimeField(null=True)  # the network asked for it
    clock_off = models.FloatField(null=True)  # seconds our clock is ahead of the network's
    failures = models.IntegerField(default=0)  # one after another
    error = models.JSONField(null=True)  # code, reason
    items = models.BigIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)  # somebody stopped it
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="listens")
    by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="source_once")]

    def __str__(self) -> str:
        return self.name


class SignIn(models.Model):
    """A sign-in under way at a network: finished once, soon, by who began it, on the host where it began."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="sign_ins")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    network = models.CharField(max_length=20)
    server = models.CharField(max_length=300)
    host = models.CharField(max_length=300)
    state = models.CharField(max_length=64, unique=True)  # a hash of what the network is given
    sealed = models.TextField()
    expires_at = models.DateTimeField()
