"""The page docs/models.md: every labeller, what it was measured on, and what its confidence is worth."""

from socialplan.labels import Entry
from socialplan.labels.measured import Measured

from .known import by_labeller

INTRODUCTION = """# Models

What reads posts, and how often it is right. Figures are measured by `./run models --measure` on sets
whose labels people gave (see the descriptions). The sets are for evaluation only. Those with real posts
are not part of this project; those written for its tests are in tests/labels/written. No weight of a
single word is learned from them. Coefficients of calibrators, which weigh signs, were fitted on the
parts that were looked at; which parts those are is said.

Scores are in percent with a 95 % interval (Wilson for accuracy, else a bootstrap over 2,000 draws of
posts, or of rooms where posts belong together). *macro_recall* and *macro_f1* are means over the labels,
so that rare labels count as much as frequent ones; *f1* is of the label meant. *majority* always gives
the most frequent label. What a labeller marks as unsure counts in the score as is said with the set. On
other posts, expect less: a set is one place, one time, one subject.

The drawings show whether confidence keeps its word: decided posts in order of confidence, cut into
parts; the bar is the share that was right, the mark | is how sure the labeller was on average."""
WIDTH = 40


def page() -> str:
    lines = [INTRODUCTION, ""]
    for entry, figures in by_labeller():
        lines += _section(entry, figures)
    return "\n".join(lines)


def _section(entry: Entry, figures: list[Measured]) -> list[str]:
    languages = ", ".join(entry.languages) or "any"
    lines = [f"## {entry.title}", "", entry.about, "", f"{entry.method} Version {entry.version}. "]
    lines[-1] += f"Languages: {languages}."
    if entry.labels:
        unsure = f"; {entry.unsure} where it dares not decide" if entry.unsure else ""
        lines[-1] += f" Labels: {', '.join(entry.labels)}{unsure}."
    lines += [""]
    if not figures:
        return [*lines, "Not measured: there is no set with labels of people for it.", ""]
    lines += [
        "| set | language | n | score | must beat | aim | unsure |",
        "|---|---|---|---|---|---|---|",
        *(_line(one) for one in figures), "",
    ]  # fmt: skip
    for one in figures:
        lines += [f"*{one.set}{_of(one)}*: {one.about} {_counted(one)} Measured on {one.date}.", ""]
        lines += _drawn(one)
    return lines


def _of(one: Measured) -> str:
    return f", {one.language}" if one.language else ""


def _line(one: Measured) -> str:
    rivals = ", ".join(f"{name} {value:.1f}" for name, value in one.baselines.items())
    aim = "" if one.aim is None else f"{one.aim:g} ({'reached' if one.score >= one.aim else 'missed'})"
    return (
        f"| {one.set} | {one.language or 'several'} | {one.n:,} | {one.metric} {one.score:.1f} "
        f"({one.low:.1f} to {one.high:.1f}) | {rivals} | {aim} | {one.unsure:.1%} |"
    )


def _counted(one: Measured) -> str:
    if not one.unsure and not one.unread:
        return ""
    return f"Unsure answers count as {one.unsure_as}." if one.unsure_as else "Unsure answers count as wrong."


def _drawn(one: Measured) -> list[str]:
    """A bar per bin: as long as the share that was right, with a mark where the confidence is."""
    if not one.calibration:
        return []
    lines = ["```", f"sure   right  0 {'':{WIDTH - 4}} 100 %"]
    for count, confidence, right in one.calibration:
        bar = list("█" * round(right * WIDTH) + "·" * (WIDTH - round(right * WIDTH)))
        bar[min(WIDTH - 1, round(confidence * WIDTH))] = "|"
        lines.append(f"{confidence:4.0%}   {right:5.0%}  {''.join(bar)}  n {count}")
    return [*lines, "```", ""]
