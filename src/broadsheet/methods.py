"""How the corpus came to be, in plain English: the paragraph for a methods section.

Comes in: a `Census`. Goes out: text that is true of it, every number with what it is a number of. Pure.
Must not know: how the numbers were counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from broadsheet.store import Census, Collecting

_MOST_NAMED = 5
"""Sites, languages and sources named before the rest is summed up."""
_KINDS = {"url": "address", "file": "file", "text": "text dump"}
_FOUND = {
    "feed": "in feeds",
    "sitemap": "in sitemaps",
    "sitemap_index": "in indexes of sitemaps",
    "section": "on front pages and in sections",
    "outline": "in lists of feeds",
    "archive": "on archive pages",
    "archive_index": "in lists of web archives",
    "cdx": "as captures in a web archive",
}
"""Kind of listing → where what it names was found."""
_LISTING = {
    "feed": ("feed", "feeds"),
    "sitemap": ("sitemap", "sitemaps"),
    "section": ("front page or section", "front pages or sections"),
    "sitemap_index": ("index of sitemaps", "indexes of sitemaps"),
    "outline": ("list of feeds", "lists of feeds"),
    "archive": ("archive page", "archive pages"),
}
"""Kind of listing → one, and several."""
_GROUPS = {
    ("lists pages and is no article", "list pages and are no articles"): ("list_page",),
    ("is known already", "are known already"): ("duplicate_url", "not_modified"),
    ("was left out by rule", "were left out by rule"): ("robots_denied", "private_address", "out_of_range"),
}  # fmt: skip
"""What is no article, and no loss either: in words, and by which outcomes."""


def paragraph(census: Census) -> str:
    """The methods paragraph: collection, manners, yield, losses by reason, the articles, the software."""
    parts = (_collected, _manners, _outcome, _articles, _access, _made)
    return "\n\n".join(" ".join(filter(None, part(census))) for part in parts if any(part(census)))


def _collected(census: Census) -> list[str]:
    if not census.runs:
        return ["The corpus is empty."]
    first, last = census.runs[0].started_at[:10], (census.runs[-1].finished_at or census.runs[-1].started_at)[:10]
    when = f"on {first}" if first == last else f"between {first} and {last}"
    versions = _listed(list(dict.fromkeys(run.version for run in census.runs)))
    pythons = list(dict.fromkeys(str(run.made_by["python"]) for run in census.runs if run.made_by))
    on = f" (Python {_listed(pythons)})" if pythons else ""
    asked = sum(census.outcomes.values())
    return [
        f"The corpus was collected with broadsheet {versions}{on} {when}, in {_spelled(len(census.runs), 'run')}.",
        *(_inputs(census, asked) if asked else ["Nothing was asked for."]),
    ]


def _inputs(census: Census, asked: int) -> list[str]:
    """What was asked for: what it was, and who named it."""
    kinds = [_spelled(census.kinds[kind], noun) for kind, noun in _KINDS.items() if census.kinds.get(kind)]
    found = {kind: count for kind, count in census.found_by.items() if kind}
    led = [f"{count:,} {_FOUND.get(kind, f'by {kind}')}" for kind, count in found.items()]
    named = Counter[str]()
    for origin, count in (census.named_by or ({} if found else census.origins)).items():
        named[_label(origin)] += count
    most, rest = named.most_common(_MOST_NAMED), named.most_common()[_MOST_NAMED:]
    who = [name if len(named) == 1 else f"{name} ({count:,})" for name, count in most]
    who += [f"{_many(len(rest), 'other source')} ({sum(count for _, count in rest):,})"] if rest else []
    of_what = f" ({_listed(kinds)})" if len(kinds) > 1 or (asked and not census.kinds.get("url") and kinds) else ""
    archived = census.archived
    if not found:
        parts = [f"{_many(asked, 'input')}{of_what} {_were(asked)} asked for, named by {_listed(who)}."]
    else:
        given = sum(named.values())
        parts = [
            f"{_many(asked, 'input')}{of_what} {_were(asked)} asked for: {given:,} named by {_listed(who)}, and"
            f" {sum(found.values()):,} found by following what lists pages ({_listed(led)}).",
        ]
    if archived:
        parts.append(
            f"{archived:,} of them {_are(archived)} {'a record' if archived == 1 else 'records'} of web archives."
        )
    if census.tables:
        parts.append(f"{census.tables:,} came from tables, whose other columns are kept.")
    return parts


def _manners(census: Census) -> list[str]:
    runs = [run for run in census.runs if _option(run.options, "fetch", "min_gap") is not None]
    if not runs or (census.kinds and not census.kinds.get("url")):
        return []
    gaps = [_option(run.options, "fetch", "min_gap") or 0.0 for run in runs]
    least = f"{min(gaps):g} s" if min(gaps) == max(gaps) else f"{min(gaps):g} s to {max(gaps):g} s, by run,"
    gap = f"at least {least} between two" if max(gaps) else "no pause of our own between two"
    with_cookies = [run for run in runs if run.made_by.get("cookies")]
    some = "in some runs" if len(with_cookies) < len(runs) else ""
    asked = "Where a page had to be asked for, this was done under the Robots Exclusion Protocol (RFC 9309)"
    return [
        f"{asked}, one request at a time to a site and {gap} (more where the site's Crawl-delay says so, or where it",
        "answers slowly).",
        f"{'Cookies of our own access were sent ' + some if with_cookies else 'No cookies of ours were sent'}".strip()
        + ".",
        _opt_outs(runs, census.opted_out),
    ]


def _opt_outs(runs: Sequence[Collecting], left: int) -> str:
    """What was done about pages that reserve text mining."""
    obeyed = [run for run in runs if _is_on(run.options, "gate", "respect_opt_out")]
    if not obeyed:
        return ""
    when = "" if len(obeyed) == len(runs) else f", in {len(obeyed):,} of {_many(len(runs), 'run')}"
    return f"Pages that opt out of text mining or of being kept were not kept{when}: {left:,} in all."


def _outcome(census: Census) -> list[str]:
    asked = sum(census.outcomes.values())
    if not asked:
        return []
    counts = {name: count for name, count in census.outcomes.items() if name not in {"article", "queued"} and count}
    stories, waiting = census.outcomes.get("article", 0), census.outcomes.get("queued", 0)
    told = []
    for words, names in _GROUPS.items():
        group = {name: counts.pop(name) for name in names if name in counts}
        lists = _followed(census.listings) if "list_page" in group else ""
        told += (
            [f"{_share(group, asked)} {words[sum(group.values()) != 1]} ({_reasons(group)}{lists})."] if group else []
        )
    lost = f"{_share(counts, asked)} gave none, for these reasons: {_reasons(counts)}." if counts else ""
    return [
        _stories(stories, asked),
        *told,
        lost,
        f"{waiting:,} {_were(waiting)} still queued when this was written." if waiting else "",
        f"In all, {_many(census.attempts, 'attempt')} {_were(census.attempts)} made.",
    ]


def _stories(stories: int, asked: int) -> str:
    if asked == 1:
        return f"The one input {'is an article of the corpus' if stories else 'is no article of the corpus'}."
    are = "is an article" if stories == 1 else "are articles"
    return f"{stories:,} of {asked:,} inputs ({stories / asked:.1%}) {are} of the corpus."


def _followed(listings: dict[str, int]) -> str:
    named = [f"{count:,} {_LISTING.get(kind, (kind, kind))[count != 1]}" for kind, count in listings.items()]
    return f"; followed were {_listed(named)}" if named else ""


def _share(counts: dict[str, int], asked: int) -> str:
    return f"{sum(counts.values()):,} ({sum(counts.values()) / asked:.1%})"


def _reasons(counts: dict[str, int]) -> str:
    return _listed([f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))])


def _articles(census: Census) -> list[str]:
    if not census.articles:
        return []
    between = f"between {census.earliest} and {census.latest}"
    days = f", published {between if census.earliest != census.latest else f'on {census.earliest}'}"
    days = days if census.earliest else ", none of them dated" if census.articles > 1 else ", without a date"
    undated = f" ({census.undated:,} without a date)" if census.undated and census.earliest else ""
    newer = census.versions - census.articles
    return [
        f"The corpus holds {_many(census.articles, 'article')}{_sites(census.sites)}{days}{undated}."
        f" By language: {_top(census.languages)}.",
        f"{_many(newer, 'later version')} of articles that changed {_were(newer)} kept as well." if newer > 0 else "",
        f"{_many(census.removed, 'article')} {_were(census.removed)} taken out again." if census.removed else "",
    ]


def _access(census: Census) -> list[str]:
    if not census.articles:
        return []
    free, shut = census.paywalls.get("free", 0), census.paywalls.get("not_free", 0)
    cut = f" {census.truncated:,} {_are(census.truncated)} likely cut short." if census.truncated else ""
    if not free and not shut:
        none = "None of them declares" if census.articles > 1 else "It does not declare"
        return [f"{none} whether it is free to read.{cut}"]
    others = census.articles - shut - free
    nothing = f", {others:,} nothing" if others else ""
    return [f"By what they declare, {shut:,} {_are(shut)} not free to read and {free:,} {_are(free)}{nothing}.{cut}"]


def _made(census: Census) -> list[str]:
    if not census.articles:
        return []
    makers = [f"{name} ({count:,})" for name, count in census.extractors.items()]
    return [
        f"Texts and metadata were extracted by {_listed(makers)}.",
        "The raw responses and files are kept as WARC/1.1; the ledger names the outcome of every input.",
        f"SHA-256 over the ids and texts of all articles: {census.digest}.",
    ]


def _sites(counts: dict[str, int]) -> str:
    named = {name: count for name, count in counts.items() if name}
    nameless = sum(counts.values()) - sum(named.values())
    if not named:
        return ", without an address"
    from_sites = f" of {_many(len(named), 'site')} ({_top(named) if len(named) > 1 else next(iter(named))})"
    return from_sites + (f" and {nameless:,} without an address" if nameless else "")


def _label(origin: str) -> str:
    """What named inputs, without the folders of one machine."""
    if origin.startswith("cc-news:") or "/crawl-data/CC-NEWS/" in origin:
        return "Common Crawl News"
    if origin == "wayback" or "#replay=" in origin:
        return "captures in a web archive"
    known = {"argument": "the command line", "stdin": "standard input"}
    return known.get(origin) or (origin if "://" in origin else origin.rstrip("/").rpartition("/")[2])


def _is_on(options: dict[str, Any], stage: str, name: str) -> bool:
    of_stage = options.get(stage)
    return isinstance(of_stage, dict) and of_stage.get(name) is True


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


def _spelled(count: int, noun: str) -> str:
    """As `_many`, a single one spelled out."""
    plural = noun + ("es" if noun.endswith("s") else "s")
    return f"one {noun}" if count == 1 else f"{count:,} {plural}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
