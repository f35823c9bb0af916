"""Easy read and other languages: what they must hold, and what may not differ from their source."""

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid_compare import compare
from sdm_tool.domain.grid_formats import Format, Picture
from sdm_tool.domain.linked_versions import differences, retell
from sdm_tool.resources import static_folder
from sdm_tool.services.grid_files import check_grids, load_grids
from sdm_tool.services.grids import load_catalogue
from tests.factories.grids import (
    HEBREW,
    as_yaml,
    easy_read_content,
    grid_content,
    hebrew_content,
    minimal_evidence_yaml,
    minimal_grid,
    read,
)


def rules_of(content: dict) -> dict[str, str]:
    return {fault.rule: fault.message for fault in read(as_yaml(content)).faults}


def grid_of(content: dict):
    reading = read(as_yaml(content))
    assert reading.grid is not None, reading.faults
    return reading.grid


def test_easy_read_with_short_sentences_and_pictures_is_a_grid():
    grid = grid_of(easy_read_content())

    assert (grid.format, grid.made_from.version) == (Format.EASY_READ, "1.0")
    assert grid.option("group").picture.alt == "Two people talk."
    assert grid.answer("group", "what").picture.shows is Picture.TALKING


def test_a_long_sentence_is_refused_in_easy_read_only():
    words = "You meet with " + "other people, " * 6 + "and talk."

    assert "easy-read.long-sentence" not in rules_of(grid_content(decision=words))
    assert "17 words" in rules_of(easy_read_content(decision=words))["easy-read.long-sentence"]


def test_two_ideas_in_one_sentence_are_pointed_at_without_holding_the_grid_back():
    content = easy_read_content(decision="You meet a leader, and you talk.")

    assert "two ideas" in rules_of(content)["easy-read.two-ideas"]
    assert read(as_yaml(content)).grid is not None


def test_easy_read_needs_a_picture_beside_every_option_and_answer():
    content = easy_read_content()
    del content["options"][1]["picture"]
    del content["answers"]["group"]["what"]["picture"]

    places = [f.path for f in read(as_yaml(content)).faults if f.rule == "easy-read.picture"]
    assert places == ["options.2", "answers.group.what"]


def test_easy_read_names_the_version_that_it_tells_again():
    content = easy_read_content()
    del content["made_from"]

    assert "made_from" in rules_of(content)["easy-read.made-from"]


def test_a_picture_that_nobody_drew_is_refused():
    content = easy_read_content()
    content["options"][0]["picture"]["shows"] = "unicorn"

    assert "talking" in rules_of(content)["structure.choice"]


@pytest.mark.parametrize("picture", Picture)
def test_every_picture_has_its_drawing(picture: Picture):
    drawing = (static_folder() / "pictures" / f"{picture}.svg").read_text(encoding="utf-8")
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">')


def test_another_language_brings_the_words_around_it():
    content = hebrew_content()
    assert grid_of(content).words_around.not_known.startswith(HEBREW)

    del content["phrases"]["not_known"]
    assert "not_known" in rules_of(content)["structure.missing"]
    del content["phrases"]
    assert "phrases" in rules_of(content)["language.phrases"]


def test_words_around_a_grid_that_stayed_english_are_named():
    content = hebrew_content()
    content["phrases"]["not_known"] = "We do not know"

    assert "still in English" in rules_of(content)["language.not-translated"]


def test_it_is_said_that_nobody_measured_another_language():
    assert "has to check" in rules_of(hebrew_content())["reading.other-language"]


def test_the_same_content_in_other_words_does_not_differ():
    source = minimal_grid()

    assert differences(grid_of(easy_read_content()), source) == ()
    assert differences(grid_of(hebrew_content()), source) == ()


def test_everything_that_differs_from_the_source_is_named():
    content = easy_read_content(ages={"from": 5, "to": 10})
    content["questions"].append({"id": "cost", "text": "What does it cost?"})
    for row in content["answers"].values():
        row["cost"] = {"text": "It is free.", "picture": content["options"][0]["picture"]}
    cells = content["answers"]["group"]
    del cells["how-many"]["figures"]
    cells["who-where"]["sources"] = []
    cells["who-where"]["text"] = "A leader."
    cells["if-not"] |= {"text": "You can stop."}
    del cells["if-not"]["unknown"]

    said = differences(grid_of(content), minimal_grid())

    assert [words.partition(":")[0] for words in said] == [
        "It speaks to other people",
        "The question “cost” is not in the source.",
        "The sources behind the words are not those of the source version",
        "The numbers are not those of the source",
        "What is not known is not told as in the source",
    ]
    assert "“Group meetings”, “How many people does it help?”" in said[3]


def test_who_answers_and_to_whom_an_option_is_open_may_not_differ():
    content = easy_read_content()
    content["options"][1]["ages"] = {"from": 16, "to": 17}
    content["questions"][4]["answered_by"] = "service"
    for row in content["answers"].values():
        del row["downsides"]

    said = " ".join(differences(grid_of(content), minimal_grid()))

    assert "Ages of an option, or which one keeps things as they are, differ" in said
    assert "Each service has to answer the same questions for itself" in said
    assert "Only one of the two has an answer: “Group meetings”" in said


def test_what_was_not_translated_is_named():
    content = hebrew_content(urgent_help=grid_content()["urgent_help"])
    content["answers"]["group"]["what"]["text"] = grid_content()["answers"]["group"]["what"]["text"]

    assert differences(grid_of(content), minimal_grid()) == (
        "The urgent help is word for word as in the source: it is not translated.",
        "1 answer is word for word as in the source: not translated.",
    )


def test_a_link_leads_to_the_first_version():
    content = easy_read_content()
    retell(content, language="cy", written=Format.EASY_READ)
    assert content["made_from"] == {"slug": "low-mood-example", "version": "1.0"}

    again = grid_of(easy_read_content(slug="again"))
    assert "Name low-mood-example, version 1.0." in differences(again, again)[0]


def test_a_source_in_another_folder_is_held_against_too(tmp_path):
    for name, content in (("a", grid_content()), ("b", easy_read_content(audience="parent"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "grid.yaml").write_bytes(as_yaml(content))
        (tmp_path / name / "evidence.yaml").write_bytes(minimal_evidence_yaml())

    catalogue = load_catalogue((tmp_path / "a", tmp_path / "b"))

    assert [grid.slug for grid in catalogue.grids] == ["low-mood-example"]
    assert [fault.rule for fault in catalogue.faults] == ["linked.differs"]


def test_a_folder_with_a_version_that_differs_from_its_source_leaves_it_out(tmp_path):
    other = easy_read_content(audience="parent")
    for name, content in (("source", grid_content()), ("told", other)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "grid.yaml").write_bytes(as_yaml(content))
        (tmp_path / name / "evidence.yaml").write_bytes(minimal_evidence_yaml())

    checked = {check.slug: check for check in check_grids([tmp_path])}

    assert checked["low-mood-example"].ok
    fault = checked["low-mood-example-easy-read"].faults[-1]
    assert (fault.rule, fault.path) == ("linked.differs", "made_from")
    assert [slug for slug, _ in load_grids(tmp_path).grids] == ["low-mood-example"]


def test_a_copy_becomes_the_beginning_of_a_linked_version():
    easy, welsh = grid_content(), grid_content()

    retell(easy, language="en", written=Format.EASY_READ)
    retell(welsh, language="cy", written=Format.STANDARD)

    source = {"slug": "low-mood-example", "version": "1.0"}
    assert (easy["slug"], easy["made_from"]) == ("low-mood-example-easy-read", source)
    assert (welsh["slug"], welsh["language"]) == ("low-mood-example-cy", "cy")
    assert welsh["phrases"]["not_known"] == "We do not know"


def test_what_a_version_is_already_cannot_be_made_of_it():
    with pytest.raises(DomainError, match="already"):
        retell(grid_content(), language="en", written=Format.STANDARD)


def test_a_change_of_picture_or_phrase_shows_in_a_comparison():
    before, content = hebrew_content(), hebrew_content(version="1.1")
    content["options"][0]["picture"] = {"shows": "home", "alt": HEBREW}
    content["phrases"]["notes"] = f"{HEBREW} {HEBREW}"

    changed = compare(grid_of(before), grid_of(content)).changed

    assert {field.name for part in changed for item in part.items for field in item.fields} == {
        "picture",
        "phrases",
    }
