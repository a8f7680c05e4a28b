"""Every page in a real browser, on a phone and at a desk: it fits and has no barriers."""

from importlib.resources import files

import pytest

from tests.doors.pages.tour import keys, live_through, pages
from tests.doors.pages.world import STORE, LoopApart, served

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
SMALLEST = 44
"""The least side of what a finger aims at, in CSS pixels; links inside a text are exempt."""

TOO_SMALL = """least => [...document.querySelectorAll(
    'button, .button, input, select, summary, nav a')]
  .filter(one => one.checkVisibility() && one.type !== 'hidden')
  .map(one => [one.closest('label.choice') ?? one, one.outerHTML.slice(0, 90)])
  .filter(([one]) => { const box = one.getBoundingClientRect();
                       return box.height < least || box.width < least })
  .map(([, text]) => text)"""
COVERED = """() => {
  const all = [...document.querySelectorAll('button, .button, input, select, textarea')]
    .filter(one => one.checkVisibility() && !['hidden', 'radio', 'checkbox'].includes(one.type))
    .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 60)]);
  return all.flatMap(([a, here], at) => all.slice(at + 1)
    .filter(([b]) => a.left + 1 < b.right && b.left + 1 < a.right
                  && a.top + 1 < b.bottom && b.top + 1 < a.bottom)
    .map(([, there]) => `${here} and ${there}`)) }"""
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
REACHED = """() => { const one = document.activeElement;
  return one === document.body ? '' : (one.innerText || one.name || one.tagName) }"""


@pytest.fixture
def api(api):
    api._loop.close()
    api._loop = LoopApart()
    return api


@pytest.fixture
def day(world):
    return live_through(world)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desk", "dark")])
def test_pages_fit_and_have_no_barriers(world, day, browser, size, scheme):
    found, desks = [], keys(world)
    with served(world.runtime) as base:
        for who, paths in pages(world, day).items():
            context = browser.new_context(
                viewport=dict(zip(("width", "height"), SIZES[size], strict=True)),
                color_scheme=scheme,
                bypass_csp=True,
                locale="en-GB",
            )
            page = context.new_page()
            if who:
                sign_in(page, base, desks[who])
            for path in paths:
                page.goto(base + path)
                page.evaluate(UNFOLD)
                found += [f"{path}: {what}" for what in barriers(page)]
            context.close()
    assert not found, "\n".join(found)


def barriers(page) -> list[str]:
    found = []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        found.append(f"{wide} pixels too wide")
    found += [f"too small for a finger: {one}" for one in page.evaluate(TOO_SMALL, SMALLEST)]
    found += [f"one covers the other: {both}" for both in page.evaluate(COVERED)]
    page.evaluate(AXE)
    seen = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    for one in seen["violations"]:
        found += [f"{one['id']}: {node['html'][:120]}" for node in one["nodes"]]
    return found


def wait_for_focus(page, name: str) -> None:
    """Wait as a person does who looks where the cursor is: a page focuses only once it is drawn."""
    page.wait_for_function(f"({REACHED})() === '{name}'")


def sign_in(page, base: str, key: str) -> None:
    page.goto(f"{base}/enter")
    page.get_by_label("Your key").fill(key)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/enter" not in url)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_goods_are_handed_over_with_the_keyboard_alone(world, day, browser):
    part = world.parts(day.ready)[0]
    number = world.order(day.ready)["number"]
    with served(world.runtime) as base:
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
        sign_in(page, base, world.key())
        wait_for_focus(page, "q")
        page.keyboard.type(f"{number} {part.code}")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tasks/**")
        wait_for_focus(page, "code")
        page.keyboard.press("Enter")
        page.wait_for_url("**/store/*?done=hand-over")
        assert page.get_by_role("status").is_visible()
        page.close()
    assert world.parts(day.ready)[0].status.value == "handed_over"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_policy_lets_the_look_in_and_nothing_else(world, day, browser):
    said = []
    with served(world.runtime) as base:
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{base}/o/{world.token(day.ready)}")
        brand = page.evaluate("getComputedStyle(document.body).getPropertyValue('--brand')")
        page.close()
    assert brand
    assert not [text for text in said if "Content Security Policy" in text]
    assert all(url.startswith(base) for url in asked)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sale_is_made_by_scanning_and_typing(world, day, browser):
    with served(world.runtime) as base:
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
        sign_in(page, base, world.key("tills", place=STORE, door="till"))
        page.goto(f"{base}/store/{STORE}/sell")
        wait_for_focus(page, "add")
        page.keyboard.type("9520000000059")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sell?sku=**")
        page.get_by_label("Cash given").fill("30")
        page.keyboard.press("Enter")
        page.wait_for_url("**/receipts/**")
        assert page.locator(".huge").inner_text() == "€5.10"
        page.close()
