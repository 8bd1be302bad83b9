import type { Locator, Page } from "playwright/test";
import { type Task, uniqueName } from "../api/client";
import { message, open } from "./screen";
import { expect, test } from "./signed-in";
import { claim, createTask, createWaiting, readTask } from "./work";

/** A board with these columns open, so that they stand side by side, and with nothing on it but what has this word. */
async function openBoard(page: Page, word: string, ...columns: string[]): Promise<void> {
  const closed = ALL.filter((status) => !columns.includes(status)).join(",");
  await open(page, `/board?q=${word}&closed=${closed}`);
}

const ALL = [
  "inbox",
  "assigned",
  "in_progress",
  "review",
  "blocked",
  "done",
  "failed",
  "cancelled",
];

function column(page: Page, label: string): Locator {
  return page.getByRole("region", { name: new RegExp(`^${label}, \\d`) });
}

function card(page: Page, label: string, task: Task): Locator {
  return column(page, label).getByRole("link", { name: task.ticket_ref });
}

/** Takes a card with the mouse and holds it over another column. */
async function dragTo(page: Page, from: Locator, to: Locator): Promise<void> {
  const at = await centre(from);
  const target = await centre(to);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 8 });
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error("It is not on the screen.");
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 200) };
}

test("a claim through the API moves the card while one looks", async ({ page }, testInfo) => {
  const agent = uniqueName("claimer");
  const task = await createTask({ assigned_to: agent });
  await openBoard(page, task.title, "assigned", "in_progress");
  await expect(card(page, "Assigned", task)).toBeVisible();
  await expect(column(page, "In progress")).toHaveAccessibleName("In progress, 0 tasks");

  const begun = performance.now();
  await claim(task, agent);
  await card(page, "In progress", task).waitFor({ timeout: 3_000 });
  const took = Math.round(performance.now() - begun);
  testInfo.annotations.push({ type: "request to screen, ms", description: String(took) });
  await expect(column(page, "Assigned")).toHaveAccessibleName("Assigned, 0 tasks");
  await expect(column(page, "In progress")).toHaveAccessibleName("In progress, 1 tasks");
});

test("the mouse drags a card from Assigned to Blocked", async ({ page }) => {
  const task = await createTask({ assigned_to: uniqueName("owner") });
  await openBoard(page, task.title, "assigned", "blocked");
  await dragTo(page, card(page, "Assigned", task), column(page, "Blocked"));
  await expect(page.getByText("Drop to move to Blocked")).toBeVisible();
  await page.mouse.up();
  await expect(card(page, "Blocked", task)).toBeVisible();
  await expect(card(page, "Assigned", task)).toHaveCount(0);
  await expect(message(page, `${task.ticket_ref} · Moved to Blocked`)).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ status: "blocked" });

  await page.keyboard.press("u");
  await expect(card(page, "Assigned", task)).toBeVisible();
  await expect.poll(() => readTask(task.id)).toMatchObject({ status: "assigned" });
});

test("a drop that the lifecycle refuses says why and moves nothing", async ({ page }) => {
  const task = await createWaiting();
  await openBoard(page, task.title, "review", "done");
  await dragTo(page, card(page, "Review", task), column(page, "Done"));
  await expect(column(page, "Done").getByText("Needs a verdict: approve it")).toBeVisible();
  await page.mouse.up();
  await expect(message(page, `${task.ticket_ref} stays in Review`)).toBeVisible();
  await expect(message(page, "Needs a verdict: approve it")).toBeVisible();
  await expect(card(page, "Review", task)).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ status: "review" });
});

test("a card that nobody has asks for an agent before it is in progress", async ({ page }) => {
  const agent = uniqueName("asked");
  const task = await createTask();
  await openBoard(page, task.title, "inbox", "in_progress");
  await dragTo(page, card(page, "Inbox", task), column(page, "In progress"));
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: `Who works on ${task.ticket_ref}?` });
  await dialog.getByRole("combobox").fill(agent);
  await dialog.getByRole("option", { name: agent }).click();
  await expect(card(page, "In progress", task)).toBeVisible();
  await expect
    .poll(() => readTask(task.id))
    .toMatchObject({ status: "in_progress", assigned_to: agent });
});

test("escape puts a card back that hangs at the pointer", async ({ page }) => {
  const task = await createTask({ assigned_to: uniqueName("owner") });
  await openBoard(page, task.title, "assigned", "blocked");
  await dragTo(page, card(page, "Assigned", task), column(page, "Blocked"));
  await expect(page.getByText("Drop to move to Blocked")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.getByText("Drop to move to Blocked")).toBeHidden();
  await expect(card(page, "Assigned", task)).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ status: "assigned" });
});

test("space lifts a card, arrows carry it, space drops it, and each step is said", async ({
  page,
}) => {
  const task = await createTask({ assigned_to: uniqueName("owner") });
  await openBoard(page, task.title, "assigned", "in_progress", "review", "blocked", "done");
  const said = page.locator('[data-announced="assertive"]');
  await page.keyboard.press("j");
  await expect(card(page, "Assigned", task)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(said).toContainText(`${task.ticket_ref} lifted from Assigned.`);
  for (const label of ["In progress", "Review", "Blocked", "Done"]) {
    await page.keyboard.press("ArrowRight");
    await expect(said).toContainText(label);
  }
  await expect(said).toContainText("Refused: Needs a verdict first: send it to Review.");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expect(card(page, "Blocked", task)).toBeFocused();
  await expect(said).toContainText(`${task.ticket_ref} is in Blocked.`);
  expect(await readTask(task.id)).toMatchObject({ status: "blocked" });
});

test("swimlanes cut the board by agent, fold, and stay in the address", async ({ page }) => {
  const agent = uniqueName("lane");
  const task = await createTask({ assigned_to: agent });
  await claim(task, agent);
  await open(page, `/board?assignee=${agent}`);
  await page.getByRole("radio", { name: "Agent" }).click();
  const lane = page.getByRole("region", { name: agent, exact: true });
  const link = lane.getByRole("link", { name: task.ticket_ref });
  await expect(link).toBeVisible();
  await expect(page).toHaveURL(/lanes=agent/);
  await lane.getByRole("button", { name: agent }).click();
  await expect(link).toHaveCount(0);
  await expect(page).toHaveURL(/folded=agent-/);
  await page.reload();
  await expect(lane.getByRole("button", { name: agent })).toHaveAttribute("aria-expanded", "false");
  await expect(link).toHaveCount(0);
});

test("a card opens its task beside the board, and the address keeps it", async ({ page }) => {
  const task = await createTask({ assigned_to: uniqueName("owner") });
  await openBoard(page, task.title, "assigned");
  await card(page, "Assigned", task).click();
  const sheet = page.getByRole("dialog", { name: `Task ${task.ticket_ref}` });
  await expect(sheet.getByRole("heading", { level: 2, name: task.title })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`task=${task.ticket_ref}`));
  await page.reload();
  await expect(sheet.getByRole("heading", { level: 2, name: task.title })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).not.toHaveURL(/task=/);
});
