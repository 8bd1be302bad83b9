import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const CONTRAST = ["color-contrast"];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What is on the screen now keeps WCAG 2.2 AA in both themes, on a desktop and on a phone, where nothing sticks out. */
export async function expectAccessible(page: Page): Promise<void> {
  // What fades in is judged when it is there.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const size of SIZES) {
    await page.setViewportSize(size);
    // What measures itself settles a moment after the window has its new size.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
        message: `width of the page at ${size.width} px`,
      })
      .toBeLessThanOrEqual(size.width);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // A theme is colours alone: everything else was judged in the first.
      const judged = colorScheme === "light" ? axe.withTags(RULES) : axe.withRules(CONTRAST);
      const { violations } = await judged.analyze();
      const found = violations.map(({ id, nodes }) => ({
        rule: id,
        where: nodes
          .slice(0, 3)
          .map(({ target, failureSummary }) => [target.join(" "), failureSummary]),
      }));
      expect(found, `${colorScheme}, ${size.width} px`).toEqual([]);
    }
  }
}
