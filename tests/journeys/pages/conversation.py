"""The steps of a conversation that the family sees."""

from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation; `address` is that of its list of steps."""

    page: Page
    address: str

    def open(self, step: str = "") -> None:
        """Go to a step as its address names it, or to the list of steps."""
        self.page.goto(f"{self.address}/{step}".rstrip("/"))

    def follow(self, name: str) -> None:
        """Go from the list of steps to one of them."""
        self.open()
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()

    def part(self, name: str) -> None:
        """Open a part of the form that is folded away."""
        self.page.locator("summary").filter(has_text=name).click()

    def press(self, button: str) -> None:
        """Press a button; a form that waits for an earlier save to end is waited for."""
        self.press_while_waiting(button)
        expect(self.page.locator("form[aria-busy=true]")).to_have_count(0)

    def press_while_waiting(self, button: str) -> None:
        """Press a button and do not wait for the form to be sent."""
        self.page.get_by_role("button", name=button).click()

    def group(self, legend: str) -> Locator:
        return self.page.get_by_role("group", name=legend)

    def choose(self, legend: str, choice: str) -> None:
        self.group(legend).get_by_label(choice, exact=True).check()

    def write_date(self, legend: str, day: date) -> None:
        group = self.page.get_by_role("group", name=legend, exact=True).first
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label).fill(str(number))

    # Together

    def mark(self, question: str, *voices: str) -> None:
        """Tap who a question matters to; without scripts, also save."""
        row = self.page.get_by_role("row").filter(has_text=question)
        save = row.get_by_role("button", name="Save marks")
        for voice in voices:
            with self.page.expect_response("**/together/marks"):
                row.get_by_role("checkbox", name=voice).check()
                if save.is_visible():
                    save.click()

    def say_about(self, option: str, voice: str, kind: str, words: str) -> None:
        self.page.get_by_role("link", name=f"Add words about {option}").click()
        self.choose("Whose words are they?", voice)
        self.choose("What kind?", kind)
        self.page.get_by_label("In their own words").fill(words)
        self.press("Add words")
        expect(self.page.get_by_role("main").get_by_text(words)).to_be_visible()

    def bring_option(self, link: str, name: str, line: str) -> None:
        self.page.get_by_role("link", name=link).click()
        self.page.get_by_label("What would you call it?").fill(name)
        self.page.get_by_label("What is it, in one line?").fill(line)
        self.press("Add this option")

    def expect_saved(self) -> None:
        expect(self.page.get_by_role("status")).to_contain_text("Saved at")

    # Limits

    def prompt(self, question: str) -> Locator:
        return self.page.get_by_role("region", name=question)

    def tell_limits(self, option: str, told: dict[str, str]) -> None:
        """Open the limits of an option from the list and write under each prompt."""
        self.page.get_by_role("main").get_by_role("link", name=option, exact=True).click()
        for question, words in told.items():
            self.prompt(question).get_by_role("textbox").first.fill(words)

    # Decide

    def add(self, part: str, fields: dict[str, str]) -> Locator:
        """Open a folded row, fill it in, and return it."""
        self.part(part)
        row = self.page.locator("details[open]").filter(has_text=part)
        for label, words in fields.items():
            field = row.get_by_label(label).first
            if field.evaluate("field => field.matches('select')"):
                field.select_option(words)
            else:
                field.fill(words)
        return row

    def expect_needed(self, *items: str) -> None:
        """Read the list of what is still needed, in its order."""
        needed = self.page.get_by_role("region", name="Still needed").get_by_role("link")
        expect(needed).to_have_text(list(items))
