/* Gives pages to Lighthouse, each right after an empty one, and prints a line of JSON for each.

   Reads {"site", "chromium", "pages": [{"name", "path"}]} from its input. */
import { readFileSync } from "node:fs";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const asked = JSON.parse(readFileSync(0, "utf8"));
const chrome = await chromeLauncher.launch({
  chromePath: asked.chromium,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors"],
});
const settings = { port: chrome.port, logLevel: "error", ignoreStatusCode: true };
const judge = async (path, tries = 3) => {
  const { lhr } = await lighthouse(asked.site + path, settings);
  if (!lhr.runtimeError) return lhr;
  // On a machine that is busy the trace of a page is sometimes lost.
  if (tries > 1) return judge(path, tries - 1);
  throw new Error(`${path}: ${lhr.runtimeError.message}`);
};
const paint = (lhr) => lhr.audits["largest-contentful-paint"].numericValue;
const missed = (lhr, { auditRefs }) => auditRefs
  .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
  .map(({ id }) => id);

try {
  for (const { name, path } of asked.pages) {
    const empty = paint(await judge("/_look/empty"));
    const lhr = await judge(path);
    const scores = Object.entries(lhr.categories).map(([category, given]) => (
      [category, { score: Math.round(given.score * 100), missed: missed(lhr, given) }]
    ));
    console.log(JSON.stringify({
      name, empty, paint: paint(lhr), scores: Object.fromEntries(scores),
    }));
  }
} finally {
  await chrome.kill();
}
