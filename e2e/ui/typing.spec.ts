import { uniqueName } from "../api/client";
import { openWith, row } from "./inbox-list";
import { message, open, ready } from "./screen";
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
  await editor.fill("As it shall be.");
  await page.keyboard.press("Escape");
  await expect(editor).toHaveValue("As it shall be.");

  await page.mouse.click(5, 400);
  await expect(sheet).toBeHidden();
  await open(page, `/board?task=${task.ticket_ref}`);
  await expect(editor).toHaveValue("As it shall be.");
  await expect(sheet.getByText(/^Draft,/)).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ description: "As it was." });

  await sheet.getByRole("button", { name: "Discard" }).click();
  await expect(sheet.getByText("As it was.")).toBeVisible();
  await message(page, "Draft discarded").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor).toHaveValue("As it shall be.");
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
  await editor.fill("Mine.");
  await page.goto("/inbox");
  await changeTask(task.id, { description: "Theirs." });
  await open(page, `/tasks/${task.ticket_ref}`);
  await expect(editor).toHaveValue("Mine.");
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
