import { test as base, expect, type Page } from "playwright/test";
import { watchErrors } from "./browser-errors";
import { ADMIN, createFirstAdmin, fillSignIn } from "./sign-in";

type Session = { cookies: { name: string; value: string }[] };

interface Fixtures {
  /** What the browser may complain about in this test; everything else fails it. */
  allowedErrors: RegExp[];
  quiet: undefined;
}

/** Tests of the shared Baton, signed in as its admin, in which the browser must have nothing to complain about. */
export const test = base.extend<Fixtures, { session: Session }>({
  session: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: process.env.BATON_TEST_URL });
      await enter(await context.newPage());
      const session = await context.storageState();
      await context.close();
      await use(session);
    },
    { scope: "worker" },
  ],
  storageState: async ({ session }, use) => use(session as never),
  allowedErrors: [[], { option: true }],
  quiet: [
    async ({ context, allowedErrors }, use) => {
      const errors = watchErrors(context);
      await use(undefined);
      const unexpected = errors.filter((text) => !allowedErrors.some((one) => one.test(text)));
      expect(unexpected, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],
});

/** The workers enter at the same moment: one of them creates the admin, the others find that there is one. */
async function enter(page: Page): Promise<void> {
  await page.goto(process.env.BATON_TEST_SETUP_URL as string);
  const isFirst = page.url().includes("/setup");
  if (isFirst) {
    await createFirstAdmin(page, page.url());
    const refused = page.getByText("This installation already has an admin");
    await expect(refused.or(page.getByRole("heading", { name: "Inbox", level: 1 }))).toBeVisible();
    if (new URL(page.url()).pathname === "/inbox") return;
    await page.goto("/sign-in");
  }
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(/\/inbox$/);
}

export { expect } from "playwright/test";
