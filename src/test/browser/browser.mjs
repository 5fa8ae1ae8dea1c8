// What the tests in a browser have in common: a browser, pages that are watched, other origins, and a verdict.
import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { createServer } from "node:http";
import { delimiter, join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

function executable() {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // the next one
      }
    }
  }
  throw new Error(`there is none of ${NAMES.join(", ")}`);
}

export function launch() {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: executable(), args });
}

/** Serves what `answer(request, response)` says on an origin of its own, which is another site than 127.0.0.1. */
export async function serve(answer) {
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, "localhost", listening));
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Stands before a server as one that sends its pages slowly, in these many pieces, so that a browser paints them unfinished. */
export function slowly(server, pieces) {
  return serve(async (request, response) => {
    const answer = await fetch(server + request.url, { headers: { accept: request.headers.accept ?? "*/*" } });
    const type = answer.headers.get("content-type") ?? "";
    const bytes = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { "content-type": type });
    const length = type.startsWith("text/html") ? Math.ceil(bytes.length / pieces) : bytes.length;
    for (let from = 0; from < bytes.length; from += length) {
      if (from > 0) await new Promise((sent) => setTimeout(sent, 2000 / pieces));
      response.write(bytes.subarray(from, from + length));
    }
    response.end();
  });
}

/**
 * Opens a page in a context of its own, and notes what it asks for, what it complains of and what its policy stops.
 * `options` are Playwright's for the context; `script` runs in the page before all else.
 */
export async function open(browser, url, { script, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("dialog", (dialog) => {
    seen.errors.push("a dialog: " + dialog.message());
    dialog.dismiss();
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(watch);
  }
  if (script) await page.addInitScript(script);
  await page.goto(url);
  return { page, context, seen, close: () => context.close() };
}

/** Runs in the page: notes layout shifts and violations of its policy. */
function watch() {
  window.watched = { shifts: [], violations: [] };
  document.addEventListener("securitypolicyviolation", (event) =>
    window.watched.violations.push(`${event.violatedDirective}: ${event.blockedURI}`),
  );
  new PerformanceObserver((shifts) => {
    for (const { value, sources } of shifts.getEntries()) {
      const moved = sources.map(({ node, previousRect: from, currentRect: to }) => `${node?.nodeName} ${node?.id ?? ""} from ${from.x},${from.y} to ${to.x},${to.y}`);
      window.watched.shifts.push(`${value}: ${moved.join("; ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** What axe finds wrong, in words. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => window.axe.run());
  return found.map(
    (rule) =>
      `${rule.id}: ${rule.help}: ` +
      rule.nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; "),
  );
}

/** Fails where a page complained, broke its policy, or asked any origin but these. */
export async function assertQuiet({ page, seen }, ...origins) {
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(await page.evaluate(() => window.watched.violations), []);
  const strangers = seen.requests.filter((url) => !origins.includes(new URL(url).origin));
  assert.deepEqual(strangers, []);
}

/** Runs checks one after another, tells which failed, and ends the process. */
export async function run(name, checks, end) {
  const failed = [];
  for (const [what, check] of Object.entries(checks)) {
    try {
      await check();
    } catch (error) {
      failed.push(`${what}: ${error.stack ?? error}`);
    }
  }
  await end();
  for (const failure of failed) console.log(`FAILED ${failure}\n`);
  console.log(
    failed.length
      ? `${name}: ${failed.length} of ${Object.keys(checks).length} failed`
      : `${name}: ${Object.keys(checks).length} checks passed`,
  );
  process.exit(failed.length ? 1 : 0);
}
