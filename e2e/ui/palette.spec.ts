import { holdLateScripts } from "./network";
import { hearsKeys, open, ready } from "./screen";
import { expect, test } from "./signed-in";
import { createTask } from "./work";

test("Ctrl+K finds a task by its words and opens it", async ({ page }) => {
  const task = await createTask();
  await open(page, "/agents");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(task.title);
  await expect(palette.getByRole("option", { name: task.title, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/tasks/${task.ticket_ref}`);
  await expect(page.getByRole("heading", { level: 1, name: task.title })).toBeVisible();
});

test("the palette finds a task by its reference, and the actions of the screen one is on", async ({
  page,
}) => {
  const task = await createTask();
  await open(page, `/tasks/${task.ticket_ref}`);
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await page.getByRole("button", { name: /^Find…/ }).click();
  await page.keyboard.type(task.ticket_ref);
  await expect(palette.getByRole("option", { name: task.title })).toBeVisible();

  await palette.getByRole("combobox").fill("priority");
  const action = palette.getByRole("option", { name: `Set the priority of ${task.ticket_ref}` });
  await expect(action).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Priority of ${task.ticket_ref}` });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  // While the palette fades out, which must not take the focus from what one types.
  await page.keyboard.type("Critical", { delay: 30 });
  await expect(dialog.getByRole("combobox")).toHaveValue("Critical");
  await expect(palette).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("board");
  await expect(palette.getByRole("option", { name: "Go to Board" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/board");
});

test("what is pressed while the palette is still being fetched is pressed in it", async ({
  page,
}) => {
  const arrive = await holdLateScripts(page, "/agents");
  await page.goto("/agents");
  await hearsKeys(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("boardx");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Loading…")).toBeVisible();
  arrive();
  await expect(page).toHaveURL("/board");
});

test("what nothing matches is said", async ({ page }) => {
  await open(page, "/board");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("qqzzxx");
  await expect(page.getByText("Nothing matches “qqzzxx”.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("? shows the keys of the screen one is on", async ({ page }) => {
  await open(page, "/inbox");
  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const action of ["Go to Board", "Next task", "Create a task", "Undo the last change"]) {
    await expect(map.getByRole("listitem").filter({ hasText: action })).toBeVisible();
  }
  await expect(map.getByRole("listitem").filter({ hasText: "Go to Board" })).toContainText("G");
  await page.keyboard.press("Escape");
  await open(page, "/board");
  await page.keyboard.press("?");
  await expect(map.getByText("Next card")).toBeVisible();
  await expect(map.getByText("Next task")).toHaveCount(0);
});

test("g and a letter go to every screen", async ({ page }) => {
  await open(page, "/inbox");
  const screens = [
    ["b", "/board", "Board"],
    ["r", "/reviews", "Reviews"],
    ["a", "/agents", "Agents"],
    ["i", "/inbox", "Inbox"],
  ] as const;
  for (const [letter, path, title] of screens) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const nav = page.getByRole("navigation", { name: "Main" });
    await expect(nav.getByRole("link", { name: title })).toHaveAttribute("aria-current", "page");
  }
});

test("keys rest while one types, and single keys can be turned off", async ({ page }) => {
  await open(page, "/inbox");
  const search = page.getByRole("searchbox", { name: "Search the inbox" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("c?gb");
  await expect(search).toHaveValue("c?gb");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/inbox\?q=/);

  await search.fill("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await map.getByRole("checkbox", { name: "Single-key shortcuts" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "New task" })).toHaveCount(0);

  await page.reload();
  await ready(page);
  await page.keyboard.press("c");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "New task" })).toHaveCount(0);
});
