import type { Page } from "playwright/test";
import { uniqueName } from "../api/client";
import { type Network, startNetwork } from "./network";
import { choose, isLive, message, open, ready } from "./screen";
import { ADMIN, fillSignIn, signIn } from "./sign-in";
import { expect, test as signedIn } from "./signed-in";
import { createTask } from "./work";

const test = signedIn.extend<{ network: Network }>({
  network: async ({ browserName: _ }, use) => {
    const network = await startNetwork(process.env.BATON_TEST_URL as string);
    await use(network);
    await network.close();
  },
  baseURL: async ({ network }, use) => use(network.url),
  // The cookie of a session bears the port.
  storageState: async ({ session, network }, use) => {
    const name = `baton-session-${new URL(network.url).port}`;
    await use({
      cookies: session.cookies.map((cookie) => ({ ...cookie, name })),
      origins: [],
    } as never);
  },
});
// They cut connections and end sessions, and the browser says so.
test.use({ allowedErrors: [/Failed to load resource/] });

const row = (page: Page, title: string) => page.getByRole("link", { name: title });
const dot = (page: Page, label: string) => page.locator(`[aria-label^="Event stream: ${label}"]`);

test("seven tabs load and are live over one stream, also when the one that holds it is frozen, killed or closed", async ({
  page: first,
  context,
  network,
}) => {
  const word = uniqueName("seven");
  await open(first, `/inbox?q=${word}`);
  const others: Page[] = [];
  for (let n = 2; n <= 7; n++) {
    const page = await context.newPage();
    await open(page, `/inbox?q=${word}`);
    others.push(page);
  }
  expect(network.streams()).toBe(1);
  const together = await createTask({ title: `${word} together` });
  for (const page of [first, ...others]) await expect(row(page, together.title)).toBeVisible();

  // The first tab holds the stream. A headless browser freezes none by itself.
  await first.evaluate(() => document.dispatchEvent(new Event("freeze")));
  const frozen = await createTask({ title: `${word} while frozen` });
  for (const page of others) await expect(row(page, frozen.title)).toBeVisible();
  await expect(row(first, frozen.title)).toHaveCount(0);
  await first.evaluate(() => document.dispatchEvent(new Event("resume")));
  await expect(row(first, frozen.title)).toBeVisible();
  expect(network.streams()).toBe(1);

  // The tabs stand in line: the second holds it now, then the third.
  const second = others.shift() as Page;
  others.push(first);
  const session = await context.newCDPSession(second);
  const crashed = new Promise((resolve) => second.once("crash", resolve));
  session.send("Page.crash").catch(() => undefined);
  await crashed;
  const afterCrash = await createTask({ title: `${word} after the crash` });
  for (const page of others) await expect(row(page, afterCrash.title)).toBeVisible();

  await others.shift()?.close();
  const afterClose = await createTask({ title: `${word} after the close` });
  for (const page of others) {
    await expect(row(page, afterClose.title)).toBeVisible();
    await isLive(page);
  }
  expect(network.streams()).toBe(1);
});

test("a stream that goes silent without closing is noticed, and what was missed appears", async ({
  page,
  network,
}) => {
  const word = uniqueName("silence");
  await page.clock.install();
  await open(page, `/inbox?q=${word}`);
  network.swallowStreams();
  const missed = await createTask({ title: `${word} missed` });
  await page.clock.runFor(60_000);
  await expect(row(page, missed.title)).toBeVisible();
  await isLive(page);
});

test("a server that is away is said in words, and what was missed appears when it is back", async ({
  page,
  network,
}) => {
  const word = uniqueName("away");
  await open(page, `/inbox?q=${word}`);
  network.isDown = true;
  network.breakStreams();
  await expect(dot(page, "No answer")).toBeVisible();
  await expect(
    page.getByText(/^The server does not answer: what you see may be old/),
  ).toBeVisible();
  const missed = await createTask({ title: `${word} missed` });
  network.isDown = false;
  await page.getByRole("button", { name: "Try now" }).click();
  await isLive(page);
  await expect(row(page, missed.title)).toBeVisible();
});

test("a session that ended is said in every tab, and leads back to the same address", async ({
  page,
  context,
  network,
}) => {
  const word = uniqueName("ended");
  const task = await createTask({ title: `${word} task` });
  // A session of its own: the other tests go on with theirs.
  await context.clearCookies();
  await signIn(page);
  await open(page, `/inbox?q=${word}`);
  const second = await context.newPage();
  await open(second, `/inbox?q=${word}`);
  await second.getByRole("searchbox", { name: "Search the inbox" }).focus();
  const third = await context.newPage();
  await open(third, "/board");
  await third.getByRole("button", { name: /^Account:/ }).click();
  await third.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(third).toHaveURL(/\/sign-in/);
  network.breakStreams();

  const dialog = page.getByRole("dialog", { name: "You were signed out" });
  await expect(dialog).toBeVisible();
  // Nobody who types is interrupted: there the words are in the bar alone.
  await expect(second.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(second.getByRole("dialog")).toHaveCount(0);
  await expect(second.getByRole("searchbox", { name: "Search the inbox" })).toBeFocused();
  await expect(row(second, task.title)).toBeVisible();

  await dialog.getByRole("link", { name: "Sign in" }).click();
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(new RegExp(`/inbox\\?q=${word}$`));
  // Next renders the page after a sign-in by a request to its own port, where the cookie of this network's port means nothing.
  await open(page, page.url());
  await expect(row(page, task.title)).toBeVisible();
  // The other tab is of the same person and goes on by itself.
  await second.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await isLive(second);
  await expect(second.getByRole("link", { name: "Sign in" })).toHaveCount(0);
});

test("a new build is said, waits for the person, and is there after a reload", async ({
  page,
  network,
}) => {
  await open(page, "/inbox");
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  network.build = "another";
  network.breakStreams();
  const reload = page.getByRole("button", { name: "Reload" });
  await expect(page.getByRole("status").filter({ hasText: "Baton was updated" })).toBeVisible();
  await isLive(page);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  network.build = null;
  await reload.click();
  await page.waitForFunction(() => !("sameDocument" in window));
  await ready(page);
  await expect(reload).toHaveCount(0);
});

test("an action that the running build does not know says that Baton was updated", async ({
  page,
  network,
}) => {
  const task = await createTask();
  await open(page, `/inbox?q=${task.title}`);
  network.hasOtherActions = true;
  await page.keyboard.press("j");
  await page.keyboard.press("p");
  await choose(page, "Critical");
  await expect(message(page, /Baton was updated since this page was opened/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await isLive(page);
});
