import type { Page } from "playwright/test";
import { sharedClient, type Task, uniqueName } from "../api/client";
import { choose, message, open, retype } from "./screen";
import { expect, test } from "./signed-in";
import {
  changeTask,
  claim,
  createTask,
  createWaiting,
  fail,
  handIn,
  readTask,
  registerAgent,
} from "./work";

async function openTask(page: Page, task: Task) {
  await open(page, `/tasks/${task.ticket_ref}`);
  return page.getByRole("article", { name: `Task ${task.ticket_ref}` });
}

test("the title, the description and the criteria are edited where they stand", async ({
  page,
}) => {
  const task = await createTask();
  const article = await openTask(page, task);
  await article.getByRole("button", { name: `${task.title} (edit the title)` }).click();
  await expect(article.getByRole("textbox", { name: "Title" })).toBeFocused();
  await page.keyboard.type(`${task.title}, better named`);
  await page.keyboard.press("Enter");
  const heading = article.getByRole("heading", { level: 1 });
  await expect(heading).toContainText(`${task.title}, better named`);

  await article.getByRole("button", { name: "Say what is to be done…" }).click();
  await article.getByRole("textbox", { name: "Description" }).fill("Must **work**.");
  await page.keyboard.press("Control+Enter");
  await expect(article.getByText("work", { exact: true })).toHaveCSS("font-weight", /[67]00/);

  await article.getByRole("button", { name: /^Say when it is good/ }).click();
  await article
    .getByRole("textbox", { name: "Acceptance criteria" })
    .fill("- it starts\n- it stops");
  await article.getByRole("button", { name: "Save", exact: true }).click();
  await expect(article.getByRole("listitem").filter({ hasText: "it stops" })).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({
    title: `${task.title}, better named`,
    description: "Must **work**.",
    acceptance_criteria: "- it starts\n- it stops",
  });

  await article.getByRole("button", { name: "Edit the description" }).click();
  await article.getByRole("textbox", { name: "Description" }).fill("Thrown away");
  await article.getByRole("button", { name: "Discard" }).click();
  await expect(article.getByText("Must work.")).toBeVisible();
});

test("an edit keeps what others changed elsewhere, and asks when it is the same text", async ({
  page,
}) => {
  const task = await createTask({ description: "As it was" });
  const article = await openTask(page, task);
  const edit = article.getByRole("button", { name: "Edit the description" });
  const save = article.getByRole("button", { name: "Save", exact: true });
  await edit.click();
  await retype(page, "Mine");
  await changeTask(task.id, { priority: "high" });
  await save.click();
  await expect(edit).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ description: "Mine", priority: "high" });

  await edit.click();
  await retype(page, "Mine again");
  await changeTask(task.id, { description: "Theirs" });
  await save.click();
  const told = article.getByRole("alert");
  await expect(told).toContainText("API Access changed this while you were writing.");
  await expect(told.getByText("Theirs", { exact: true })).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ description: "Theirs" });
  await article.getByRole("button", { name: "Overwrite with mine" }).click();
  await expect(edit).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ description: "Mine again" });
});

test("a comment calls an agent, which hears of it with its next heartbeat", async ({ page }) => {
  const agent = await registerAgent();
  const task = await createTask();
  const article = await openTask(page, task);
  const field = article.getByRole("textbox", { name: "Comment" });
  await field.click();
  await page.keyboard.type(`Can you look, @${agent.slice(0, -1)}`);
  await expect(article.getByRole("option", { name: `@${agent}` })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(`Can you look, @${agent} `);
  await page.keyboard.type("please?");
  await page.keyboard.press("Control+Enter");
  await expect(field).toHaveValue("");
  await expect(article.getByText(`Can you look, @${agent} please?`)).toBeVisible();

  const beat = await sharedClient().call<{ work_items?: { type: string; items: object[] }[] }>(
    "POST",
    `/api/agents/${agent}/heartbeat`,
  );
  const mentions = beat.body.work_items?.find(({ type }) => type === "mentions");
  expect(mentions?.items).toMatchObject([{ ticket_ref: task.ticket_ref, author: "Ada Byron" }]);

  await sharedClient().call(
    "POST",
    `/api/tasks/${task.id}/comments`,
    { content: "Looking at it." },
    { "x-agent-name": agent },
  );
  await expect(article.getByText("Looking at it.")).toBeVisible();
});

test("a link holds a task back until it is taken away", async ({ page }) => {
  const blocker = await createTask();
  const task = await createTask();
  const article = await openTask(page, task);
  const links = article.getByRole("region", { name: "Links" });
  await links.getByRole("button", { name: "Add a link" }).click();
  await links.getByPlaceholder("Find a task by words or reference").fill(blocker.title);
  await links.getByRole("option", { name: blocker.title }).click();
  await expect(links.getByText("Blocked by")).toBeVisible();
  await expect(article.getByText(`Waits: ${blocker.ticket_ref} is inbox`)).toBeVisible();

  // Round the other way it would be a circle.
  await links.getByRole("button", { name: "Add a link" }).click();
  await links.getByRole("combobox", { name: "How they are linked" }).click();
  await page.getByRole("option", { name: "blocks", exact: true }).click();
  await links.getByPlaceholder("Find a task by words or reference").fill(blocker.title);
  await links.getByRole("option", { name: blocker.title }).click();
  await expect(links.getByRole("alert")).toContainText(/circle/i);
  await links.getByRole("button", { name: "Cancel" }).click();

  await links.getByRole("button", { name: `Remove the link to ${blocker.ticket_ref}` }).click();
  await expect(links.getByText("Blocked by")).toHaveCount(0);
  await expect(message(page, `Link to ${blocker.ticket_ref} removed`)).toBeVisible();
});

test("a failed task says why, shows its attempts, and is retried", async ({ page }) => {
  const agent = await registerAgent();
  const task = await createTask({ assigned_to: agent });
  await claim(task, agent);
  await fail(task, "The registry is down.");
  const article = await openTask(page, task);
  await expect(article.getByText("The registry is down.").first()).toBeVisible();
  const timeline = article.getByRole("region", { name: "Timeline" });
  await timeline.getByRole("button", { name: `${agent} attempt 1 · failed` }).click();
  await expect(timeline.locator("pre").getByText("The registry is down.")).toBeVisible();

  await article.getByRole("button", { name: "Retry" }).click();
  await expect(message(page, `${task.ticket_ref} · Reopened`)).toBeVisible();
  await expect(article.getByRole("button", { name: "Status: Assigned" })).toBeVisible();
  await claim(task, agent);
  await expect(
    timeline.getByRole("button", { name: `${agent} attempt 2 · running` }),
  ).toBeVisible();
});

test("a run shows what it took", async ({ page }) => {
  const task = await createWaiting({ resolution: "All **done**." });
  const article = await openTask(page, task);
  await expect(article.getByRole("region", { name: "Resolution" })).toContainText("All done.");
  const timeline = article.getByRole("region", { name: "Timeline" });
  await timeline.getByRole("button", { name: "attempt 1 · succeeded" }).click();
  await expect(timeline.getByText("1,200 in · 340 out")).toBeVisible();
  // In the row, and among what it took.
  await expect(timeline.getByText("$0.0125")).toHaveCount(2);
});

test("a value is changed at the side, and the change is undone from its message", async ({
  page,
}) => {
  const task = await createTask();
  const article = await openTask(page, task);
  await article.getByRole("button", { name: "Priority: Medium" }).click();
  await choose(page, "Low");
  const told = page
    .getByRole("listitem")
    .filter({ hasText: `${task.ticket_ref} · Priority is now Low` });
  await told.getByRole("button", { name: "Undo" }).click();
  await expect(message(page, `${task.ticket_ref} · Priority is now Medium`)).toBeVisible();
  await expect(article.getByRole("button", { name: "Priority: Medium" })).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ priority: "medium" });
});

test("a reference that does not exist is a page that says so and leads on", async ({ page }) => {
  await page.goto("/tasks/TASK-99999999");
  await expect(page.getByRole("heading", { name: "There is no such task" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the inbox" }).click();
  await expect(page).toHaveURL("/inbox");
});

test("what follows is written on the task, and is one thread with it once it is done", async ({
  page,
}) => {
  const [task, next] = [await createTask({ assigned_to: uniqueName("iris") }), uniqueName("next")];
  const article = await openTask(page, task);
  await article.getByRole("button", { name: "Add what follows" }).click();
  await article.getByLabel("Title of follow-up 1").fill(`${next} after {{ticket_ref}}`);
  await article.getByRole("button", { name: "Agent of follow-up 1" }).click();
  await page.getByPlaceholder("Assign to…").fill("nova");
  await page.getByRole("option", { name: /nova/ }).first().click();
  await article.getByRole("button", { name: "Save", exact: true }).click();
  await expect(article.getByText("when this is done")).toBeVisible();

  await claim(task, task.assigned_to as string);
  await handIn(task, "Cache **reads** for 30 seconds.");
  await changeTask(task.id, { review_required: false });
  await changeTask(task.id, { status: "done" });
  const link = article.getByRole("link", { name: new RegExp(`${next} after ${task.ticket_ref}`) });
  await link.first().click();
  const heading = page.getByRole("heading", { level: 1, name: new RegExp(next) });
  await expect(heading).toBeVisible();
  const handoff = page.getByRole("region", { name: "Handoff" });
  await handoff.getByText("Result").click();
  await expect(handoff.getByText("for 30 seconds.")).toBeVisible();
  await expect(handoff.getByText("nova")).toBeVisible();
});

test("the page of a run shows what it says, finds words in it, and links to its lines", async ({
  page,
}) => {
  const agent = await registerAgent();
  const task = await createTask({ assigned_to: agent });
  const run = (await claim(task, agent)).run.id;
  const say = (after: number, kind: string, data: string) =>
    sharedClient().call("POST", `/api/runs/${run}/chunks`, { after, chunks: [{ kind, data }] });
  const lines = Array.from(
    { length: 3_000 },
    (_, at) => `step ${at + 1}${at === 99 ? " needle" : ""}`,
  );
  await say(0, "log", `${lines.join("\n")}\n`);
  await say(1, "tool", 'Bash {"command":"npm test","timeout":120000}\n');
  await open(page, `/runs/${run}`);
  const log = page.getByRole("region", { name: "Log" });
  // It stays at its end.
  await expect(log.getByText("npm test")).toBeVisible();
  await say(2, "log", "\u001b[31mone more\u001b[0m\u001b]0;owned\u0007 needle\n");
  await expect(log.getByText("one more")).toBeVisible();
  expect(await log.getByRole("listitem").count()).toBeLessThan(150);
  await log.getByRole("button", { name: "npm test" }).click();
  await expect(log.getByText("timeout: 120000")).toBeVisible();

  await page.keyboard.press("/");
  await page.keyboard.type("NEEDLE");
  // From the first line in view on, and round at the end.
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 of 2", { exact: true })).toBeVisible();
  await expect(log.getByText("step 100")).toBeVisible();
  await log.getByRole("link", { name: "Line 100", exact: true }).click();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page).toHaveURL(/#L100-L101$/);
  await expect(page.getByText("Lines 100 to 101")).toBeVisible();
  await page.reload();
  const line = log.getByText("step 101", { exact: true });
  await expect(line).toBeVisible();
  // As its number, and as the layout counts its rows.
  await expect(line.locator("xpath=ancestor-or-self::div[1]")).toHaveCSS("line-height", "20px");

  await fail(task, "needle was not found");
  await open(page, `/runs/${run}`);
  await expect(page.getByText("It failed.")).toBeVisible();
  await expect(log.getByText("one more")).toBeVisible();
});
