// The map as a page that is taken away: node exported.mjs SERVER
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, open, run, violations } from "./browser.mjs";

const [server] = process.argv.slice(2);
const answer = await fetch(`${server}/api/v1/export?format=html`);
assert.equal(answer.status, 200);
const folder = await mkdtemp(join(tmpdir(), "akin-map-"));
const file = join(folder, "map.html");
await writeFile(file, await answer.text());
const url = pathToFileURL(file).href;
const browser = await launch();

/** Opens the file without a network, and fails where it complained or asked for anything else. */
async function on(options, use) {
  const opened = await open(browser, url, { offline: true, ...options });
  try {
    await use(opened);
    assert.deepEqual(opened.seen.errors, []);
    assert.deepEqual(opened.seen.requests, [url]);
    assert.deepEqual(await opened.page.evaluate(() => window.watched.violations), []);
  } finally {
    await opened.close();
  }
}

/** How many points of the canvas are drawn. */
const drawn = (page) =>
  page.locator("#map").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
    return count;
  });

await run(
  "exported",
  {
    "the map is drawn from the file alone, and fit for everybody": async () => {
      for (const colorScheme of ["light", "dark"]) {
        await on({ colorScheme }, async ({ page }) => {
          await page.getByText(/^\d+ papers$/).waitFor();
          assert.ok((await drawn(page)) > 100);
          assert.deepEqual(await violations(page), []);
        });
      }
    },
    "titles are found, and listed as links to the web alone": async () => {
      await on({}, async ({ page }) => {
        await page.getByLabel("Search titles").fill("kites");
        await page.locator("#results li").first().waitFor();
        for (const link of await page.locator("#results a").all()) {
          assert.match(await link.getAttribute("href"), /^https?:\/\//);
        }
        await page.getByLabel("Search titles").fill("<img");
        await page.getByText(/^1 of/).waitFor();
        assert.equal(await page.locator("#results li").textContent(), "<img src=x onerror=alert(1)> kites");
        assert.equal(await page.locator("img, b").count(), 0);
      });
    },
    "the map moves by keyboard and by wheel, and comes back": async () => {
      await on({}, async ({ page }) => {
        await page.locator("#map").focus();
        const pixels = () => page.locator("#map").evaluate((canvas) => canvas.toDataURL());
        const settled = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const { width, height } = page.viewportSize();
        await page.mouse.move(width - 2, height - 2);
        await settled();
        const before = await pixels();
        await page.keyboard.press("+");
        await page.keyboard.press("ArrowLeft");
        await settled();
        const nearer = await pixels();
        assert.notEqual(nearer, before);
        await page.mouse.wheel(0, -300);
        await settled();
        assert.notEqual(await pixels(), nearer);
        await page.getByRole("button", { name: "Show all" }).click();
        await page.mouse.move(width - 2, height - 2);
        await settled();
        assert.equal(await pixels(), before);
      });
    },
    "a point tells its title, and leads to the paper": async () => {
      await on({}, async ({ page }) => {
        const box = await page.locator("#map").boundingBox();
        const [px, py] = await page.evaluate(() => {
          // The first paper lies at the left end of the map, in the middle.
          const { papers } = JSON.parse(document.getElementById("data").textContent);
          const xs = papers.map((paper) => paper[0]), ys = papers.map((paper) => -paper[1]);
          const canvas = document.getElementById("map");
          const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
          const scale = 0.9 * Math.min(canvas.clientWidth / (right - left || 1), canvas.clientHeight / (bottom - top || 1));
          const first = papers.findIndex((paper) => paper[5]);
          return [
            (xs[first] - (left + right) / 2) * scale + canvas.clientWidth / 2,
            (ys[first] - (top + bottom) / 2) * scale + canvas.clientHeight / 2,
          ];
        });
        await page.mouse.move(box.x + px, box.y + py);
        await page.locator("#tip").waitFor();
        assert.ok((await page.locator("#tip").textContent()).length > 5);
        const opened = page.context().waitForEvent("page");
        await page.mouse.down();
        await page.mouse.up();
        const popup = await opened;
        assert.equal(await popup.evaluate(() => window.opener).catch(() => null), null);
        await popup.close();
      });
    },
  },
  async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  },
);
