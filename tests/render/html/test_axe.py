"""The page for who cannot see it well: axe-core finds nothing, on a phone, a screen and paper."""

import json
import os
from typing import Any

import pytest

from achillescli.render.html import pdf
from tests.kit import node
from tests.kit.page import EN, NL
from tests.kit.sheet import COURSES, LONG, drawn, handed

RUN = """
const {chromium} = require('playwright-core'), axe = require('axe-core').source;
const {browser: executablePath, pages} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const sizes = {phone: [390, 844], screen: [1280, 900], print: [794, 1123]};
(async () => {
  const found = {}, browser = await chromium.launch({executablePath});
  for (const [size, [width, height]] of Object.entries(sizes)) {
    const context = await browser.newContext({bypassCSP: true, viewport: {width, height}});
    const page = await context.newPage();
    await page.emulateMedia({media: size === 'print' ? 'print' : 'screen'});
    for (const [name, html] of Object.entries(pages)) {
      await page.setContent(html);
      await page.evaluate(axe);
      found[`${name}, ${size}`] = await page.evaluate(async () => {
        const {violations, passes} = await axe.run();
        return {
          findings: violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`),
          passes: passes.length,
          over: document.documentElement.scrollWidth - innerWidth,
        };
      });
    }
  }
  await browser.close();
  console.log(JSON.stringify(found));
})();
"""
PAGES = [
    *[("not begun", NL), ("first week", EN), ("flare", NL), ("twelve weeks", EN)],
    *[("a lot", NL), ("every sign", EN), ("maintenance", EN), ("ten years", NL)],
]
Seen = dict[str, dict[str, Any]]
HOW = "apt-get install chromium && npm install -g axe-core playwright-core"


@pytest.fixture(scope="module")
def seen() -> Seen:
    """Return what axe-core says of each page in each size."""
    browser = pdf.browser(os.environ)
    if browser is None or node.missing("axe-core", "playwright-core"):
        pytest.skip(f"Chromium, axe-core or playwright-core is not installed: {HOW}")
    pages = {
        f"{name}, {words.language}": drawn(
            handed(*(COURSES | LONG)[name]), words, notes=True, name="A. Jansen"
        )
        for name, words in PAGES
    }
    broken = "<!DOCTYPE html><title>x</title><img src=x><p style='color:#ccc'>x"
    told = node.printed(RUN, json.dumps({"browser": browser, "pages": {**pages, "broken": broken}}))
    assert told
    found: Seen = json.loads(told)
    return found


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page_in_any_size(seen: Seen) -> None:
    pages = {name: page for name, page in seen.items() if not name.startswith("broken")}
    assert len(pages) == len(PAGES) * 3
    assert {name: page["findings"] for name, page in pages.items() if page["findings"]} == {}
    assert min(page["passes"] for page in pages.values()) > 15


@pytest.mark.slow
def test_no_page_is_wider_than_its_screen(seen: Seen) -> None:
    assert {name: page["over"] for name, page in seen.items() if page["over"] > 0} == {}


@pytest.mark.slow
def test_a_page_that_is_broken_is_found(seen: Seen) -> None:
    broken = [page["findings"] for name, page in seen.items() if name.startswith("broken")]
    assert all(any("image-alt" in line for line in findings) for findings in broken)
    assert len(broken) == 3
