import type { Page } from "playwright/test";
import { open } from "./screen";
import { everythingShown, type Shown } from "./shown";
import { expect, test } from "./signed-in";

const SCREENS: Record<string, (shown: Shown) => string> = {
  "the inbox": ({ epic }) => `/inbox?task=${epic}`,
  "the board": () => "/board",
  "the reviews": ({ waiting }) => `/reviews?task=${waiting}`,
  "a task": ({ epic }) => `/tasks/${epic}`,
  "the agents": () => "/agents",
  "an agent": ({ agent }) => `/agents/${agent}`,
  "the canvas": ({ epic }) => `/canvas/${epic}`,
  "the costs": () => "/costs",
  "the settings": () => "/settings",
  "the account": () => "/account",
};

for (const [name, path] of Object.entries(SCREENS)) {
  test(`on ${name} every stop of the Tab key is seen`, async ({ page }) => {
    await open(page, path(await everythingShown()));
    const seen = new Set<string>();
    const unseen: string[] = [];
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const { element, hasMark } = await focused(page);
      if (element === null) break;
      seen.add(element);
      if (!hasMark) unseen.push(element);
    }
    expect(unseen, "focused without a visible mark").toEqual([]);
    // These two have few controls on a new installation.
    const isShort = name === "the account" || name === "the settings";
    expect(seen.size).toBeGreaterThan(isShort ? 9 : 15);
  });
}

/** What has the focus, and whether an outline says so: its own, one drawn before or after it, or its frame's. */
function focused(page: Page): Promise<{ element: string | null; hasMark: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { element: null, hasMark: true };
    const outlined = (place: Element, part?: string) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(place, part);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    };
    const hasMark =
      outlined(element) ||
      outlined(element, "::before") ||
      outlined(element, "::after") ||
      (element.parentElement !== null && outlined(element.parentElement));
    return { element: element.outerHTML.slice(0, 160), hasMark };
  });
}

test("the first stop skips to the content", async ({ page }) => {
  await open(page, "/board");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("what moves stands still for who asks for less motion", async ({ page }) => {
  const { child } = await everythingShown();
  await open(page, `/tasks/${child}`);
  // A run under way breathes.
  await expect.poll(() => movements(page)).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(() => movements(page)).toBe(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  expect(await movements(page)).toBe(0);
});

function movements(page: Page): Promise<number> {
  // What lasts no longer than a millisecond is how a movement is switched off.
  return page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === "running")
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1).length,
  );
}
