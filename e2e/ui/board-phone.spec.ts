import { uniqueName } from "../api/client";
import { choose, open } from "./screen";
import { expect, test } from "./signed-in";
import { createTask, readTask } from "./work";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("on a phone one column is seen at a time, by its name", async ({ page }) => {
  const task = await createTask({ assigned_to: uniqueName("owner") });
  await open(page, `/board?q=${task.title}`);
  const columns = page.getByRole("navigation", { name: "Columns" });
  const card = page.getByRole("link", { name: task.ticket_ref });
  await expect(card).not.toBeInViewport();
  await columns.getByRole("button", { name: /^Assigned/ }).tap();
  await expect(card).toBeInViewport({ ratio: 1 });
  await expect(columns.getByRole("button", { name: /^Assigned/ })).toHaveAttribute(
    "aria-current",
    "true",
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("on a phone a card opens its task over the board, where its status is changed", async ({
  page,
}) => {
  const task = await createTask({ assigned_to: uniqueName("owner") });
  await open(page, `/board?q=${task.title}&closed=inbox`);
  await page.getByRole("link", { name: task.ticket_ref }).tap();
  const sheet = page.getByRole("dialog", { name: `Task ${task.ticket_ref}` });
  await sheet.getByRole("button", { name: "Status: Assigned" }).tap();
  await choose(page, "Blocked");
  await expect(sheet.getByRole("button", { name: "Status: Blocked" })).toBeVisible();
  await sheet.getByRole("button", { name: "Close the task" }).tap();
  await expect(sheet).toBeHidden();
  await page
    .getByRole("navigation", { name: "Columns" })
    .getByRole("button", { name: /^Blocked/ })
    .tap();
  await expect(page.getByRole("link", { name: task.ticket_ref })).toBeInViewport();
  expect(await readTask(task.id)).toMatchObject({ status: "blocked" });
});
