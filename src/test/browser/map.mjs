// The map, in a browser: drawn, moved, searched and chosen from, by pointer and by keyboard, and harmless whatever papers and topics are called.
import assert from "node:assert/strict";
import { assertQuiet, launch, open, run, slowly, violations } from "./browser.mjs";

const [server] = process.argv.slice(2);
const browser = await launch();

const look = async (path, options, check) => {
  const opened = await open(browser, server + path, { viewport: { width: 1200, height: 900 }, ...options });
  try {
    if (options.javaScriptEnabled !== false) await opened.page.waitForSelector("#map[data-ready]");
    await check(opened);
  } catch (error) {
    error.message = `${path} ${JSON.stringify(options)}: ${error.message}`;
    throw error;
  } finally {
    await opened.close();
  }
};

const status = (page) => page.locator("#map-status").textContent();
const saying = (page, pattern) =>
  page.waitForFunction((source) => new RegExp(source).test(document.getElementById("map-status").textContent), pattern.source);
const shown = async (page) => Number(/^[\d,]+/.exec(await status(page))[0].replaceAll(",", ""));
const remembered = (page, pattern) => page.waitForFunction((source) => new RegExp(source).test(location.hash), pattern.source);

/** Where rows are drawn, in the view that shows all. */
const places = (page) =>
  page.evaluate(async () => {
    const bytes = await (await fetch("/map/points")).arrayBuffer();
    const n = new DataView(bytes).getUint32(8, true);
    const [x, y] = [new Uint16Array(bytes, 16, n), new Uint16Array(bytes, 16 + 2 * n, n)];
    const box = document.getElementById("map").getBoundingClientRect();
    const scale = Math.min(box.width, box.height);
    return Array.from(x, (across, row) => ({
      row,
      x: box.left + (across / 65535 - 0.5) * scale + box.width / 2,
      y: box.top + (0.5 - y[row] / 65535) * scale + box.height / 2,
    }));
  });

await run(
  "map",
  {
    async "axe finds nothing, light or dark, at any width, and nothing is loaded from elsewhere"() {
      await look("/map", {}, async ({ page, seen }) => {
        for (const width of [360, 768, 1440]) {
          await page.setViewportSize({ width, height: 800 });
          for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            assert.deepEqual(await violations(page), [], `${width} ${colorScheme}`);
          }
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          assert.ok(inner <= outer, `${inner} of ${outer} pixels`);
        }
        await assertQuiet({ page, seen }, server);
      });
    },

    async "nothing moves while the map loads"() {
      await look("/map", {}, async ({ page }) => {
        await page.waitForLoadState("networkidle");
        assert.deepEqual(await page.evaluate(() => window.watched.shifts), []);
      });
    },

    async "nothing moves while the page comes in pieces"() {
      const slow = await slowly(server, 9);
      const { page, close } = await open(browser, slow.origin + "/map", { viewport: { width: 1200, height: 900 } });
      await page.waitForSelector("#map[data-ready]");
      assert.deepEqual(await page.evaluate(() => window.watched.shifts), []);
      await close();
      slow.close();
    },

    async "points are drawn, with a graphics card and without"() {
      for (const drawing of ["pixels", "webgl"]) {
        await look(`/map#draw=${drawing}`, {}, async ({ page }) => {
          assert.equal(await page.locator("#map").getAttribute("data-drawing"), drawing);
          const colours = await page.evaluate(
            () =>
              new Promise((done) =>
                requestAnimationFrame(() => {
                  document.getElementById("map-in").click();
                  requestAnimationFrame(() => {
                    const copy = document.createElement("canvas");
                    const from = document.getElementById("map-points");
                    [copy.width, copy.height] = [from.width, from.height];
                    const context = copy.getContext("2d");
                    context.drawImage(from, 0, 0);
                    const pixels = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
                    done(new Set(pixels).size);
                  });
                }),
              ),
          );
          assert.ok(colours > 3, `${colours} colours`);
        });
      }
    },

    async "one moves by pointer, wheel, buttons and keys, and the address keeps the view"() {
      await look("/map", {}, async ({ page }) => {
        const box = await page.locator("#map").boundingBox();
        await page.mouse.move(box.x + 300, box.y + 300);
        await page.mouse.down();
        await page.mouse.move(box.x + 400, box.y + 340, { steps: 4 });
        await page.mouse.up();
        await remembered(page, /x=0\.3/);
        await page.mouse.wheel(0, -300);
        await page.getByRole("button", { name: "Zoom in" }).click();
        await remembered(page, /z=[2-9]/);
        await page.locator("#map-area").focus();
        await page.keyboard.press("0");
        await page.waitForFunction(() => location.hash === "");
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("+");
        await page.getByLabel("Colour by").selectOption("year");
        await remembered(page, /z=1\.40&by=year/);
        const before = await page.evaluate(() => location.hash);
        await page.reload();
        await page.waitForSelector("#map[data-ready]");
        await page.waitForTimeout(300);
        assert.equal(await page.evaluate(() => location.hash), before);
        assert.equal(await page.getByLabel("Colour by").inputValue(), "year");
      });
    },

    async "fingers move and spread the map"() {
      await look("/map", { hasTouch: true }, async ({ page }) => {
        const finger = (type, id, x, y) =>
          page.locator("#map-area").evaluate(
            (area, [kind, pointerId, dx, dy]) => {
              area.setPointerCapture = () => {};
              const box = area.getBoundingClientRect();
              area.dispatchEvent(
                new PointerEvent(kind, { pointerId, pointerType: "touch", bubbles: true, button: 0, clientX: box.left + dx, clientY: box.top + dy }),
              );
            },
            [type, id, x, y],
          );
        await finger("pointerdown", 1, 300, 300);
        await finger("pointerdown", 2, 400, 300);
        await finger("pointermove", 2, 500, 300);
        await finger("pointerup", 1, 300, 300);
        await finger("pointerup", 2, 500, 300);
        await remembered(page, /z=2\.00/);
      });
    },

    async "a point tells its paper and leads to it, by pointer and by keyboard"() {
      await look("/map", {}, async ({ page }) => {
        const [{ x, y, row }] = await places(page);
        const wanted = await page.evaluate(
          async (at) => (await fetch(`/map/paper?v=${document.getElementById("map").dataset.version}&row=${at}`)).json(),
          row,
        );
        await page.mouse.move(x, y);
        await page.waitForSelector("#map-card:not([hidden])");
        assert.equal(await page.locator("#map-card .name").textContent(), wanted.title);
        await page.mouse.click(x, y);
        await page.waitForURL(server + wanted.address);
        await page.goBack();
        await page.waitForSelector("#map[data-ready]");
        await page.locator("#map-area").focus();
        await page.keyboard.press("+");
        await page.waitForSelector("#map-card:not([hidden])");
        const title = await page.locator("#map-card .name").textContent();
        assert.ok((await status(page)).startsWith(title));
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/papers\//);
      });
    },

    async "what is found is marked and listed, and comes back with the address"() {
      await look("/map", {}, async ({ page }) => {
        await page.getByLabel("Find on the map").fill("kites");
        await page.getByRole("button", { name: "Find" }).click();
        await saying(page, /found and marked/);
        assert.ok((await page.locator("#map-found a").count()) > 0);
        await remembered(page, /q=kites/);
        await page.reload();
        await saying(page, /found and marked/);
        await page.getByRole("button", { name: "Clear" }).click();
        await saying(page, /shown/);
        assert.equal(await page.locator("#map-found").isVisible(), false);
      });
    },

    async "an area that is drawn, or all that is in view, becomes seeds of recommendations"() {
      await look("/map", {}, async ({ page }) => {
        const box = await page.locator("#map").boundingBox();
        await page.keyboard.down("Shift");
        await page.mouse.move(box.x + 250, box.y + 100);
        await page.mouse.down();
        for (const [x, y] of [[950, 100], [950, 560], [250, 560]]) await page.mouse.move(box.x + x, box.y + y, { steps: 3 });
        await page.mouse.up();
        await page.keyboard.up("Shift");
        await saying(page, /chosen/);
        const few = await shown(page);
        await page.locator("#map-area").focus();
        await page.keyboard.press("s");
        await saying(page, /chosen; 100 of them/);
        assert.ok((await shown(page)) > few, "all in view are more than those in an area");
        const address = await page.getByRole("link", { name: "Recommend from these" }).getAttribute("href");
        assert.equal(new Set(new URL(address, server).searchParams.get("rows").split(",")).size, 100);
        await page.getByRole("link", { name: "Recommend from these" }).click();
        await page.waitForURL(/\/recommend\?positive=/);
        assert.equal(await page.locator(".chips.like li").count(), 100);
      });
    },

    async "time narrows what is shown, by keyboard too"() {
      await look("/map", {}, async ({ page }) => {
        const all = await shown(page);
        await page.getByLabel("Last month shown").focus();
        await page.keyboard.press("Home");
        await remembered(page, /until=/);
        const early = await shown(page);
        assert.ok(early < all, `${early} of ${all}`);
        await page.keyboard.press("End");
        assert.equal(await shown(page), all);
        await page.getByLabel("Published").selectOption("1");
        const month = await shown(page);
        assert.ok(month > 0 && month < all, `${month} of ${all}`);
      });
    },

    async "a topic of the table is shown on the map"() {
      await look("/map#topic=kites-strings", {}, async ({ page }) => {
        assert.match(await status(page), /kites strings$/);
        await remembered(page, /z=.*topic=kites-strings/);
        await page.getByRole("link", { name: /^Show .*sour dough on the map$/ }).click();
        await saying(page, /sour dough$/);
      });
    },

    async "without a script the table has the topics, and a search is a search"() {
      await look("/map", { javaScriptEnabled: false }, async ({ page }) => {
        assert.equal(await page.locator(".map-section").isVisible(), false);
        await page.locator(".map-table").getByRole("link", { name: /bread/ }).first().click();
        assert.match(await page.getByRole("heading", { level: 1 }).textContent(), /bread$/);
      });
    },

    async "names and titles that mean harm do none"() {
      await look("/map", {}, async ({ page, seen }) => {
        const all = await places(page);
        const step = Math.ceil(all.length / 40);
        for (let i = 0; i < all.length; i += step) {
          await page.mouse.move(all[i].x, all[i].y);
          await page.waitForSelector("#map-card:not([hidden])");
          assert.deepEqual(await page.evaluate(() => [...new Set([...document.querySelectorAll("#map-card *")].map((one) => one.localName))]), ["p"]);
        }
        await page.getByLabel("Find on the map").fill("<script>alert(1)</script>");
        await page.getByRole("button", { name: "Find" }).click();
        await saying(page, /found and marked/);
        assert.equal(await page.locator("#map-section script, #map-found script, #map-legend img").count(), 0);
        await assertQuiet({ page, seen }, server);
      });
    },
  },
  () => browser.close(),
);
