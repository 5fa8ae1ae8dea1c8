// The frame, and the page that makes the tag: node builder.mjs SERVER
import assert from "node:assert/strict";
import { assertQuiet, launch, open, run, serve, violations } from "./browser.mjs";

const [server] = process.argv.slice(2);
const PAPER = "arxiv:2306.00978";
const STRICT = `default-src 'none'; frame-src ${server}`;
let body = "";

/** A site without scripts that shows whatever is to be tried. */
const host = await serve((_, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Security-Policy", STRICT);
  response.end(`<!doctype html><html lang="en"><title>Elsewhere</title><main><h1>Elsewhere</h1>${body}</main></html>`);
});

const browser = await launch();

async function on(url, options, use) {
  const opened = await open(browser, url, options);
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

await run(
  "builder",
  {
    "the frame that is copied shows the list on another site, in its height and without a script": async () => {
      body = await on(`${server}/widget?by=paper&value=${PAPER}&limit=5&why=true`, { javaScriptEnabled: false }, ({ page }) =>
        page.locator("#frame").inputValue(),
      );
      await on(host.origin, { viewport: { width: 360, height: 900 }, javaScriptEnabled: false }, async ({ page }) => {
        const frame = page.frameLocator("iframe");
        await frame.locator("li").nth(4).waitFor({ timeout: 5000 });
        const [high, room] = await frame
          .locator("html")
          .evaluate((html) => [html.scrollHeight, html.ownerDocument.defaultView.innerHeight]);
        assert.ok(high <= room, `${high} of ${room}`);
      });
    },

    "the list that is copied is what the server shows, and runs nothing": async () => {
      body = await on(`${server}/widget?by=paper&value=${PAPER}&limit=20`, {}, ({ page }) =>
        page.locator("#markup").inputValue(),
      );
      await on(host.origin, {}, async ({ page, seen }) => {
        assert.ok((await page.locator("li").count()) > 10);
        assert.equal(await page.locator("img, script, b").count(), 0);
        assert.deepEqual(seen.errors, []);
      });
    },

    "axe finds nothing on the frame in either theme": async () => {
      for (const theme of ["light", "dark", "auto"]) {
        for (const query of [`paper=${PAPER}&why=true`, "paper=2401.99999"]) {
          await on(`${server}/embed?${query}&theme=${theme}`, { colorScheme: "dark" }, async ({ page }) =>
            assert.deepEqual(await violations(page), []),
          );
        }
      }
    },

    "axe finds nothing on the page that makes the tag": async () => {
      for (const colorScheme of ["light", "dark"]) {
        for (const query of ["", "?by=page", "?by=paper&value=2401.99999", `?by=paper&value=${PAPER}&why=true`]) {
          await on(`${server}/widget${query}`, { colorScheme }, async ({ page }) =>
            assert.deepEqual(await violations(page), []),
          );
        }
      }
    },

    "without a script one chooses, submits and copies": () =>
      on(`${server}/widget`, { javaScriptEnabled: false }, async ({ page, seen }) => {
        await page.getByLabel("Identifier, title or text").fill(PAPER);
        await page.getByLabel("Papers", { exact: true }).fill("3");
        await page.getByLabel("Theme").selectOption("dark");
        await page.getByRole("button", { name: "Show" }).click();
        const tag = await page.locator("#pinned").inputValue();
        assert.ok(tag.includes(`paper="${PAPER}" limit="3" theme="dark"`), tag);
        assert.ok(seen.requests.every((url) => url.startsWith(server)));
      }),

    "with a script the page follows what one chooses": () =>
      on(`${server}/widget?by=paper&value=${PAPER}`, {}, async (opened) => {
        const { page } = opened;
        await page.locator("akin-related li").first().waitFor({ timeout: 5000 });
        await page.getByLabel("Papers", { exact: true }).fill("2");
        await page.locator("akin-related li:nth-child(2):last-child").waitFor({ timeout: 5000 });
        assert.match(await page.locator("#pinned").inputValue(), /limit="2"/);
        assert.match(page.url(), /limit=2/);
        await page.getByLabel("Theme").selectOption("dark");
        await page.locator(`akin-related[theme=dark] li`).first().waitFor({ timeout: 5000 });
        await assertQuiet(opened, server);
      }),

    "a button copies": () =>
      on(`${server}/widget?by=paper&value=${PAPER}`, { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
        await page.getByRole("button", { name: "Copy" }).first().click();
        await page.getByText("Copied").waitFor({ timeout: 5000 });
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied, await page.locator("#pinned").inputValue());
      }),

    "the tag that is copied works, checked script and all": async () => {
      const tag = await on(`${server}/widget?by=paper&value=${PAPER}`, {}, ({ page }) =>
        page.locator("#pinned").inputValue(),
      );
      const open = await serve((_, response) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(`<!doctype html><html lang="en"><title>Elsewhere</title>${tag}`);
      });
      await on(open.origin, {}, async (opened) => {
        await opened.page.locator("akin-related li").first().waitFor({ timeout: 5000 });
        await assertQuiet(opened, server, open.origin);
      });
      open.close();
    },
  },
  async () => {
    await browser.close();
    host.close();
  },
);
