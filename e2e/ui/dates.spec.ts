import type { Browser, Page } from "playwright/test";
import type { Task } from "../api/client";
import { watchErrors } from "./browser-errors";
import { open } from "./screen";
import { expect, test } from "./signed-in";
import { createTask, readTask } from "./work";

/** A page of somebody who lives elsewhere. Nothing may go wrong in it, hydration least of all. */
async function elsewhere(
  browser: Browser,
  session: object,
  { zone, locale }: { zone: string; locale: string },
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    baseURL: process.env.BATON_TEST_URL,
    storageState: session as never,
    timezoneId: zone,
    locale,
  });
  const errors = watchErrors(context);
  await visit(await context.newPage());
  await context.close();
  expect(errors, `errors in the browser in ${zone}`).toEqual([]);
}

const AUCKLAND = { zone: "Pacific/Auckland", locale: "de-DE" };
const LOS_ANGELES = { zone: "America/Los_Angeles", locale: "en-US" };

async function openDue(page: Page, task: Task) {
  await open(page, `/tasks/${task.ticket_ref}`);
  const article = page.getByRole("article", { name: `Task ${task.ticket_ref}` });
  await article.getByRole("button", { name: "Due", exact: false }).first().click();
  return { article, input: page.getByLabel("Due date", { exact: true }) };
}

test("a due day is the same day on both sides of the date line, and looking at it writes nothing", async ({
  browser,
  session,
}) => {
  const task = await createTask();
  await elsewhere(browser, session, AUCKLAND, async (page) => {
    const { article, input } = await openDue(page, task);
    await input.fill("2099-11-24");
    await page.keyboard.press("Enter");
    await expect(article.getByRole("button", { name: "Due: 24 Nov 2099" })).toBeVisible();
    // It is shown before the server has it, and a page that closes may take it along.
    await expect.poll(async () => (await readTask(task.id)).due_on).toBe("2099-11-24");
  });
  const stored = await readTask(task.id);

  await elsewhere(browser, session, LOS_ANGELES, async (page) => {
    const { article, input } = await openDue(page, task);
    await expect(input).toHaveValue("2099-11-24");
    await input.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect(input).toBeHidden();
    await expect(article.getByRole("button", { name: /^Due:/ })).toBeFocused();
    await expect(article.getByRole("button", { name: "Due: Nov 24, 2099" })).toBeVisible();
    // A change that is not wanted would be sent before this one.
    await page.keyboard.press("p");
    await page.getByRole("combobox").fill("Low");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await readTask(task.id)).priority).toBe("low");
  });
  expect(await readTask(task.id)).toMatchObject({
    due_on: "2099-11-24",
    due_date: stored.due_date,
  });
});

test("the server writes days for the reader's zone, and exact times can be shown by a key", async ({
  browser,
  session,
}) => {
  const completed = Date.UTC(2025, 0, 10, 23, 30) / 1000;
  const task = await createTask({ status: "done", completed_at: completed });
  await elsewhere(browser, session, AUCKLAND, async (page) => {
    await open(page, `/tasks/${task.ticket_ref}`);
    const article = page.getByRole("article", { name: `Task ${task.ticket_ref}` });
    await expect(article.getByText("11 Jan 2025")).toBeVisible();

    const markup = await (await page.request.get(`/tasks/${task.ticket_ref}`)).text();
    expect(markup).toContain("11 Jan 2025");
    expect(markup).not.toContain("10 Jan 2025");

    await page.keyboard.press("Shift+T");
    await expect(article.getByText("11 Jan 2025, 12:30:00")).toBeVisible();
    await page.reload();
    await expect(article.getByText("11 Jan 2025, 12:30:00")).toBeVisible();
  });
});
