import { writeFileSync } from "node:fs";
import { test as base, expect } from "playwright/test";
import { inProject } from "../../scripts/project.mjs";
import { watchErrors } from "./browser-errors";
import { type OwnBaton, startOwnBaton } from "./own-baton";
import { createFirstAdmin } from "./sign-in";

type Session = { cookies: { name: string; value: string }[] };

interface Fixtures {
  /** What the browser may complain about in this test; everything else fails it. */
  allowedErrors: RegExp[];
  quiet: undefined;
}

/** Tests that share a Baton with those before them, signed in as its admin, in which the browser must have nothing to complain about. */
export const test = base.extend<Fixtures, { baton: OwnBaton; session: Session }>({
  // One for each worker: what others do at the same moment would make its screens read at a slower pace.
  baton: [
    async ({ browserName: _ }, use, { workerIndex }) => {
      const baton = await startOwnBaton();
      process.env.BATON_TEST_URL = baton.url;
      process.env.MC_API_KEY = baton.apiKey;
      await use(baton);
      writeFileSync(inProject(`.baton/end-to-end-server-${workerIndex}.log`), baton.output());
      await baton.stop();
    },
    { scope: "worker", auto: true },
  ],
  baseURL: async ({ baton }, use) => use(baton.url),
  session: [
    async ({ browser, baton }, use) => {
      const context = await browser.newContext({ baseURL: baton.url });
      const page = await context.newPage();
      await createFirstAdmin(page, baton.setupUrl);
      await expect(page).toHaveURL(/\/inbox$/);
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

export { expect } from "playwright/test";
