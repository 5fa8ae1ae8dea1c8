// The pages for people, in a browser: judged by axe, without a script, by keyboard, and with texts that mean harm.
import assert from "node:assert/strict";
import { assertQuiet, launch, open, run, violations } from "./browser.mjs";

const [server, ...hostile] = process.argv.slice(2);
const browser = await launch();
const PAPER = "/papers/arxiv:2306.00978";
const PAGES = [
  "/",
  "/search",
  "/search?q=kites",
  "/search?q=kites&published_from=2031",
  "/papers",
  "/papers/trending",
  "/papers/date/2023-06-05",
  "/papers/week/2023-W23",
  "/papers/month/2023-06",
  "/papers/date/2020-01-01",
  PAPER,
  `${PAPER}?why=sentences`,
  "/papers/hep-th/9901001",
  "/papers/arxiv:2301.99999",
  "/recommend",
  "/recommend?positive=2306.00978&text=bread&negative=hep-th/9901001",
  "/recommend?positive=arxiv:2301.99999&unknown=arxiv:2301.88888",
  "/topics",
  "/topics/kites-wind",
  "/topics/sour-dough?p=2",
  "/topics/nothing",
  "/papers/date/nonsense",
  "/nowhere",
];

/** A missing paper has a page of its own, of which the console complains. */
const complaints = (errors) => errors.filter((error) => !/status of 40[04]/.test(error));

const look = async (path, options, check) => {
  const opened = await open(browser, server + path, options);
  try {
    opened.seen.errors = complaints(opened.seen.errors);
    await check(opened);
  } catch (error) {
    error.message = `${path} ${JSON.stringify(options)}: ${error.message}`;
    throw error;
  } finally {
    await opened.close();
  }
};

const WIDTHS = [360, 768, 1440];

await run(
  "pages",
  {
    async "axe finds nothing on any page, light or dark, and nothing is loaded from elsewhere"() {
      for (const path of PAGES) {
        await look(path, {}, async ({ page, seen }) => {
          await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
          for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            assert.deepEqual(await violations(page), [], colorScheme);
          }
          await assertQuiet({ page, seen: { ...seen, errors: complaints(seen.errors) } }, server);
        });
      }
    },

    async "no page is wider than its screen"() {
      for (const path of PAGES) {
        await look(path, {}, async ({ page }) => {
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            const [inner, outer] = await page.evaluate(() => [
              document.documentElement.scrollWidth,
              document.documentElement.clientWidth,
            ]);
            assert.ok(inner <= outer, `${inner} of ${outer} pixels`);
          }
        });
      }
    },

    async "without a script one searches, reads, chooses and changes one's mind"() {
      await look("/", { javaScriptEnabled: false }, async ({ page }) => {
        await page.getByRole("searchbox").fill("kites");
        await page.getByRole("button", { name: "Search" }).click();
        await page.getByRole("heading", { level: 2 }).first().getByRole("link").click();
        assert.match(new URL(page.url()).pathname, /^\/papers\//);
        const title = await page.getByRole("heading", { level: 1 }).textContent();
        await page.getByRole("link", { name: /^Not this/ }).first().click();
        assert.equal(await page.locator(".chips.like li > :first-child").textContent(), title);
        assert.equal(await page.locator(".chips.unlike li").count(), 1);
        await page.getByLabel("Add papers or a text").fill("10.1145/3292500.3330701\nnothing so named");
        await page.getByRole("button", { name: "Add to what I like" }).click();
        assert.equal(await page.locator(".chips.like li").count(), 3);
        await page.locator(".chips.unlike .drop").click();
        assert.equal(await page.locator(".chips.unlike li").count(), 0);
        assert.ok((await page.locator(".hits li").count()) > 0);
        await page.getByText("Filter and order").click();
        await page.getByLabel("Order").selectOption("newest");
        await page.getByRole("button", { name: "Apply" }).click();
        assert.match(page.url(), /sort=newest/);
        assert.equal(await page.locator(".chips.like li").count(), 3);
      });
    },

    async "a formula is set where a script may run, and readable where none may"() {
      await look(PAPER, {}, async ({ page, seen }) => {
        await page.waitForSelector("h1 .tex .katex");
        await page.waitForLoadState("networkidle");
        assert.ok(seen.requests.some((url) => url.includes("/assets/katex/fonts/")), "a font of its own");
        await assertQuiet({ page, seen }, server);
      });
      await look(PAPER, { javaScriptEnabled: false }, async ({ page }) => {
        assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Kites in O(n²) wind");
      });
    },

    async "the keyboard reaches everything, and one sees where one is"() {
      await look(PAPER, {}, async ({ page }) => {
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
        assert.ok((await page.locator(".skip").boundingBox()).x >= 0, "the skip link shows itself");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "content");
        await page.keyboard.press("/");
        assert.equal(await page.evaluate(() => document.activeElement.id), "q");
        const links = await page.locator("main a:visible, main button:visible, main summary").count();
        const reached = new Set();
        await page.locator("#content").focus();
        for (let i = 0; i < links + 20; i++) {
          await page.keyboard.press("Tab");
          const seen = await page.evaluate(() => {
            const one = document.activeElement;
            one.dataset.at ??= String(Math.random());
            return { at: one.dataset.at, inside: !!one.closest("main"), outline: getComputedStyle(one).outlineStyle };
          });
          if (seen.inside) {
            assert.notEqual(seen.outline, "none");
            reached.add(seen.at);
          }
        }
        assert.equal(reached.size, links);
      });
    },

    async "a reference is copied, and a file is read into the form"() {
      await look(PAPER, { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
        await page.getByText("Cite", { exact: true }).click();
        await page.getByRole("button", { name: "Copy the BibTeX" }).click();
        await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent === "Copied");
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^@article\{lovelace2023kites/);
      });
      await look("/recommend", {}, async ({ page }) => {
        const file = { name: "a.bib", mimeType: "text/plain", buffer: Buffer.from("@misc{a, title={Bread}}") };
        await page.locator("input[type=file]").setInputFiles(file);
        await page.waitForFunction(() => document.getElementById("add").value.startsWith("@misc"));
      });
    },

    async "nothing moves while a page loads"() {
      for (const path of ["/search?q=bread", "/papers/date/2023-06-03", "/recommend?text=bread"]) {
        await look(path, {}, async ({ page }) => {
          await page.waitForLoadState("networkidle");
          assert.deepEqual(await page.evaluate(() => window.watched.shifts), []);
        });
      }
    },

    async "texts that mean harm do none"() {
      const opened = await open(browser, server + "/papers");
      const { page, seen } = opened;
      let pages = 1;
      for (let next = page.locator("[aria-label=Pages] [rel=next]"); await next.count(); pages++) {
        await next.click();
      }
      assert.ok(pages > 1, "there is more than a page of them");
      for (const path of hostile) {
        await page.goto(server + path, { waitUntil: "domcontentloaded" });
        await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        assert.deepEqual(await page.evaluate(() => window.watched.violations), [], path);
      }
      await page.waitForTimeout(500);
      assert.deepEqual(complaints(seen.errors), []);
      assert.deepEqual(
        seen.requests.filter((url) => new URL(url).origin !== server),
        [],
      );
      await opened.close();
    },
  },
  () => browser.close(),
);
