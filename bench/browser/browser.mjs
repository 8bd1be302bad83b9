import { chromium } from "playwright";
import { chromiumArguments, ensureChromium } from "../../scripts/chromium.mjs";

const admin = { name: "Ada Byron", username: "ada", password: "correct horse battery" };

/** Opens a browser like the tests' one, hands it to `work` and closes it, however it ends. */
export async function withBrowser(
  /** @type {(browser: import("playwright").Browser) => Promise<T>} */ work,
) {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumArguments(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A page of the installation's first admin. @param {import("playwright").Browser} browser @param {{ setupUrl: string | null }} installation */
export async function signedInPage(browser, { setupUrl }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(String(setupUrl));
  await page.getByLabel("Your name").fill(admin.name);
  await page.getByLabel("Username").fill(admin.username);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Create admin and sign in" }).click();
  await page.waitForURL(/\/inbox/);
  return page;
}
