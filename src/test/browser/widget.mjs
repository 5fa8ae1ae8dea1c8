// The element on pages of another origin: node widget.mjs SERVER
import assert from "node:assert/strict";
import { assertQuiet, launch, open, run, serve, violations } from "./browser.mjs";

const [server] = process.argv.slice(2);
const PAPER = "arxiv:2306.00978";
const HEIGHT = 3.75 + 5 * 5.1;
const RULE = `akin-related{display:block;min-height:${HEIGHT}em}`;
const RELATED = "/api/v1/papers/";
const HOSTILE = `<img src=x onerror="window.ran=1"><script>window.ran=1</script>`;

/** What a server might say that does not check what it stores. */
const HOSTILE_ANSWER = {
  results: [
    {
      id: "javascript:window.ran=1",
      ids: ["arxiv:\"><script>window.ran=1</script>", "doi:javascript:window.ran=1"],
      title: HOSTILE,
      authors: [HOSTILE, { name: HOSTILE }],
      language: `"><b>`,
      published: HOSTILE,
    },
    { id: "x", title: "A link", links: [{ kind: "page", url: "javascript:window.ran=1" }] },
    { id: "y", title: "Data", links: [{ kind: "page", url: "data:text/html,<script>1</script>" }] },
    { title: { toString: "no text" } },
    null,
  ],
};

const answers = {
  "/hostile": (response) => response.end(JSON.stringify(HOSTILE_ANSWER)),
  "/empty": (response) => response.end(JSON.stringify({ results: [] })),
  "/refused": (response) => {
    response.statusCode = 401;
    response.end(JSON.stringify({ type: "urn:akin:problem:key-needed" }));
  },
  "/broken": (response) => response.end("<html>"),
  "/hanging": () => {},
};

let failing = true;
answers["/mended"] = (response) =>
  failing ? response.end("no JSON") : response.end(JSON.stringify({ results: [{ id: "x", title: "Mended" }] }));

/** Another server, which is not as it should be. */
const stranger = await serve((request, response) => {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Content-Type", "application/json");
  const [, answer] = Object.entries(answers).find(([path]) => request.url.startsWith(path + "/"));
  answer(response);
});

const STRICT =
  `default-src 'none'; script-src ${server}; connect-src ${server} ${stranger.origin}; style-src 'self'`;

/** A site that embeds the element: each path is a page, made by those below. */
const pages = new Map();
const host = await serve((request, response) => {
  if (request.url === "/style.css") {
    response.setHeader("Content-Type", "text/css");
    response.end(`${RULE} body{font:16px/1.5 sans-serif;margin:8px} .far{height:4000px}`);
  } else if (pages.has(request.url)) {
    const { policy, body } = pages.get(request.url);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    if (policy) response.setHeader("Content-Security-Policy", policy);
    response.end(body);
  } else {
    response.statusCode = 404;
    response.end();
  }
});

/** Makes a page with the markup in it, and text below that must stay where it is. */
function embed(markup, { policy = STRICT, head = "", check = "", style = true } = {}) {
  const path = `/${pages.size}`;
  pages.set(path, {
    policy,
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A paper elsewhere</title>
      <meta name="viewport" content="width=device-width">${head}
      ${style ? `<link rel="stylesheet" href="/style.css">` : ""}
      <script type="module" src="${server}/widget.js" ${check}></script></head>
      <body><main><h1>A paper elsewhere</h1><h2>More</h2>${markup}<p id="below">What stands below.</p></main></body></html>`,
  });
  return host.origin + path;
}

const tag = (attributes = `paper="${PAPER}"`, content = "") => `<akin-related ${attributes}>${content}</akin-related>`;
const browser = await launch();
const shown = (page) => page.locator("akin-related li").first().waitFor({ timeout: 5000 });
const failed = (page) => page.locator("akin-related [part=status]:not(.off)").waitFor({ timeout: 5000 });
const status = (page) => page.locator("akin-related [part=status]").textContent();
const asked = (seen, origin = server) => seen.requests.filter((url) => url.startsWith(origin));

async function on(url, options, use) {
  const opened = await open(browser, url, options);
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

await run(
  "widget",
  {
    "papers are shown under a strict policy, for one request after the script": () =>
      on(embed(tag()), {}, async (opened) => {
        await shown(opened.page);
        await assertQuiet(opened, server, host.origin);
        assert.deepEqual(
          asked(opened.seen).map((url) => new URL(url).pathname),
          ["/widget.js", `${RELATED}${encodeURIComponent(PAPER)}/related`],
        );
        assert.equal(await opened.page.locator("akin-related li").count(), 5);
        assert.equal(await opened.page.locator("akin-related section").getAttribute("aria-busy"), null);
        const links = await opened.page.locator("akin-related li a").evaluateAll((all) => all.map((a) => a.href));
        assert.ok(links.every((link) => link.startsWith(`${server}/papers/`)), links.join());
      }),

    "nothing is kept, and the request carries no cookie and no referrer": () =>
      on(embed(tag()), {}, async ({ page, context }) => {
        await context.addCookies([{ name: "known", value: "1", url: server }]);
        const sent = page.waitForRequest((request) => request.url().includes(RELATED));
        await page.reload();
        const headers = await (await sent).allHeaders();
        await shown(page);
        assert.equal(headers.cookie, undefined);
        assert.ok(!headers.referer, headers.referer);
        assert.deepEqual((await context.cookies()).map((cookie) => cookie.name), ["known"]);
        const kept = await page.evaluate(async () => [
          localStorage.length,
          sessionStorage.length,
          document.cookie,
          (await indexedDB.databases()).length,
        ]);
        assert.deepEqual(kept, [0, 0, "", 0]);
      }),

    "nothing moves on a page with the tag as it is copied": () =>
      on(
        embed(tag(`paper="${PAPER}" style="display:block;min-height:${HEIGHT}em"`), { policy: "", style: false }),
        { viewport: { width: 360, height: 900 } },
        async ({ page }) => assert.deepEqual(await shiftsOf(page), []),
      ),

    "nothing moves on a page with the rule in its style sheet": () =>
      on(embed(tag()), { viewport: { width: 360, height: 900 } }, async ({ page }) =>
        assert.deepEqual(await shiftsOf(page), []),
      ),

    "nothing moves when it fails or finds nothing": async () => {
      for (const path of ["broken", "empty"]) {
        await on(embed(tag(`paper="x" server="${stranger.origin}/${path}"`)), {}, async ({ page }) => {
          const before = await page.locator("#below").boundingBox();
          await failed(page);
          assert.deepEqual(await page.locator("#below").boundingBox(), before);
          assert.deepEqual(await page.evaluate(() => window.watched.shifts), []);
        });
      }
    },

    "a list is never higher than what is reserved for it, whatever its width and its options": async () => {
      for (const [width, options, height] of [
        [260, `limit="5"`, HEIGHT],
        [360, `limit="8" why`, 3.75 + 8 * 6.45],
        [1440, `limit="2"`, 3.75 + 2 * 5.1],
      ]) {
        await on(embed(tag(`paper="${PAPER}" ${options}`)), { viewport: { width, height: 900 } }, async ({ page }) => {
          await shown(page);
          const box = await page.locator("akin-related section").boundingBox();
          assert.ok(box.height <= height * 16, `${options} at ${width}: ${box.height} of ${height * 16}`);
        });
      }
    },

    "the first paper is on the page within 100 ms of the answer": () =>
      on(embed(tag()), { script: noteFirst }, async ({ page }) => {
        await shown(page);
        const millis = await page.evaluate(() => {
          const [asked] = performance.getEntriesByType("resource").filter((one) => one.name.includes("/api/"));
          return window.firstShown - asked.responseEnd;
        });
        console.error(`first paper ${millis.toFixed(1)} ms after the answer`);
        assert.ok(millis >= 0 && millis < 100, `${millis} ms`);
      }),

    "far below nothing is asked for until one scrolls there": () =>
      on(embed(`<div class="far"></div>${tag()}`), {}, async ({ page, seen }) => {
        await page.waitForTimeout(300);
        assert.equal(asked(seen).filter((url) => url.includes(RELATED)).length, 0);
        await page.locator("#below").scrollIntoViewIfNeeded();
        await shown(page);
        assert.equal(asked(seen).filter((url) => url.includes(RELATED)).length, 1);
      }),

    "a server that does not answer is given up after 2 s, and there is a button to try again": () =>
      on(embed(tag(`paper="x" server="${stranger.origin}/hanging"`)), {}, async ({ page, seen }) => {
        const start = Date.now();
        await failed(page);
        const millis = Date.now() - start;
        assert.ok(millis > 1500 && millis < 3000, `${millis} ms`);
        assert.match(await status(page), /could not be loaded/);
        assert.equal(await page.locator("akin-related [part=retry]").count(), 1);
        await page.waitForTimeout(500);
        assert.equal(asked(seen, stranger.origin).length, 1);
      }),

    "what the page has put between the tags is shown in place of a failure": async () => {
      for (const path of ["hanging", "refused", "broken"]) {
        await on(
          embed(tag(`paper="x" server="${stranger.origin}/${path}"`, `<a href="/else">Elsewhere</a>`)),
          {},
          async ({ page }) => {
            await page.getByRole("link", { name: "Elsewhere" }).waitFor({ timeout: 5000 });
            assert.equal(await page.locator("akin-related section").count(), 0);
          },
        );
      }
    },

    "what stands between the tags is shown where the script is not the one that was vouched for": () =>
      on(
        embed(tag(undefined, `<a href="/else">Elsewhere</a>`), {
          check: `integrity="sha384-${"A".repeat(64)}" crossorigin="anonymous"`,
        }),
        {},
        async ({ page }) => {
          await page.getByRole("link", { name: "Elsewhere" }).waitFor({ timeout: 5000 });
          assert.equal(await page.evaluate(() => customElements.get("akin-related")), undefined);
        },
      ),

    "one may try again, and keeps one's place": () =>
      on(embed(tag(`paper="x" server="${stranger.origin}/mended"`)), {}, async ({ page }) => {
        failing = true;
        await failed(page);
        failing = false;
        await page.locator("akin-related [part=retry]").press("Enter");
        await shown(page);
        assert.equal(await page.evaluate(() => document.activeElement.localName), "akin-related");
      }),

    "a server that wants a key, and one that is none, are failures with their reasons": async () => {
      for (const [path, reason] of [
        ["refused", "status-401"],
        ["broken", "unreachable"],
      ]) {
        await on(embed(tag(`paper="x" server="${stranger.origin}/${path}"`)), { script: noteEvents }, async ({ page }) => {
          await failed(page);
          assert.deepEqual(await page.evaluate(() => window.told), [["akin-related-failed", { reason }]]);
        });
      }
    },

    "a paper that the library lacks is said to be lacking": () =>
      on(embed(tag(`paper="2401.99999"`)), { script: noteEvents }, async ({ page }) => {
        await failed(page);
        assert.match(await status(page), /does not have this paper/);
        assert.equal(await page.locator("akin-related [part=retry]").count(), 0);
      }),

    "a list of nothing is said to be one": () =>
      on(embed(tag(`paper="x" server="${stranger.origin}/empty"`)), { script: noteEvents }, async ({ page }) => {
        await failed(page);
        assert.match(await status(page), /No related papers/);
        assert.deepEqual(await page.evaluate(() => window.told), [["akin-related-loaded", { papers: 0 }]]);
      }),

    "the theme follows its attribute at once, and the system where it is auto": () =>
      on(embed(tag(`paper="${PAPER}" theme="light"`)), { colorScheme: "dark" }, async ({ page }) => {
        await shown(page);
        const ground = () =>
          page.locator("akin-related section").evaluate((section) => getComputedStyle(section).backgroundColor);
        const set = (theme) =>
          page.locator("akin-related").evaluate((element, value) => element.setAttribute("theme", value), theme);
        const light = await ground();
        await set("dark");
        const dark = await ground();
        await set("auto");
        assert.equal(await ground(), dark);
        await page.emulateMedia({ colorScheme: "light" });
        assert.equal(await ground(), light);
        assert.notEqual(light, dark);
      }),

    "an attribute that changes asks anew, several together once": () =>
      on(embed(tag()), {}, async ({ page, seen }) => {
        await shown(page);
        await page.locator("akin-related").evaluate((element) => {
          element.setAttribute("paper", "hep-th/9901001");
          element.setAttribute("limit", "2");
          element.setAttribute("heading", "Others");
        });
        await page.locator("akin-related li:nth-child(2):last-child").waitFor({ timeout: 5000 });
        assert.equal(asked(seen).filter((url) => url.includes(RELATED)).length, 2);
        assert.equal(await page.locator("akin-related [part=heading]").textContent(), "Others");
        await page.locator("akin-related").evaluate((element) => element.setAttribute("heading-level", "2"));
        await page.getByRole("heading", { level: 2, name: "Others" }).waitFor({ timeout: 5000 });
        assert.equal(asked(seen).filter((url) => url.includes(RELATED)).length, 2);
      }),

    "one can see where the keyboard is": () =>
      on(embed(tag()), {}, async ({ page }) => {
        await shown(page);
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
          const link = document.querySelector("akin-related").shadowRoot.activeElement;
          const style = getComputedStyle(link);
          return [link.localName, style.outlineStyle, style.outlineWidth];
        });
        assert.deepEqual(focus, ["a", "solid", "2px"]);
      }),

    "axe finds nothing in either theme, in any state": async () => {
      for (const colorScheme of ["light", "dark"]) {
        for (const attributes of [
          `paper="${PAPER}" why theme="${colorScheme}"`,
          `paper="x" theme="${colorScheme}" server="${stranger.origin}/broken"`,
          `paper="x" theme="${colorScheme}" server="${stranger.origin}/hanging"`,
          `paper="x" theme="${colorScheme}" server="${stranger.origin}/empty"`,
        ]) {
          await on(embed(tag(attributes)), { colorScheme }, async ({ page }) => {
            if (attributes.includes("why")) await shown(page);
            else if (!attributes.includes("hanging")) await failed(page);
            assert.deepEqual(await violations(page), []);
          });
        }
      }
    },

    "nothing of a hostile answer runs or becomes a link": async () => {
      for (const links of ["site", "source"]) {
        await on(
          embed(tag(`paper="x" links="${links}" server="${stranger.origin}/hostile"`), { policy: "" }),
          {},
          async (opened) => {
            const { page } = opened;
            await shown(page);
            await page.waitForTimeout(200);
            await assertQuiet(opened, server, host.origin, stranger.origin);
            assert.equal(await page.evaluate(() => window.ran), undefined);
            assert.equal(await page.locator("akin-related img, akin-related script, akin-related b").count(), 0);
            assert.equal(await page.locator("akin-related li").count(), 3);
            assert.equal(await page.locator("akin-related [part=title]").first().textContent(), HOSTILE);
            const hrefs = await page.locator("akin-related a").evaluateAll((all) => all.map((a) => a.href));
            assert.ok(hrefs.every((href) => /^https?:/.test(href)), hrefs.join());
          },
        );
      }
    },

    "titles that are markup are text from the server as well": () =>
      on(embed(tag(`paper="${PAPER}" limit="20"`), { policy: "" }), {}, async (opened) => {
        await shown(opened.page);
        const titles = await opened.page.locator("akin-related [part=title]").allTextContents();
        assert.ok(titles.some((title) => title.includes("<img src=x onerror=")), titles.join("\n"));
        await assertQuiet(opened, server, host.origin);
      }),

    "without a paper of its own it is about the one of the page's meta tags": async () => {
      for (const meta of [
        `<meta name="citation_arxiv_id" content="2306.00978">`,
        `<meta name="citation_doi" content="10.1145/3292500.3330701">`,
        `<meta name="DC.Identifier" content="doi:10.1145/3292500.3330701">`,
      ]) {
        await on(embed(tag(""), { head: meta }), {}, async ({ page, seen }) => {
          await shown(page);
          const id = meta.match(/content="([^"]*)/)[1];
          assert.equal(new URL(asked(seen)[1]).pathname, `${RELATED}${encodeURIComponent(id)}/related`);
        });
      }
    },

    "on a page that names no paper it asks nothing": () =>
      on(embed(tag(""), { head: `<meta name="dc.identifier" content="ISBN 1">` }), {}, async ({ page, seen }) => {
        await failed(page);
        assert.equal(asked(seen).length, 1);
      }),

    "by its title a paper is found, and is not related to itself": () =>
      on(embed(tag(`title="Kites for everyone" limit="3"`)), {}, async ({ page }) => {
        await shown(page);
        const titles = await page.locator("akin-related [part=title]").allTextContents();
        assert.equal(titles.length, 3);
        assert.ok(!titles.includes("Kites for everyone"));
      }),

    "a line says what papers share, where one asks for it": () =>
      on(embed(tag(`text="Kites on strings in strong wind" why`)), {}, async ({ page }) => {
        await shown(page);
        const lines = await page.locator("akin-related [part=why]").allTextContents();
        assert.ok(lines.length > 0 && lines.every((line) => line.startsWith("Shared: ")), lines.join());
      }),

    "links lead to arXiv or publisher, where one asks for it": () =>
      on(embed(tag(`text="Kites for everyone" links="source" limit="20"`)), {}, async ({ page }) => {
        await shown(page);
        const links = await page.locator("akin-related a").evaluateAll((all) => all.map((a) => a.href));
        assert.ok(links.includes("https://arxiv.org/abs/2306.00978"), links.join());
        assert.ok(links.includes("https://arxiv.org/abs/hep-th/9901001"), links.join());
        assert.ok(links.includes("https://doi.org/10.1145/3292500.3330701"), links.join());
      }),

    "it speaks the language of its attribute or of the page": () =>
      on(embed(tag(`paper="${PAPER}" lang="de-AT"`)), {}, async ({ page }) => {
        await shown(page);
        await page.getByRole("heading", { level: 3, name: "Verwandte Arbeiten" }).waitFor();
        assert.equal(await page.locator("akin-related section").getAttribute("lang"), "de");
      }),
  },
  async () => {
    await browser.close();
    stranger.close();
    host.close();
  },
);

/** What has moved once the papers are there, with room to spare below them. */
async function shiftsOf(page) {
  const before = await page.locator("#below").boundingBox();
  await shown(page);
  await page.waitForTimeout(300);
  assert.deepEqual(await page.locator("#below").boundingBox(), before);
  return page.evaluate(() => window.watched.shifts);
}

/** Runs in the page: notes when the first paper is in the element. */
function noteFirst() {
  const look = () => {
    if (document.querySelector("akin-related")?.shadowRoot?.querySelector("li")) {
      window.firstShown = performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
}

/** Runs in the page: notes what the element tells. */
function noteEvents() {
  window.told = [];
  for (const name of ["akin-related-loaded", "akin-related-failed"]) {
    document.addEventListener(name, (event) => window.told.push([name, event.detail]));
  }
}
