import { expect, type Page, test } from "playwright/test";
import type { Client, Task } from "../api/client";
import { expectAccessible } from "./accessibility";
import { watchErrors } from "./browser-errors";
import { type OwnBaton, startOwnBaton } from "./own-baton";
import { open } from "./screen";

/** One person triages while scripts change the same tasks: keys, live changes, undo, conflicts, a phone. */
let product: OwnBaton;
let api: Client;
let page: Page;
let errors: string[];

const create = async (body: object) =>
  (await api.call<{ task: Task }>("POST", "/api/tasks", body)).body.task;
const read = async (task: Task) =>
  (await api.call<{ task: Task }>("GET", `/api/tasks/${task.id}`)).body.task;
const row = (task: { id: number }) => page.locator(`#inbox-${task.id}:visible`);
const message = (text: string | RegExp) => page.locator("[data-sonner-toast]", { hasText: text });

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  product = await startOwnBaton();
  api = product.api;
  page = await (await browser.newContext({ baseURL: product.url })).newPage();
  errors = watchErrors(page.context());
  await page.goto(product.setupUrl);
  await page.getByLabel("Your name").fill("Dana Ruiz");
  await page.getByLabel("Username").fill("dana");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: /create/i }).click();
  await page.waitForURL(/\/inbox/);
});

test.afterEach(() => expect(errors.splice(0), "errors in the browser").toEqual([]));
test.afterAll(() => product?.stop());

test("an empty installation shows the commands that connect an agent and follows them", async () => {
  await expect(page.getByRole("heading", { name: "Connect your first agent" })).toBeVisible();
  await expect(page.getByText(`${product.url}/api/tasks/queue?agent=scout`)).toBeVisible();
  const task = await create({ title: "Say hello" });
  await expect(row(task)).toBeVisible();
  await expect(page.getByLabel("Step 1, done")).toBeVisible();
  // The guide beside the list is fetched when the task beside it closes.
  await open(page, `${product.url}/inbox?task=${task.ticket_ref}`);
  await page.keyboard.press("Escape");
  await expect(row(task)).toBeFocused();
  await expect(page.getByRole("heading", { name: "Connect your first agent" })).toBeVisible();
  await open(page, `${product.url}/inbox`);
  await api.call("POST", "/api/agents/register", { name: "scout", role: "researcher" });
  await expect(page.getByRole("heading", { name: "Connect your first agent" })).toBeHidden();
});

test("what a script does is on the screen at once, where it belongs", async () => {
  const task = await create({ title: "Made by a script" });
  await expect(row(task)).toHaveText(/Made by a script/, { timeout: 2_000 });
  await api.call("PUT", `/api/tasks/${task.id}`, { title: "Renamed by a script" });
  await expect(row(task)).toHaveText(/Renamed by a script/, { timeout: 2_000 });
  await api.call("POST", `/api/tasks/${task.id}/cancel`, {});
  await expect(row(task)).toBeHidden({ timeout: 2_000 });
});

test("keys alone triage: move, open, assign, undo", async () => {
  const task = await create({ title: "Triaged by keys" });
  await expect(row(task)).toBeVisible();
  await page.keyboard.press("j");
  await expect(row(task)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`task=${task.ticket_ref}`));
  await page.keyboard.press("a");
  await page.keyboard.type("scout");
  await page.getByRole("option", { name: /scout/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect(row(task)).toBeHidden();
  await expect(message("Assigned to scout")).toBeVisible();
  expect(await read(task)).toMatchObject({ status: "assigned", assigned_to: "scout" });
  await page.keyboard.press("u");
  await expect(row(task)).toBeVisible();
  await expect.poll(() => read(task)).toMatchObject({ status: "inbox", assigned_to: null });
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/task=/);
  await expect(row(task)).toBeFocused();
});

test("a reload keeps what is open, chosen and filtered, and a link what is open and filtered", async () => {
  const task = await create({ title: "Kept by the address", priority: "critical" });
  const link = `/inbox?priority=critical&task=${task.ticket_ref}`;
  await open(page, link);
  await expect(row(task)).toBeVisible();
  await expect(page.getByRole("region", { name: `Task ${task.ticket_ref}` })).toBeVisible();
  await expect(page.getByRole("link", { name: /Say hello/ })).toBeHidden();
  const selected = page.getByRole("toolbar", { name: "Selected tasks" });
  await row(task).hover();
  await page.keyboard.press("x");
  await expect(selected).toContainText("1 selected");
  await page.reload();
  await expect(selected).toContainText("1 selected");
  expect(page.url()).not.toContain("selected");
  const other = await page.context().newPage();
  await other.goto(link);
  await expect(other.getByRole("region", { name: `Task ${task.ticket_ref}` })).toBeVisible();
  await expect(other.getByRole("toolbar", { name: "Selected tasks" })).toHaveCount(0);
  await other.close();
  await page.keyboard.press("Escape");
});

test("many tasks change at once, and back", async () => {
  const tasks = await Promise.all(
    Array.from({ length: 120 }, (_, index) => create({ title: `One of many ${index}` })),
  );
  await open(page, "/inbox?group=triage&q=many");
  await expect(page.getByRole("navigation", { name: "What tasks need" })).toContainText(
    "Triage120",
  );
  await page.getByRole("region", { name: /^Tasks/ }).hover();
  await expect(async () => {
    await page.mouse.wheel(0, 20_000);
    await page.keyboard.press("Shift+X");
    await expect(page.getByText("120 selected").last()).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("p");
  await page.keyboard.type("low");
  await page.keyboard.press("Enter");
  await expect(message("120 tasks · Priority is now Low")).toBeVisible();
  expect(await read(tasks[0] as Task)).toMatchObject({ priority: "low" });
  await page.keyboard.press("u");
  await expect(message("120 tasks · Priority is now Medium")).toBeVisible();
  expect(await read(tasks[119] as Task)).toMatchObject({ priority: "medium" });
});

test("an edit keeps what others changed elsewhere, and asks when it is the same text", async () => {
  const task = await create({ title: "Edited by two", description: "As it was" });
  await open(page, `/tasks/${task.ticket_ref}`);
  const edit = page.getByRole("button", { name: "Edit the description" });
  await edit.click();
  await page.getByRole("textbox", { name: "Description" }).fill("Mine");
  await api.call("PUT", `/api/tasks/${task.id}`, { priority: "high" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(edit).toBeVisible();
  await expect.poll(() => read(task)).toMatchObject({ description: "Mine", priority: "high" });

  await edit.click();
  await page.getByRole("textbox", { name: "Description" }).fill("Mine again");
  await api.call("PUT", `/api/tasks/${task.id}`, { description: "Theirs" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/changed this while you were writing/)).toBeVisible();
  expect(await read(task)).toMatchObject({ description: "Theirs" });
  await page.getByRole("button", { name: "Overwrite with mine" }).click();
  await expect(edit).toBeVisible();
  expect(await read(task)).toMatchObject({ description: "Mine again" });
});

test("a quick change that lost says who changed what and takes itself back", async () => {
  const task = await create({ title: "Changed by two" });
  await open(page, `/tasks/${task.ticket_ref}`);
  await page.getByRole("button", { name: "Priority: Medium" }).last().click();
  // Between what the person sees and what the server gets.
  let first = true;
  await page.route(`**/tasks/${task.ticket_ref}`, async (route) => {
    if (first && route.request().method() === "POST") {
      first = false;
      await api.call("PUT", `/api/tasks/${task.id}`, { priority: "critical" });
    }
    await route.continue();
  });
  await page.getByRole("option", { name: "Low" }).click();
  await expect(message(/changed the priority of .* meanwhile/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Priority: Critical" }).last()).toBeVisible();
});

test("a person answers an agent's question by key, and the agent's waiting poll has the answer", async () => {
  const task = await create({ title: "Cache the lists", assigned_to: "scout" });
  const claim = await api.call<{ run: { id: number } }>("POST", `/api/tasks/${task.id}/claim`, {
    agent: "scout",
  });
  await open(page, "/inbox");
  const { body: asked } = await api.call<{ request: { id: number } }>(
    "POST",
    `/api/runs/${claim.body.run.id}/requests`,
    {
      title: "Which database should the cache use?",
      options: [
        { id: "redis", label: "Redis" },
        { id: "postgres", label: "PostgreSQL", description: "What we run already." },
      ],
      proposed: "postgres",
      deadline_seconds: 3_600,
    },
  );
  const poll = api.call<{ request: { answer: object } }>(
    "GET",
    `/api/requests/${asked.request.id}?wait=60`,
    undefined,
    { "x-agent-name": "scout" },
  );
  const question = page.locator(`#inbox-request-${asked.request.id}`);
  await expect(question).toBeVisible();
  await expect(page).toHaveTitle(/^\(\d+\) Inbox/);
  await page.keyboard.press("j");
  await expect(question).toBeFocused();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "Request of scout" });
  await expect(panel.getByRole("button", { name: /PostgreSQL/ })).toBeVisible();
  const size = page.viewportSize();
  await expectAccessible(page);
  if (size) await page.setViewportSize(size);
  await page.keyboard.press("r");
  await page.keyboard.type("1 is too slow");
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  const pending = page.getByRole("region", { name: "Verdicts and answers that do not count yet" });
  await expect(pending).toContainText("PostgreSQL");
  await pending.getByRole("button", { name: "Now" }).click();
  expect((await poll).body.request.answer).toEqual({
    option: "postgres",
    label: "PostgreSQL",
    text: "1 is too slow",
  });
  await expect(question).toBeHidden();
  await expect(panel).toContainText("You answered “PostgreSQL”");
});
