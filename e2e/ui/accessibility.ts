import axe from "axe-core";
import { expect, type Page } from "playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const CONTRAST = ["color-contrast"];
/** The widths between hide nothing that the widest and the phone do not show: there one theme is enough. */
const SIZES = [
  { width: 1440, height: 900, schemes: ["light", "dark"] },
  { width: 1024, height: 768, schemes: ["light"] },
  { width: 390, height: 844, schemes: ["light", "dark"] },
  // As wide as a page of 1280 px at a zoom of 400 %.
  { width: 320, height: 700, schemes: ["light"] },
] as const;

/** What is on the screen now keeps WCAG 2.2 AA in both themes and at four widths, where no control is out of reach. */
export async function expectAccessible(page: Page): Promise<void> {
  // What fades in is judged when it is there.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const { schemes, ...size } of SIZES) {
    await page.setViewportSize(size);
    // What measures itself settles a moment after the window has its new size.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
        message: `width of the page at ${size.width} px`,
      })
      .toBeLessThanOrEqual(size.width);
    await expect
      .poll(() => outOfReach(page), { message: `controls out of view at ${size.width} px` })
      .toEqual([]);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      // A theme is colours alone: everything else was judged in the first.
      const found = await defects(page, colorScheme === "light" ? RULES : CONTRAST);
      expect(found, `${colorScheme}, ${size.width} px`).toEqual([]);
    }
  }
}

/**
 * What axe finds wrong, on the page or in a part of it: the rule, and for up to three places where and why. Axe itself is put into
 * the page once, and looks for nothing but defects: it takes a quarter of the time that its own driver does.
 */
export async function defects(
  page: Page,
  rules = RULES,
  part = "html",
): Promise<{ rule: string; where: string[][] }[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${axe.source};0`);
  return page.evaluate(
    async ([rules, part]) => {
      const options = {
        runOnly: rules,
        // The headings of people's own texts are in an order of theirs.
        rules: { "heading-order": { enabled: false } },
        resultTypes: ["violations" as const],
        preload: false,
      };
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
        part,
        options,
      );
      return violations.map(({ id, nodes }) => ({
        rule: id,
        where: nodes
          .slice(0, 3)
          .map(({ target, failureSummary }) => [target.join(" "), failureSummary ?? ""]),
      }));
    },
    [rules, part] as const,
  );
}

/**
 * Controls that one has to scroll sideways for. What is wide by its nature may scroll: tables, code, the columns of the
 * board, the canvas.
 */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const WIDE = "table, pre, [data-column], [data-drop-status], .react-flow";
    const DRAWN = ".react-flow, pre, [aria-label='Graph of the stages']";
    const controls = document.querySelectorAll(
      "button, a[href], input, select, textarea, [role=tab], [role=radio]",
    );
    const scrollsSideways = (element: Element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth + 1;
    const mayScroll = (element: Element): boolean => {
      for (let place: Element | null = element; place; place = place.parentElement) {
        if (place.matches(DRAWN)) return true;
        if (scrollsSideways(place) && place.querySelector(WIDE)) return true;
      }
      return false;
    };
    return [...controls]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .filter((control) => {
        const { left, right, width } = control.getBoundingClientRect();
        // What is for screen readers alone has one pixel.
        return width > 1 && (left < -1 || right > window.innerWidth + 1) && !mayScroll(control);
      })
      .slice(0, 5)
      .map((control) => control.outerHTML.slice(0, 160));
  });
}
