"""How the corpus came to be, in plain English: the paragraph for a methods section.

Comes in: a `Census`. Goes out: text that is true of it, every number with what it is a number of. Pure.
Must not know: how the numbers were counted.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from broadsheet.store import Census

_MOST_NAMED = 5
"""Sites and languages named before the rest is summed up."""


def paragraph(census: Census) -> str:
    """The methods paragraph: collection, manners, yield, losses by reason, the articles, the software."""
    parts = (_collected, _manners, _outcome, _articles, _access, _made)
    return "\n\n".join(" ".join(filter(None, part(census))) for part in parts if any(part(census)))


def _collected(census: Census) -> list[str]:
    if not census.runs:
        return ["The corpus is empty."]
    first, last = census.runs[0].started_at[:10], (census.runs[-1].finished_at or census.runs[-1].started_at)[:10]
    when = f"on {first}" if first == last else f"between {first} and {last}"
    versions = ", ".join(dict.fromkeys(run.version for run in census.runs))
    asked = sum(census.outcomes.values())
    labels = Counter[str]()
    for name, count in census.origins.items():
        labels[_label(name)] += count
    named = [f"{label} ({count:,})" for label, count in labels.most_common()]
    return [
        f"The corpus was collected with broadsheet {versions} in {_many(len(census.runs), 'run')} {when}.",
        f"{_many(asked, 'input')} {_were(asked)} asked for, named by {_listed(named)}." if asked else "",
    ]


def _manners(census: Census) -> list[str]:
    options = (_option(run.options, "fetch", "min_gap") for run in census.runs)
    gaps = [gap for gap in options if gap is not None]
    if not gaps:
        return []
    least = f"{min(gaps):g}" if min(gaps) == max(gaps) else f"{min(gaps):g} to {max(gaps):g}"
    return [
        "Pages were requested under the Robots Exclusion Protocol (RFC 9309), with one request at a time to a site and",
        f"at least {least} s (or the site's Crawl-delay, or twice its last answering time, if longer) between two.",
    ]


def _outcome(census: Census) -> list[str]:
    asked = sum(census.outcomes.values())
    if not asked:
        return []
    dropped = {name: count for name, count in census.outcomes.items() if name not in {"article", "queued"} and count}
    stories, waiting, lost = census.outcomes.get("article", 0), census.outcomes.get("queued", 0), sum(dropped.values())
    reasons = [f"{name} {count:,}" for name, count in sorted(dropped.items(), key=lambda item: (-item[1], item[0]))]
    return [
        f"{stories:,} of {asked:,} inputs ({stories / asked:.1%}) are articles of the corpus.",
        f"{lost:,} ({lost / asked:.1%}) gave none, for these reasons: {_listed(reasons)}." if lost else "",
        f"{waiting:,} {_were(waiting)} still queued when this was written." if waiting else "",
        f"In all, {_many(census.attempts, 'attempt')} {_were(census.attempts)} made.",
    ]


def _articles(census: Census) -> list[str]:
    if not census.articles:
        return []
    days = f", published between {census.earliest} and {census.latest}" if census.earliest else ""
    undated = f" ({census.undated:,} without a date)" if census.undated and census.earliest else ""
    newer = census.versions - census.articles
    return [
        f"The corpus holds {_many(census.articles, 'article')}{_sites(census.sites)}{days}{undated},"
        f" by language {_top(census.languages)}.",
        f"{_many(newer, 'later version')} of articles that changed {_were(newer)} kept as well." if newer > 0 else "",
        f"{_many(census.removed, 'article')} {_were(census.removed)} taken out again." if census.removed else "",
    ]


def _access(census: Census) -> list[str]:
    if not census.articles:
        return []
    free, shut = census.paywalls.get("free", 0), census.paywalls.get("not_free", 0)
    cut = f" The text of {census.truncated:,} is likely cut." if census.truncated else ""
    if not free and not shut:
        return [f"None of them declares whether it is free to read.{cut}"]
    return [f"{shut:,} declare that they are not free to read, {free:,} that they are, the others nothing.{cut}"]


def _made(census: Census) -> list[str]:
    if not census.articles:
        return []
    makers = [f"{name} ({count:,})" for name, count in census.extractors.items()]
    return [
        f"Texts and metadata were extracted by {_listed(makers)}.",
        "The raw responses are kept as WARC/1.1, the ledger names the outcome of every input.",
        f"SHA-256 over the ids and texts of all articles: {census.digest}.",
    ]


def _sites(counts: dict[str, int]) -> str:
    named = {name: count for name, count in counts.items() if name}
    nameless = sum(counts.values()) - sum(named.values())
    from_sites = f" of {_many(len(named), 'site')} ({_top(named)})" if named else ""
    return from_sites + (f"{',' if named else ''} {nameless:,} without an address" if nameless else "")


def _label(origin: str) -> str:
    if origin.startswith("cc-news:") or "/crawl-data/CC-NEWS/" in origin:
        return "Common Crawl News"
    if origin == "wayback" or "#replay=" in origin:
        return "captures in a web archive"
    return {"argument": "the command line", "stdin": "standard input"}.get(origin, origin)


def _option(options: dict[str, Any], stage: str, name: str) -> float | None:
    value = options.get(stage, {}).get(name) if isinstance(options.get(stage, {}), dict) else None
    return float(value) if isinstance(value, int | float) else None


def _top(counts: dict[str, int]) -> str:
    """The largest, each with its number, and how many others there are."""
    named = [f"{name or 'unknown'} {count:,}" for name, count in list(counts.items())[:_MOST_NAMED]]
    others = list(counts.values())[_MOST_NAMED:]
    return _listed([*named, *([f"{len(others):,} others {sum(others):,}"] if others else [])])


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
