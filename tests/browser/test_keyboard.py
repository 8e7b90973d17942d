"""Every page without a mouse: straight to its content, through all controls, each marked; what opens can be closed."""

from playwright.sync_api import Page, expect

from tests.browser.serving import settle, visit

# `all` are the controls of the content; `look` is what may mark one of them, with the boxes drawn around it.
WATCH = """() => {
  window.all = () => [...document.querySelectorAll('[data-testid=stMain] :is(a[href], button, input, textarea, select, \
summary, [tabindex="0"])')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.getClientRects().length
      && one.tabIndex >= 0 && !one.closest('[aria-hidden=true], [inert]'));
  window.look = (one) => {
    const parts = [];
    for (let part = one; part && parts.length < 4; part = part.parentElement) parts.push(part);
    return parts.map((part) => {
      const {outline, boxShadow, borderColor, backgroundColor, color} = getComputedStyle(part);
      return [outline, boxShadow, borderColor, backgroundColor, color].join();
    }).join('|');
  };
  window.drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  window.passed = new Map();
}"""
NOTE = """async () => {
  await drawn();
  passed.set(document.activeElement, look(document.activeElement));
  return document.activeElement.closest('[data-testid=stMain]') !== null;
}"""
MOST_STEPS = 1000
"""A table takes one for each cell of a row."""
FOUND = """async () => {
  document.activeElement.blur();
  await drawn();
  // Of one choice Tab reaches the chosen answer, and arrows the others.
  const choice = (one) => one.closest('[role=radiogroup]') ?? one;
  const reached = (one) => [...passed.keys()].some((other) => choice(one).contains(other));
  const named = (some) => some.map((one) => one.outerHTML.slice(0, 160));
  return {
    missed: named(all().filter((one) => !reached(one))),
    unmarked: named(all().filter((one) => passed.get(one) === look(one))),
  };
}"""


def test_the_content_is_one_step_away_and_every_control_is_reached_and_marked(opened: Page) -> None:
    opened.evaluate(WATCH)
    opened.locator("body").press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Lompat ke isi"
    found = walked(opened)
    if found["missed"]:  # drawn again while the keys ran, a control is another element: walk what stands now
        found = walked(settle(opened))
    assert found == {"missed": [], "unmarked": []}


def walked(page: Page) -> dict[str, list[str]]:
    """Which controls Tab has not reached, and which it reached unmarked, pressed until it leaves the content."""
    page.get_by_text("Lompat ke isi", exact=True).press("Enter")
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if not page.evaluate(NOTE):
            break
    found: dict[str, list[str]] = page.evaluate(FOUND)
    return found


def test_what_a_key_opens_a_key_closes_and_the_focus_stays(page: Page, address: str) -> None:
    visit(page, address)
    page.keyboard.press("c")
    expect(page.get_by_role("dialog"), "a letter alone opens nothing").to_have_count(0)
    question = page.get_by_role("button", name="Dari mana angka ini?")
    question.press("Enter")
    number = settle(page).get_by_role("combobox", name="Angka")
    number.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(number).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(question).to_be_focused()
