"""Figures alone in a page, in a window that is lower and narrower than they are."""

import pytest
from playwright.sync_api import Page

from unsigned_peace import data, figures
from unsigned_peace.figures import Chart

pytestmark = [pytest.mark.browser, pytest.mark.timeout(200)]

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


SIGN = """box => {
  const sign = box.querySelector(".up-more").getBoundingClientRect();
  const whole = box.getBoundingClientRect();
  const over = [...box.querySelectorAll("div")].map((one) => one.getBoundingClientRect());
  return {
    inside: sign.bottom <= whole.bottom && sign.top >= whole.top,
    covered: over.some((one) => one.top <= sign.top + 1 && one.bottom >= sign.bottom - 1 &&
      one.height < 2 * sign.height && one.left <= sign.left && one.right >= sign.right),
  };
}"""


@pytest.mark.parametrize(
    "chart",
    [figures.position_ladder(data.positions()), figures.recipient_ladder(data.drafts())],
    ids=["axis below", "headings above"],
)
def test_a_picture_that_goes_on_says_so_until_its_end_is_seen(page: Page, chart: Chart) -> None:
    page.set_viewport_size({"width": 683, "height": 384})
    page.set_content(chart.html())
    box = page.locator(".up-scroll")
    assert box.evaluate(SIGN) == {"inside": True, "covered": False}
    box.evaluate("box => box.scrollTo(60, 9999)")
    assert box.evaluate(SIGN) == {"inside": True, "covered": True}
    page.set_viewport_size({"width": 1366, "height": 2000})
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight")
    assert box.evaluate(SIGN) == {"inside": True, "covered": True}
