import { uniqueName } from "../api/client";
import { openWith, row } from "./inbox-list";
import { open, ready } from "./screen";
import { everythingShown } from "./shown";
import { expect, test } from "./signed-in";
import { createTask, createWaiting, registerAgent } from "./work";

test("rows of the inbox are selected by keyboard while single keys are turned off", async ({
  page,
}) => {
  const { word, tasks } = await openWith(page, 3);
  await page.evaluate(() => localStorage.setItem("baton.single-keys", "off"));
  await page.reload();
  await ready(page);
  await expect(row(page, word)).toHaveCount(3);
  const box = (at: number) =>
    page.getByRole("checkbox", { name: `Select ${tasks[at]?.ticket_ref}` });
  await row(page, `${word} no 3`).focus();
  await page.keyboard.press("Shift+Tab");
  await expect(box(0)).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(box(1)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("toolbar", { name: "Selected tasks" })).toContainText("2 selected");
});

test("a list is one stop of the Tab key, and arrows, Home and End move in it", async ({ page }) => {
  const { word } = await openWith(page, 4);
  // Behind the last stop of a page comes the browser itself.
  const focusedTitle = () =>
    page.evaluate(() => {
      const { activeElement, body } = document;
      return activeElement === body ? "" : (activeElement?.textContent ?? "");
    });
  await row(page, `${word} no 4`).focus();
  await page.keyboard.press("End");
  await expect(row(page, `${word} no 1`)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(row(page, `${word} no 2`)).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await focusedTitle()).not.toContain(word);
  await page.keyboard.press("Shift+Tab");
  await expect(row(page, `${word} no 2`)).toBeFocused();
});

test("arrows move among the reviews and their history", async ({ page }) => {
  await createWaiting({ title: uniqueName("first") });
  await createWaiting({ title: uniqueName("second") });
  await everythingShown();
  await open(page, "/reviews");
  const queue = page.getByRole("list", { name: /^Waiting for a verdict/ }).getByRole("link");
  await queue.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(queue.nth(1)).toBeFocused();
  await page.getByRole("tab", { name: "History" }).click();
  const history = page.getByRole("list", { name: /^Verdicts/ });
  await expect(history.getByRole("listitem").first()).toHaveAttribute("aria-posinset", "1");
  await history.getByRole("link").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(history.getByRole("link").nth(1)).toBeFocused();
});

test("arrows scroll the agents, and move from row to row once a row has the focus", async ({
  page,
}) => {
  await registerAgent();
  await registerAgent();
  await open(page, "/agents");
  const links = page.getByRole("table", { name: "Agents" }).locator("[data-row]");
  await page.getByRole("main").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("main")).toBeFocused();
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(links.first()).toBeFocused();
});

test("what a column means is told by a key", async ({ page }) => {
  await open(page, "/board");
  const name = page
    .getByRole("region", { name: /^Blocked/ })
    .getByRole("button", { name: "Blocked", exact: true });
  await name.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Explanation" })).not.toBeEmpty();
  await page.keyboard.press("Escape");
  await expect(name).toBeFocused();
});

test("how the time of a task was spent is told by a key", async ({ page }) => {
  const { judged } = await everythingShown();
  await open(page, `/tasks/${judged}`);
  await page.getByRole("button", { name: /^How the time was spent/ }).press("Enter");
  await expect(page.getByRole("dialog", { name: "How the time was spent" })).toContainText(
    /Attempt 1 by/,
  );
});

test("a value edited in place gives the focus back", async ({ page }) => {
  const agent = await registerAgent();
  await open(page, `/agents/${agent}`);
  const field = page.getByRole("button", { name: /^Role: developer/ });
  await field.press("Enter");
  await page.keyboard.press("Escape");
  await expect(field).toBeFocused();
});

test("a title of 500 letters without a space breaks, and nothing gets wider", async ({ page }) => {
  const title = uniqueName("w").padEnd(500, "w");
  const task = await createTask({ title, description: "d".repeat(2_000) });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [
    `/tasks/${task.ticket_ref}`,
    `/inbox?task=${task.ticket_ref}`,
    `/board?q=${task.ticket_ref}`,
    `/canvas/${task.ticket_ref}`,
  ]) {
    await open(page, path);
    await expect(page.getByText(title.slice(0, 20)).first()).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(390);
    const main = page.getByRole("main");
    expect(await main.evaluate(({ scrollWidth }) => scrollWidth), path).toBeLessThanOrEqual(390);
  }
});

test("the page of primitives is not there in production", async ({ page }) => {
  const answer = await page.request.get("/design");
  expect(answer.status()).toBe(404);
});
