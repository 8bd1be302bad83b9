import { sharedClient, uniqueName } from "../api/client";
import { expectAccessible } from "./accessibility";
import { openWith, row } from "./inbox-list";
import { message, open, pendingVerdict, ready, retype } from "./screen";
import { expect, test } from "./signed-in";
import { changeTask, createTask, createWaiting, readTask } from "./work";

/** What a person types goes where they look: no keystroke acts on something else, and no text is lost. */

test("a pause while searching the inbox costs no letter, and approves nothing", async ({
  page,
}) => {
  const word = uniqueName("invoice");
  const task = await createWaiting({ title: word });
  await open(page, `/inbox?group=verdict&task=${task.ticket_ref}`);
  const search = page.getByRole("searchbox", { name: "Search the inbox" });
  await search.click();
  await page.keyboard.type(word.slice(0, 3));
  await expect(page).toHaveURL(/[?&]q=inv/);
  await expect(row(page, word)).toBeVisible();
  // The words have been searched for: this is the pause. What follows begins with single-key commands.
  await page.keyboard.type(`${word.slice(3)}ecxu`);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue(`${word}ecxu`);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await readTask(task.id)).toMatchObject({ status: "review" });

  for (const _letter of `${word}ecxu`) await page.keyboard.press("Backspace");
  await expect(page).not.toHaveURL(/[?&]q=/);
  await page.keyboard.type("e");
  await expect(search).toHaveValue("e");
  expect(await readTask(task.id)).toMatchObject({ status: "review" });
});

test("Clear empties the search at once, and Back brings the words that were searched for", async ({
  page,
}) => {
  const word = uniqueName("shown");
  const task = await createWaiting({ title: word });
  await open(page, `/inbox?q=${word}`);
  const search = page.getByRole("searchbox", { name: "Search the inbox" });
  await expect(search).toHaveValue(word);
  await row(page, word).click();
  await expect(page).toHaveURL(new RegExp(`task=${task.ticket_ref}`));
  await search.fill(`${word} more`);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(search).toHaveValue("");
  await expect(page).not.toHaveURL(/[?&]q=/);
  await page.goBack();
  await expect(search).toHaveValue(word);
});

test("a text in the board's sheet outlives Escape, a press beside it and a reload", async ({
  page,
}) => {
  const task = await createTask({ description: "As it was." });
  await open(page, `/board?task=${task.ticket_ref}`);
  const sheet = page.getByRole("dialog", { name: `Task ${task.ticket_ref}` });
  const editor = sheet.getByRole("textbox", { name: "Description" });
  await sheet.getByRole("button", { name: "Edit the description" }).click();
  await retype(page, "As it shall be.");
  await page.keyboard.press("Escape");
  await expect(editor).toHaveText("As it shall be.");

  await page.mouse.click(5, 400);
  await expect(sheet).toBeHidden();
  await open(page, `/board?task=${task.ticket_ref}`);
  await expect(editor).toHaveText("As it shall be.");
  await expect(sheet.getByText(/^Draft,/)).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ description: "As it was." });

  await sheet.getByRole("button", { name: "Discard" }).click();
  await expect(sheet.getByText("As it was.")).toBeVisible();
  await message(page, "Draft discarded").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor).toHaveText("As it shall be.");
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await expect(sheet.getByText("As it shall be.")).toBeVisible();
  await expect(sheet.getByText(/^Draft,/)).toHaveCount(0);
  expect(await readTask(task.id)).toMatchObject({ description: "As it shall be." });
});

test("a draft about a text that somebody changed since shows both", async ({ page }) => {
  const task = await createTask({ description: "As it was." });
  await open(page, `/tasks/${task.ticket_ref}`);
  await page.getByRole("button", { name: "Edit the description" }).click();
  const editor = page.getByRole("textbox", { name: "Description" });
  await retype(page, "Mine.");
  await page.goto("/inbox");
  await changeTask(task.id, { description: "Theirs." });
  await open(page, `/tasks/${task.ticket_ref}`);
  await expect(editor).toHaveText("Mine.");
  await expect(page.getByRole("alert").filter({ hasText: "Theirs." })).toBeVisible();
  await page.getByRole("button", { name: "Overwrite with mine" }).click();
  await expect(editor).toBeHidden();
  expect(await readTask(task.id)).toMatchObject({ description: "Mine." });
});

test("what is typed while a comment is being sent is the next comment", async ({ page }) => {
  const task = await createTask();
  await open(page, `/tasks/${task.ticket_ref}`);
  const field = page.getByRole("textbox", { name: "Comment" });
  const { promise: mayArrive, resolve: arrive } = Promise.withResolvers<void>();
  await page.route(`**/tasks/${task.ticket_ref}`, async (route) => {
    if (route.request().method() === "POST") await mayArrive;
    await route.continue();
  });
  await field.fill("The first.");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await sent;
  await field.pressSequentially(" The second.");
  arrive();
  await expect(page.getByRole("listitem").filter({ hasText: "The first." })).toBeVisible();
  await expect(field).toHaveValue("The second.");

  await page.reload();
  await ready(page);
  await expect(field).toHaveValue("The second.");
});

test("another row of the inbox keeps what was written about the first", async ({ page }) => {
  const { word, tasks } = await openWith(page, 2);
  await row(page, `${word} no 1`).click();
  const field = page.getByRole("textbox", { name: "Comment" });
  await field.fill("About the first.");
  await row(page, `${word} no 2`).click();
  await expect(page.getByRole("region", { name: `Task ${tasks[0]?.ticket_ref}` })).toBeVisible();
  await expect(field).toHaveValue("");
  await row(page, `${word} no 1`).click();
  await expect(field).toHaveValue("About the first.");
});

test("a verdict by key is taken back by u, and counts when it is left to", async ({ page }) => {
  const [first, second] = [await createWaiting(), await createWaiting()];
  await page.clock.install();
  await open(page, `/reviews?task=${first.ticket_ref}`);
  const review = (ref: string) =>
    page.getByRole("article", { name: new RegExp(`Review of ${ref}:`) });
  await expect(review(first.ticket_ref)).toBeVisible();
  await page.keyboard.press("e");
  await page.keyboard.press("u");
  await expect(pendingVerdict(page, first)).toBeHidden();
  // It had moved on to the next one.
  await expect(review(first.ticket_ref)).toBeHidden();

  await open(page, `/reviews?task=${second.ticket_ref}`);
  await expect(review(second.ticket_ref)).toBeVisible();
  // At once: the next review reaches the address only after the last key.
  await page.evaluate(() => {
    for (const key of ["e", "g", "a"]) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
  });
  await expect(page).toHaveURL(/\/agents/);
  await page.clock.runFor(10_000);
  await expect(message(page, `${second.ticket_ref} approved`)).toBeVisible();
  expect(await readTask(second.id)).toMatchObject({ status: "done" });
  expect(await readTask(first.id)).toMatchObject({ status: "review" });
});

test("a verdict that did not count when the page went is not given, and says so", async ({
  page,
}) => {
  const task = await createWaiting();
  await open(page, `/reviews?task=${task.ticket_ref}`);
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await page.keyboard.press("e");
  await expect(pendingVerdict(page, task)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(pendingVerdict(page, task)).toContainText("is not approved");
  await expect(pendingVerdict(page, task)).toContainText("You left before it counted.");
  await expectAccessible(page);
  expect(await readTask(task.id)).toMatchObject({ status: "review" });
  await sharedClient().call(
    "POST",
    "/api/quality-review",
    { taskId: task.id, status: "approved", notes: "Looks fine." },
    { "x-agent-name": "quicker" },
  );
  await pendingVerdict(page, task).getByRole("button", { name: "Approve now" }).click();
  await expect(pendingVerdict(page, task)).toContainText(/quicker approved /);
  await pendingVerdict(page, task).getByRole("button", { name: "Dismiss" }).click();
  await expect(pendingVerdict(page, task)).toBeHidden();
});

test("a label that an agent adds while one labels stays", async ({ page }) => {
  const task = await createTask({ labels: ["old"] });
  await open(page, `/tasks/${task.ticket_ref}`);
  await page.keyboard.press("l");
  const list = page.getByRole("combobox");
  await expect(list).toBeFocused();
  await changeTask(task.id, { labels: ["old", "agents-own"] });
  await list.fill("mine");
  await page.keyboard.press("Enter");
  await list.fill("old");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await readTask(task.id)).labels)
    .toEqual(expect.arrayContaining(["agents-own", "mine"]));
  await expect.poll(async () => (await readTask(task.id)).labels).not.toContain("old");
});

test.describe("without a connection", () => {
  test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] });

  test("a form says that it was not saved, keeps what was typed, and tries again", async ({
    page,
    context,
  }) => {
    await open(page, "/settings?tab=projects");
    await page.getByRole("button", { name: "Create project" }).first().click();
    const form = page.getByRole("dialog", { name: "Create project" });
    const name = uniqueName("Offline");
    await form.getByLabel("Name").fill(name);
    await form.getByLabel("Ticket prefix").fill(`o${Date.now().toString(36).slice(-6)}`);
    await context.setOffline(true);
    await form.getByRole("button", { name: "Create project" }).click();
    await expect(form.getByRole("alert")).toContainText("The server does not answer.");
    await expect(form.getByRole("button", { name: "Create project" })).toBeEnabled();
    await expect(form.getByLabel("Name")).toHaveValue(name);
    await context.setOffline(false);
    await form.getByRole("button", { name: "Try again" }).click();
    await expect(message(page, `Created ${name}`)).toBeVisible();
    await expect(form).toBeHidden();
  });
});

test("two admins change the same project: other fields are kept, the same one is asked about", async ({
  page,
}) => {
  const api = sharedClient();
  const prefix = `t${Date.now().toString(36).slice(-6)}`;
  const name = uniqueName("Shared");
  const made = await api.call<{ project: { id: number } }>("POST", "/api/projects", {
    name,
    ticket_prefix: prefix,
  });
  const path = `/api/projects/${made.body.project.id}`;
  await open(page, "/settings?tab=projects");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: `Edit ${name}` });
  await form.getByLabel("Description").fill("Mine.");
  await api.call("PATCH", path, { daily_budget_usd: 7, description: "Theirs." });
  await expect(form.getByRole("alert")).toContainText("the description");
  await expect(form.getByLabel(/^Daily budget/)).toHaveValue("7");
  await form.getByRole("button", { name: /^Save/ }).click();
  await expect(form).toBeHidden();
  const { body } = await api.call<{ project: object }>("GET", path);
  expect(body.project).toMatchObject({ description: "Mine.", daily_budget_usd: 7 });
});

test.describe("while readings fail", () => {
  test.use({ allowedErrors: [/Failed to load resource/] });

  test("the editor stays open with what was typed", async ({ page }) => {
    const task = await createTask({ description: "As it was." });
    await open(page, `/tasks/${task.ticket_ref}`);
    await page.getByRole("button", { name: "Edit the description" }).click();
    const editor = page.getByRole("textbox", { name: "Description" });
    await retype(page, "Mine.");
    await page.route(`**/api/tasks/${task.id}`, (route) => route.fulfill({ status: 500 }));
    const failed = page.waitForResponse((response) => response.status() === 500);
    await changeTask(task.id, { description: "Theirs." });
    await failed;
    await expect(editor).toHaveText("Mine.");
    await page.unroute(`**/api/tasks/${task.id}`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Theirs." })).toBeVisible();
    await expect(editor).toHaveText("Mine.");
  });
});
