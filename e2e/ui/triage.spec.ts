import { type Task, uniqueName } from "../api/client";
import { openWith, row } from "./inbox-list";
import { choose, message, open } from "./screen";
import { expect, test } from "./signed-in";
import { readTask, registerAgent } from "./work";

test("c opens the dialog and Ctrl+Enter creates the task, which stands in the inbox", async ({
  page,
}) => {
  const title = uniqueName("by hand");
  await open(page, `/inbox?q=${title}`);
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New task" });
  await expect(dialog.getByLabel("Title")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByText("Give it a title")).toBeVisible();

  await page.keyboard.type(title);
  await dialog.getByLabel("Description").fill("Say **hello**.");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await expect(message(page, /^TASK-\d+ created$/)).toBeVisible();
  await expect(row(page, title)).toBeVisible();
});

test("⌘Enter creates as well", async ({ page }) => {
  const title = uniqueName("by command");
  await open(page, `/inbox?q=${title}`);
  await page.keyboard.press("c");
  await page.keyboard.type(title);
  await page.keyboard.press("Meta+Enter");
  await expect(row(page, title)).toBeVisible();
});

test("tasks are triaged by keyboard alone", async ({ page }) => {
  const agent = await registerAgent();
  const { tasks } = await openWith(page, 3);
  const [first, second, third] = tasks as [Task, Task, Task];

  await page.keyboard.press("j");
  await expect(row(page, first.title)).toBeFocused();
  await page.keyboard.press("j");
  await expect(row(page, second.title)).toBeFocused();
  await page.keyboard.press("k");
  await expect(row(page, first.title)).toBeFocused();

  await page.keyboard.press("a");
  await choose(page, agent);
  await expect(message(page, `${first.ticket_ref} · Assigned to ${agent}`)).toBeVisible();
  await expect(row(page, first.title)).toBeHidden();
  expect(await readTask(first.id)).toMatchObject({ assigned_to: agent, status: "assigned" });

  // What stands in the place of the one that left is next.
  await page.keyboard.press("j");
  await expect(row(page, second.title)).toBeFocused();
  await page.keyboard.press("p");
  await choose(page, "Critical");
  await expect(message(page, `${second.ticket_ref} · Priority is now Critical`)).toBeVisible();
  await page.keyboard.press("l");
  await choose(page, "needs-care");
  await expect(message(page, "1 task · Label needs-care added")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await readTask(second.id)).toMatchObject({ priority: "critical", labels: ["needs-care"] });

  await page.keyboard.press("j");
  await expect(row(page, third.title)).toBeFocused();
  await page.keyboard.press("s");
  await choose(page, "Blocked");
  await expect(message(page, `${third.ticket_ref} · Moved to Blocked`)).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Blocked 1/ })).toBeVisible();
  expect(await readTask(third.id)).toMatchObject({ status: "blocked" });
});

test("x selects, and what is chosen then goes for all of them at once", async ({ page }) => {
  const { tasks } = await openWith(page, 3);
  const [first, second, third] = tasks as [Task, Task, Task];
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const bar = page.getByRole("toolbar", { name: "Selected tasks" });
  await expect(bar.getByText("2 selected")).toBeVisible();

  await page.reload();
  await expect(bar.getByText("2 selected")).toBeVisible();
  await open(page, page.url());
  await page.keyboard.press("p");
  await choose(page, "High");
  await expect(message(page, "2 tasks · Priority is now High")).toBeVisible();
  await expect.poll(() => prioritiesOf(first, second, third)).toEqual(["high", "high", "medium"]);

  await page
    .getByRole("region", { name: /Notifications/ })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect
    .poll(() => prioritiesOf(first, second, third))
    .toEqual(["medium", "medium", "medium"]);
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
});

const prioritiesOf = (...tasks: Task[]) =>
  Promise.all(tasks.map(async ({ id }) => (await readTask(id)).priority));

test("u takes the changes back one after the other, the last first", async ({ page }) => {
  const { tasks } = await openWith(page, 1);
  const [task] = tasks as [Task];
  const agent = await registerAgent();
  await page.keyboard.press("j");
  await page.keyboard.press("p");
  await choose(page, "Low");
  await expect(message(page, "Priority is now Low")).toBeVisible();
  await page.keyboard.press("a");
  await choose(page, agent);
  await expect(message(page, `Assigned to ${agent}`)).toBeVisible();
  await expect(row(page, task.title)).toBeHidden();

  await page.keyboard.press("u");
  await expect(row(page, task.title)).toBeVisible();
  await expect
    .poll(() => readTask(task.id))
    .toMatchObject({ assigned_to: null, status: "inbox", priority: "low" });
  await page.keyboard.press("u");
  await expect.poll(() => readTask(task.id)).toMatchObject({ priority: "medium" });
  await page.keyboard.press("u");
  await expect(message(page, "There is nothing to undo")).toBeVisible();
});
