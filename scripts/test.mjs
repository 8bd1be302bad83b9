import { ensureBuilt } from "./build/production.mjs";
import { playwright } from "./checks/playwright.mjs";
import { runStaticChecks } from "./checks/static.mjs";
import { stopWhenAsked } from "./checks/stopping.mjs";
import { createTally, oneCheck } from "./checks/tally.mjs";
import { vitest } from "./checks/vitest.mjs";
import { checkWeight } from "./checks/weight.mjs";
import { ensureChromium } from "./chromium.mjs";

// All tests: those without a server, those on the database, on the production build and in the browser.
stopWhenAsked();
const tally = createTally();
// Installing a browser is waiting for the network, beside checks that use the processor.
const browser = attempt(ensureChromium);
await runStaticChecks(tally);
await tally.stage("integration", () => vitest("integration"));
const isBuilt = await tally.stage("build", () => oneCheck(attempt(ensureBuilt)));
if (isBuilt) await tally.stage("weight", async () => checkWeight());
if (isBuilt) await tally.stage("commands", () => vitest("commands"));
const hasBrowser = await tally.stage("chromium", () => oneCheck(browser));
if (isBuilt && hasBrowser) await tally.stage("end to end", playwright);
tally.finish();

/** @param {() => Promise<unknown>} work */
async function attempt(work) {
  try {
    await work();
    return { succeeded: true, output: "" };
  } catch (error) {
    return { succeeded: false, output: /** @type {Error} */ (error).message };
  }
}
