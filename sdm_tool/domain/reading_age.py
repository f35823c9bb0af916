"""How old a reader a text asks for: the Flesch-Kincaid grade (Kincaid and others, 1975) plus 5."""

import re
from functools import lru_cache

AIM = 11.0
LIMIT = 14.0

# Names that a family will hear anyway. Each counts as one plain word of two syllables.
EXEMPT_NAMES = (
    "attention deficit hyperactivity disorder",
    "child and adolescent mental health services",
    "cognitive behavioural therapy",
    "dialectical behaviour therapy",
    "eye movement desensitisation and reprocessing",
    "interpersonal psychotherapy",
    "mentalisation based therapy",
    "mentalisation-based therapy",
    "psychodynamic psychotherapy",
    "atomoxetine",
    "citalopram",
    "dexamfetamine",
    "escitalopram",
    "fluoxetine",
    "fluvoxamine",
    "guanfacine",
    "lisdexamfetamine",
    "melatonin",
    "methylphenidate",
    "sertraline",
)
_EXEMPT_SYLLABLES = 2
_STAND_IN = "Qq"
_NAMES = re.compile(rf"\b({'|'.join(map(re.escape, EXEMPT_NAMES))})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?:\s|$)|\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATION = re.compile(r"[A-Z]{2,}s?")

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouysxzcg]es$(?<!ches)(?<!shes)|[^aeiouytd]ed$"
)
_SILENT_MIDDLE = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ly|ful|less|ment|ness|thing|times?|one|where)$)|(?<=ev)e(?=ry)"
)
_TWO_SOUNDS = re.compile(
    r"(?<![ctgs])i[ao](?!ur)|iet|ien(?=c)|(?<![qg])ua(?!r)|eate|eati|[aeou]ing|[aeou]?yi|eo(?!p)|iu|uou|uici|(?<=[aeiou][^aeiou])ea$"
    r"|ism$|[^aeiouy]n['’]t$"
)


@lru_cache(maxsize=512)
def reading_age(text: str) -> float:
    """The age in years at which the text is read with ease; 5 or less for the plainest.

    A full stop or an empty line ends a sentence. The formula is rough on a few words: measure a
    whole column or page. A text without words has the age 0.
    """
    prepared = _NAMES.sub(_STAND_IN, text)
    sentences = [found for part in sentences_of(prepared) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(map(_weight, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return grade + 5


def sentences_of(text: str) -> list[str]:
    """Return the text parted at full stops, question and exclamation marks, and empty lines."""
    return _SENTENCE_END.split(text)


@lru_cache(maxsize=16_384)
def syllables(word: str) -> int:
    """How many syllables an English word has by rule; at least 1."""
    plain = _SILENT_MIDDLE.sub("", word.lower())
    groups = len(_VOWELS.findall(plain)) + len(_TWO_SOUNDS.findall(plain))
    if groups > 1 and _SILENT_END.search(plain):
        groups -= 1
    return max(groups, 1)


def _weight(word: str) -> int:
    if word == _STAND_IN or _ABBREVIATION.fullmatch(word):
        return _EXEMPT_SYLLABLES
    return syllables(word)
