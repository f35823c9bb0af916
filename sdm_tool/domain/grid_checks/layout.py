"""The shape of grid.yaml and of the evidence.yaml beside it."""

import re
from dataclasses import fields

from sdm_tool.domain.grid import GridAudience, Setting
from sdm_tool.domain.grid_checks.shape import ListOf, MapOf, Named
from sdm_tool.domain.grid_checks.values import (
    IDENTITY,
    Choice,
    Day,
    Flag,
    Kind,
    Published,
    Text,
    Whole,
)
from sdm_tool.domain.grid_formats import Format, Phrases, Picture
from sdm_tool.domain.sections import Grouping

_LONGER = 10_000
_AGE = Whole(0, 25)
_AGES = Named({"from": _AGE, "to": _AGE})
_PER_100 = Whole(0, 100, range_rule="figure.sum")
_CONTRIBUTOR = Named({"name": Text(), "role": Text()})
_VERSION = Text(re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,2}"), 'version: "1.0", with quotes', 20)
_LANGUAGE = Text(re.compile(r"[a-z]{2}"), "en: the two letters of the language", 20)
_PICTURE = Named({"shows": Choice(tuple(Picture)), "alt": Text(longest=200)})

OPTION = Named(
    {"id": IDENTITY, "name": Text(longest=120), "line": Text(), "provider": Text()},
    {"ages": _AGES, "only_if": Text(), "no_change": Flag(), "picture": _PICTURE},
)
QUESTION = Named(
    {"id": IDENTITY, "text": Text(longest=200)},
    {"note": Text(), "answered_by": Choice(("service",))},
)
FIGURE = Named(
    {
        "evidence": IDENTITY,
        "with_option": _PER_100,
        "with_comparator": _PER_100,
        "happened": Text(longest=200),
        "did_not": Text(longest=200),
        "after": Text(longest=200),
        "people": Text(longest=400),
        "compared_with": Text(longest=200),
        "how_sure": Text(),
    },
    {"like_for_like": IDENTITY},
)
ANSWER = Named(
    {},
    {
        "text": Text(empty_rule="answer.empty"),
        "figures": ListOf(FIGURE),
        "unknown": Text(empty_rule="answer.empty"),
        "sources": ListOf(IDENTITY),
        "picture": _PICTURE,
    },
)
GRID = Named(
    {
        "slug": IDENTITY,
        "version": _VERSION,
        "language": _LANGUAGE,
        "title": Text(longest=120),
        "decision": Text(longest=400),
        "ages": _AGES,
        "country": Text(longest=80),
        "groupings": ListOf(Choice(tuple(Grouping)), least=1),
        "setting": Choice(tuple(Setting)),
        "audience": Choice(tuple(GridAudience)),
        "for_whom": Text(),
        "not_for": Text(),
        "urgent_help": Text(),
        "safety_first": Flag(),
        "options": ListOf(OPTION, least=2),
        "questions": ListOf(QUESTION, least=1),
        "answers": MapOf(MapOf(ANSWER)),
        "authors": ListOf(_CONTRIBUTOR, least=1),
        "reviewers": ListOf(_CONTRIBUTOR),
        "interests": Text(),
        "funder": Text(),
        "published": Day(),
        "review_by": Day(),
        "update_policy": Text(),
        "licence": Text(longest=80),
    },
    {
        "format": Choice(tuple(Format)),
        "made_from": Named({"slug": IDENTITY, "version": _VERSION}),
        "phrases": Named({field.name: Text(longest=200) for field in fields(Phrases)}),
    },
)

_NUMBER = Published(number_only=True)
_AS_PUBLISHED = Published()
_RECORD_WORDS: dict[str, Kind] = dict.fromkeys(
    (
        "presentation",
        "option",
        "outcome",
        "comparator",
        "timeframe",
        "population",
        "certainty",
        "citation",
        "url",
        "note",
        "display_why",
        "study",
    ),
    Text(longest=_LONGER),
)
EVIDENCE_RECORD = Named(
    {
        "id": IDENTITY,
        **_RECORD_WORDS,
        "intervention_events": _NUMBER,
        "intervention_total": _NUMBER,
        "comparator_per_100": _NUMBER,
        "intervention_per_100": _NUMBER,
        "year": _NUMBER,
        "verified": Flag(),
        "display": Choice(("family", "words", "clinician", "no")),
        "direction": Choice(("higher-is-better", "lower-is-better")),
        "kind": Choice(("benefit", "harm", "course", "dropout", "relapse")),
    }
)
_GUIDELINE_WORDS: dict[str, Kind] = dict.fromkeys(
    ("guideline", "title", "presentation", "option", "strength", "paraphrase", "url"),
    Text(longest=_LONGER),
)
GUIDELINE = Named(
    {
        "id": IDENTITY,
        **_GUIDELINE_WORDS,
        "note": _AS_PUBLISHED,
        "rec": _AS_PUBLISHED,
        "year": _NUMBER,
        "ages": _AS_PUBLISHED,
        "seen": Choice(("primary", "secondary")),
        "checked_on": Day(may_be_null=False),
    }
)
_CONSENSUS = Named({"about": Text(), "statement": Text(longest=_LONGER)})
EVIDENCE = Named(
    {
        "searched": Text(longest=_LONGER),
        "consensus": ListOf(_CONSENSUS),
        "evidence": ListOf(EVIDENCE_RECORD),
        "guidelines": ListOf(GUIDELINE),
    }
)
