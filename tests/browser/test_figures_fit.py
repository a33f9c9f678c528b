"""Figures alone in a page, in a window that is lower and narrower than they are."""

import pytest
from playwright.sync_api import Page

from unsigned_peace import data, figures
from unsigned_peace.figures import Chart

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

OUTSIDE = """box => {
  const whole = box.getBoundingClientRect();
  return [...box.querySelectorAll("div")]
    .filter((one) => getComputedStyle(one).position === "sticky")
    .map((one) => [one.style, one.getBoundingClientRect()])
    .filter(([held, at]) =>
      (held.left && at.left < whole.left - 1) || (held.top && at.top < whole.top - 1) ||
      (held.bottom && at.bottom > whole.bottom + 1))
    .map(([held]) => held.cssText);
}"""


@pytest.mark.parametrize(
    "chart",
    [
        figures.timeline(data.events(), start="1951-06-01", end="1951-12-31"),
        figures.polls(data.polls(), data.poll_answers()),
        figures.position_ladder(data.positions(), "territory"),
        figures.what_kurils_meant(data.kurile_readings()),
    ],
    ids=["timeline", "polls", "ladder", "readings"],
)
def test_headings_and_axes_stay_in_view(page: Page, chart: Chart) -> None:
    page.set_viewport_size({"width": 683, "height": 384})  # 1366 by 768 at 200 per cent
    page.set_content(chart.html())
    box = page.locator(".up-scroll")
    for place in ("0, 0", "150, 100", "9999, 9999"):
        box.evaluate(f"box => box.scrollTo({place})")
        assert box.evaluate(OUTSIDE) == [], place
