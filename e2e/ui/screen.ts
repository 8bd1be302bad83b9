import { expect, type Locator, type Page } from "playwright/test";

/** Opens a screen and waits until it hears the keys and the stream: before, the server's markup is all there is. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

export async function ready(page: Page): Promise<void> {
  await isLive(page);
  await hearsKeys(page);
}

/** Waits until React has taken the page over, whatever else is still being fetched. */
export async function hearsKeys(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const content = document.querySelector("main :is(h1, h2)");
    return content !== null && Object.keys(content).some((key) => key.startsWith("__reactFiber"));
  });
  // What listens is added once React has drawn, before the page comes to rest.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

export async function isLive(page: Page): Promise<void> {
  // Not by its role: while a dialog is open everything behind it is hidden from those who ask by role.
  await expect(page.locator('[aria-label^="Event stream: Live"]')).toBeVisible();
}

/** A message that came up and says this. */
export function message(page: Page, text: string | RegExp): Locator {
  return page.getByRole("region", { name: /Notifications/ }).getByText(text);
}

/** Types into the choices that are open, and takes what Enter takes: the first that fits. */
export async function choose(page: Page, words: string): Promise<void> {
  await page.getByRole("combobox").fill(words);
  await expect(page.getByRole("option", { name: words, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
}

/** The bar of a verdict that was given by key and does not count yet. */
export function pendingVerdict(page: Page, task: { ticket_ref: string }): Locator {
  return page
    .getByRole("region", { name: "Verdicts and answers that do not count yet" })
    .filter({ has: page.getByRole("link", { name: task.ticket_ref }) });
}

/** As a person does it: the editor hears of a selection that a script makes too late. */
export async function retype(page: Page, text: string) {
  const field = page.locator(".cm-content");
  await expect(field).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
  await expect(field).toHaveText(text);
}
