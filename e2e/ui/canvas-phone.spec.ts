import { createEpic, node, openCanvas } from "./canvas-work";
import { expect, test } from "./signed-in";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("on a phone the canvas fits, a tap opens the task over it, and filters are at hand", async ({
  page,
}) => {
  const epic = await createEpic(4);
  const [first] = epic.children;
  await openCanvas(page, epic);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(node(page, first)).toBeInViewport({ ratio: 0.99 });
  await node(page, first).tap();
  const sheet = page.getByRole("dialog", { name: `Task ${first.ticket_ref}` });
  await expect(sheet.getByRole("heading", { name: first.title })).toBeVisible();
  await sheet.getByRole("button", { name: "Close the task" }).tap();
  await expect(sheet).toBeHidden();
  await page.getByRole("button", { name: "Filters and tools" }).tap();
  await page.getByRole("button", { name: "Filter by status" }).tap();
  await expect(page.getByRole("option", { name: "In progress" })).toBeVisible();
});
