"""A small grid without faults, as files and as a value. Its studies are made up for the tests."""

from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import yaml

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_file import GridReading, read_grid
from sdm_tool.domain.grid_formats import ENGLISH

QUESTIONS = {
    "what": "What is it, and what would I do?",
    "who-where": "Who with, where, how long, how often?",
    "better": "What might get better, and by when?",
    "how-many": "How many people does it help?",
    "downsides": "What are the downsides or side effects?",
    "if-not": "What if it does not help, or stops helping?",
    "asks": "What will it ask of me and my family?",
    "ends": "How will we know, and when and how does it end?",
    "self-help": "What can I do myself, or with others?",
    "sure": "How sure are we?",
}

HEBREW = "שיחה עם אדם"
FIGURE_WORDS = ("happened", "did_not", "after", "people", "compared_with", "how_sure")
FIGURE = {
    "evidence": "group-recovery",
    "with_option": 67,
    "with_comparator": 48,
    "happened": "got better",
    "did_not": "did not",
    "after": "after 8 weeks",
    "people": "123 teenagers with low mood in one made-up study",
    "compared_with": "being on a waiting list",
    "how_sure": "Not very sure. It is one small study.",
}


def evidence_record(record_id: str, **changes: object) -> dict[str, object]:
    """One evidence record with every key, allowed as a figure: 66.7 against 48.1 of 100."""
    record: dict[str, object] = {
        "id": record_id,
        "presentation": "depression",
        "option": "group meetings",
        "outcome": "Recovered",
        "intervention_events": None,
        "intervention_total": 60,
        "comparator": "waiting list (n=63)",
        "comparator_per_100": 48.1,
        "intervention_per_100": 66.7,
        "timeframe": "8 weeks",
        "population": "Teenagers with low mood, N=123",
        "certainty": "Not rated; one small study",
        "citation": "Example A. A made-up study for the tests.",
        "year": 1999,
        "url": "https://example.org/study",
        "verified": True,
        "note": "Made up for the tests.",
        "display": "family",
        "display_why": "Controlled pair",
        "study": "example-1999",
        "direction": "higher-is-better",
        "kind": "benefit",
    }
    return {**record, **changes}


def guideline_record(record_id: str) -> dict[str, object]:
    """One guideline record with every key."""
    return {
        "id": record_id,
        "guideline": "EX1",
        "title": "Made-up guideline",
        "rec": None,
        "year": 2020,
        "ages": "5-18",
        "presentation": "low-mood",
        "option": "waiting",
        "strength": "should",
        "paraphrase": "Look again within two weeks.",
        "url": "https://example.org/guideline",
        "seen": "primary",
        "checked_on": "2026-11-21",
        "note": "",
    }


def evidence_content() -> dict[str, object]:
    """evidence.yaml of the small grid: one record for each way a record may be used."""
    return {
        "searched": "Made up for the tests, 2026-11-21.",
        "consensus": [],
        "evidence": [
            evidence_record("group-recovery"),
            evidence_record("group-response", outcome="Felt better", comparator="waiting list"),
            evidence_record("other-trial", study="other-2005", timeframe="12 weeks"),
            evidence_record("course-in-words", display="words", comparator_per_100=None),
            evidence_record("staff-only", display="clinician"),
            evidence_record("not-shown", display="no"),
            evidence_record("unseen", verified=False),
            evidence_record("tiny", intervention_per_100=0.3, comparator_per_100=2),
            evidence_record("beyond", intervention_per_100=-107),
            evidence_record("single-arm", comparator="none", comparator_per_100=None),
            evidence_record("sh-dbt-completion", presentation="self-harm", study="dbt-2018"),
            evidence_record("sh-any-therapy", presentation="self-harm", display="words"),
            evidence_record("sh-repeat", presentation="self-harm", display="words"),
            evidence_record("sh-repeat-pair", presentation="self-harm"),
            evidence_record("ssri-fda-suicidality", display="words"),
        ],
        "guidelines": [guideline_record("look-again"), guideline_record("heard-of-pointer")],
    }


def grid_content(**changes: object) -> dict[str, object]:
    """grid.yaml of the small grid as plain values, with these top-level keys changed."""
    content: dict[str, object] = {
        "slug": "low-mood-example",
        "version": "1.0",
        "language": "en",
        "title": "Low mood, an example",
        "decision": "You feel low. What would you like to try next?",
        "ages": {"from": 11, "to": 17},
        "country": "England",
        "groupings": ["getting-help"],
        "setting": "nhs",
        "audience": "young-person",
        "for_whom": "Teenagers who feel low.",
        "not_for": "People who are in danger now.",
        "urgent_help": "If you are not safe, tell an adult you trust now.",
        "safety_first": False,
        "options": [_KEEP, _GROUP],
        "questions": [
            *({"id": key, "text": text} for key, text in QUESTIONS.items()),
            {"id": "wait", "text": "How long is the wait here?", "answered_by": "service"},
        ],
        "answers": {"keep-as-is": _answers("Things stay as they are"), "group": _group_answers()},
        "authors": [{"name": "Example authors", "role": "wrote it for the tests"}],
        "reviewers": [],
        "interests": "none",
        "funder": "none",
        "published": None,
        "review_by": None,
        "update_policy": "Looked at again every year.",
        "licence": "CC BY 4.0",
    }
    return deepcopy({**content, **changes})


def easy_read_content(**changes: object) -> dict[str, object]:
    """The small grid told again in easy read, with these top-level keys changed."""
    content = grid_content()
    for entry in (*content["options"], *_cells(content)):
        entry["picture"] = {"shows": "talking", "alt": "Two people talk."}
    return content | {
        "slug": "low-mood-example-easy-read",
        "title": "Low mood, an example (easy read)",
        "format": "easy-read",
        "made_from": {"slug": "low-mood-example", "version": "1.0"},
        **deepcopy(changes),
    }


def hebrew_content(**changes: object) -> dict[str, object]:
    """The small grid told again from right to left: the same few words in every place."""
    content = grid_content()
    for option, letter in zip(content["options"], "בא", strict=True):
        option |= {"name": f"{HEBREW} {letter}", "line": HEBREW, "provider": HEBREW}
    for question in content["questions"]:
        question["text"] = HEBREW
    for cell in _cells(content):
        cell |= {key: HEBREW for key in ("text", "unknown") if key in cell}
        for figure in cell.get("figures", ()):
            figure.update(dict.fromkeys(FIGURE_WORDS, HEBREW))
    words = ("title", "decision", "for_whom", "not_for", "urgent_help")
    return content | {
        "slug": "low-mood-example-he",
        "language": "he",
        "made_from": {"slug": "low-mood-example", "version": "1.0"},
        "phrases": {name: f"{HEBREW} {len(name)}" for name in asdict(ENGLISH)},
        **dict.fromkeys(words, HEBREW),
        **deepcopy(changes),
    }


def _cells(content: dict[str, object]) -> list[dict[str, object]]:
    return [cell for row in content["answers"].values() for cell in row.values()]


def as_yaml(content: object) -> bytes:
    """Plain values as YAML, one value to a line, in the order given."""
    text = yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100_000)
    return text.encode("utf-8")


class _Plain(yaml.SafeDumper):
    """Writes a value out each time it occurs."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (PyYAML names it)
        return True


def minimal_grid_yaml(**changes: object) -> bytes:
    """grid.yaml of the small grid, with these top-level keys changed."""
    return as_yaml(grid_content(**changes))


def minimal_evidence_yaml() -> bytes:
    """The evidence.yaml beside it."""
    return as_yaml(evidence_content())


def minimal_grid(**changes: object) -> Grid:
    """The small grid itself, with these top-level keys of its file changed."""
    reading = read(minimal_grid_yaml(**changes))
    assert reading.grid is not None, reading.faults
    return reading.grid


def grid_files(folder: Path, **changes: object) -> Path:
    """A folder with the two files of the small grid, these top-level keys changed."""
    made = folder / str(uuid4())
    made.mkdir(parents=True)
    (made / "grid.yaml").write_bytes(minimal_grid_yaml(**changes))
    (made / "evidence.yaml").write_bytes(minimal_evidence_yaml())
    return made


def read(grid_yaml: bytes, evidence_yaml: bytes | None = None) -> GridReading:
    """These files as the checker reads them; without evidence, that of the small grid."""
    evidence = minimal_evidence_yaml() if evidence_yaml is None else evidence_yaml
    return read_grid(grid_yaml, evidence, grid_name="grid.yaml", evidence_name="evidence.yaml")


_KEEP = {
    "id": "keep-as-is",
    "name": "Keep things as they are for now",
    "line": "No new help now. We talk again soon.",
    "provider": "You, and the people close to you",
    "no_change": True,
}
_GROUP = {
    "id": "group",
    "name": "Group meetings",
    "line": "You meet with other teenagers and a leader.",
    "provider": "A trained leader",
    "ages": {"from": 12, "to": 17},
    "only_if": "Only after a first talk with the team",
}


def _answers(opening: str) -> dict[str, object]:
    return {
        question: {"text": f"{opening}. This is the answer about {question.replace('-', ' ')}."}
        for question in QUESTIONS
    }


def _group_answers() -> dict[str, object]:
    return {
        **_answers("You meet in a group"),
        "who-where": {"text": "A leader, for 8 weeks.", "sources": ["look-again"]},
        "how-many": {"text": "More got better in the group.", "figures": [FIGURE]},
        "if-not": {"unknown": "Nobody has looked at this yet, so we do not know."},
    }
