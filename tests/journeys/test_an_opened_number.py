"""A number opened as 100 people stands under its own name, and under no other option's."""

from playwright.sync_api import Page, expect

from tests.journeys.pages.accounts import sign_in
from tests.journeys.pages.records import begin, make_record

ON_TOP = """title => {
  const box = title.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
  return title === seen || title.contains(seen);
}"""


def test_no_names_of_columns_stand_over_an_opened_number(scripted_page: Page):
    page = scripted_page
    page.set_viewport_size({"width": 768, "height": 1024})
    sign_in(page, "clinician")
    make_record(page)
    page.goto(
        f"{begin(page, 'Low mood')}/together?chosen=1&show=cbt-one-to-one&show=cbt-with-medicine"
    )

    page.get_by_role("link", name="See it as 100 people").first.click()

    title = page.locator("tr:not([hidden]) .sdm-tray__title")
    expect(title).to_be_in_viewport()
    assert title.evaluate(ON_TOP)
    expect(page.get_by_role("columnheader", name="Question", exact=True)).not_to_be_in_viewport()
