import { clientFor, sharedClient, uniqueName } from "../api/client";
import { message, open } from "./screen";
import { expect, test } from "./signed-in";
import { claim, createTask, registerAgent } from "./work";

test("an agent is created with a SOUL from a template, which is edited and replaced", async ({
  page,
}) => {
  const name = uniqueName("made");
  await open(page, "/agents");
  await page.getByRole("button", { name: "Create agent" }).click();
  const dialog = page.getByRole("dialog", { name: "Create agent" });
  await dialog.getByRole("button", { name: "Create agent" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("combobox", { name: "SOUL" }).click();
  await page.getByRole("option", { name: "researcher" }).click();
  await expect(dialog.getByLabel("Role")).toHaveValue("researcher");
  await dialog.getByLabel("Capabilities").fill("web-search");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Create agent" }).click();
  await expect(page).toHaveURL(`/agents/${name}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove web-search" })).toBeVisible();

  await page.getByRole("tab", { name: "SOUL" }).click();
  const editor = page.getByRole("textbox", { name: `SOUL of ${name}, in markdown` });
  await expect(editor).toContainText(name);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: /^tester/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Replace" }).click();
  await expect(editor).toContainText(/test/i);
  await expect(page.getByText(/^Draft,/)).toBeVisible();
  await editor.press("ControlOrMeta+s");
  await expect(message(page, `Saved the SOUL of ${name}`)).toBeVisible();
  const soul = await sharedClient().call<{ soul_content: string }>(
    "GET",
    `/api/agents/${name}/soul`,
  );
  expect(soul.body.soul_content).toMatch(/test/i);
});

test("a key is shown once, works as the agent, and is dead when it is revoked", async ({
  page,
}) => {
  const name = await registerAgent();
  await open(page, `/agents/${name}?tab=keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  const form = page.getByRole("dialog", { name: `Create a key for ${name}` });
  await form.getByLabel("Name").fill("laptop");
  await form.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the key now" });
  const secret = (await shown.locator("code").first().textContent()) as string;
  expect(secret).toMatch(/^mca_\w{20,}$/);
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await expect(shown).toBeHidden();

  const agent = clientFor(sharedClient().url, secret);
  const beat = () => agent.call("POST", `/api/agents/${name}/heartbeat`);
  expect((await beat()).status).toBe(200);
  expect((await agent.call("POST", "/api/agents/nobody/heartbeat")).status).not.toBe(200);

  await open(page, page.url());
  const key = page.getByRole("listitem").filter({ hasText: "laptop" });
  await expect(key).toContainText(`${secret.slice(0, 8)}`);
  await expect(page.locator("body")).not.toContainText(secret);
  await key.getByRole("button", { name: "Revoke" }).click();
  const sure = page.getByRole("alertdialog", { name: "Revoke the key laptop?" });
  await sure.getByRole("button", { name: "Revoke key" }).click();
  await expect(key.getByText("Revoked")).toBeVisible();
  expect((await beat()).status).toBe(401);
});

test("what an agent does is on its page and in the list the moment it does it", async ({
  page,
}) => {
  const name = await registerAgent();
  const task = await createTask({ assigned_to: name });
  await open(page, `/agents?q=${name}`);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row.getByText("Holds 0 of 1 task at once")).toBeAttached();
  await claim(task, name);
  await expect(row.getByText(task.title)).toBeVisible();
  await expect(row.getByText("Holds 1 of 1 task at once")).toBeAttached();

  await row.getByRole("link", { name }).click();
  const held = page.getByRole("region", { name: `In progress with ${name}` });
  await expect(held.getByRole("link", { name: task.title })).toBeVisible();
  await sharedClient().call("POST", `/api/tasks/${task.id}/release`, {});
  await expect(held).toBeHidden();
  await page.getByRole("tab", { name: "Activity" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: task.title }).first()).toBeVisible();
});

test("settings are changed where they stand, and refused in words", async ({ page }) => {
  const name = await registerAgent();
  await open(page, `/agents/${name}`);
  await page.getByRole("button", { name: "Capacity: 1. Edit" }).click();
  await page.getByRole("spinbutton", { name: "Capacity" }).fill("50");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").getByText(/1 to 20/)).toBeVisible();
  await page.getByRole("spinbutton", { name: "Capacity" }).fill("3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Capacity: 3. Edit" })).toBeVisible();
  const { body } = await sharedClient().call<{ agent: object }>("GET", `/api/agents/${name}`);
  expect(body.agent).toMatchObject({ max_capacity: 3 });
});

test.describe("deleting", () => {
  // The page hears of it before it is left, and asks once more.
  test.use({ allowedErrors: [/status of 404/] });

  test("an agent is deleted after a question, and its address says that it is gone", async ({
    page,
  }) => {
    const name = await registerAgent();
    await open(page, `/agents/${name}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete agent" }).click();
    const sure = page.getByRole("alertdialog", { name: `Delete agent ${name}?` });
    await sure.getByRole("button", { name: `Delete ${name}` }).click();
    await expect(page).toHaveURL("/agents");
    await expect(message(page, `Deleted ${name}`)).toBeVisible();
    expect((await sharedClient().call("GET", `/api/agents/${name}`)).status).toBe(404);
  });
});

test("an agent that does not exist has a page that says so", async ({ page }) => {
  await page.goto("/agents/nobody-here");
  await expect(page.getByRole("heading", { name: "There is no such agent" })).toBeVisible();
  await page.getByRole("link", { name: "All agents" }).click();
  await expect(page).toHaveURL("/agents");
});

test("a worker is paused with a note from its menu, and goes on", async ({ page }) => {
  const agent = await registerAgent();
  const self = { agent, host: "build-2", pid: 7, version: "1", program: "claude", concurrency: 2 };
  const report = (fields: object = {}) =>
    sharedClient().call<{ worker: { wanted: string; wanted_note: string | null } }>(
      "POST",
      "/api/workers",
      { ...self, free_disk_bytes: 48_000_000_000, ...fields },
    );
  await report();
  await open(page, "/workers");
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: agent }) });
  await expect(row).toContainText("48 GB free");
  await row.getByRole("button", { name: `Actions for ${agent} on build-2` }).click();
  await page.getByRole("menuitem", { name: "Pause…" }).click();
  const dialog = page.getByRole("dialog", { name: `Pause ${agent} on build-2?` });
  await dialog.getByLabel("Note").fill("Lunch");
  await dialog.getByRole("button", { name: "Pause worker" }).click();
  await expect(row).toContainText("Lunch");
  expect((await report({ heard: "run" })).body.worker).toMatchObject({
    wanted: "pause",
    wanted_note: "Lunch",
  });
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Resume" }).click();
  await expect(row).toContainText("Waits for work");
});
