import { clientFor, sharedClient, type Task, uniqueName } from "../api/client";
import { expectAccessible } from "./accessibility";
import { message, open } from "./screen";
import { expect, test } from "./signed-in";

/** A prefix of this test's own; a project cannot be made twice. */
const prefixOf = (word: string) => `${word}_${Date.now().toString(36)}`;

async function givenProject(name: string, ticket_prefix: string): Promise<number> {
  const { body } = await sharedClient().call<{ project: { id: number } }>("POST", "/api/projects", {
    name,
    ticket_prefix,
  });
  return body.project.id;
}

test("a project is made, its tasks count under its prefix, and it is archived when it rests", async ({
  page,
}) => {
  const name = uniqueName("My app");
  const prefix = prefixOf("myapp");
  await open(page, "/inbox");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/\/settings$/);
  await page.getByRole("button", { name: "Create project" }).click();
  const dialog = page.getByRole("dialog", { name: "Create project" });
  await dialog.getByLabel("Ticket prefix").fill("no good");
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(dialog.getByLabel("Ticket prefix")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Ticket prefix").fill(prefix);
  await expect(dialog.getByText(`${prefix}-001`)).toBeVisible();
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(message(page, `Created ${name}`)).toBeVisible();
  const row = page
    .getByRole("list", { name: "Projects", exact: true })
    .getByRole("listitem")
    .filter({ hasText: name });
  await expect(row).toContainText("No tasks yet");

  const title = uniqueName("first in there");
  await page.keyboard.press("c");
  const create = page
    .getByRole("dialog")
    .filter({ has: page.getByRole("button", { name: /^Project/ }) });
  await create.getByRole("button", { name: /^Project/ }).click();
  await page.getByRole("combobox").fill(name);
  await page.getByRole("option", { name }).click();
  await create.getByPlaceholder("What is to be done").fill(title);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(create).toBeHidden();
  const { body } = await sharedClient().call<{ tasks: Task[] }>(
    "GET",
    `/api/tasks?q=${encodeURIComponent(title)}`,
  );
  expect(body.tasks[0]?.ticket_ref).toBe(`${prefix}-001`);

  await open(page, "/settings");
  await expect(row).toContainText("1 open of 1 task");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: "Archive project" }).click();
  await expect(question.getByText("1 unfinished task")).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  await sharedClient().call("POST", `/api/tasks/${body.tasks[0]?.id}/cancel`, {});
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await question.getByRole("button", { name: "Archive project" }).click();
  const archived = page.getByRole("list", { name: "Archived projects" });
  await expect(archived.getByText(name)).toBeVisible();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Unarchive" }).click();
  await expect(row).toBeVisible();
});

test("a project that somebody else makes appears in the list and in the pickers at once", async ({
  page,
}) => {
  await open(page, "/settings");
  const name = uniqueName("From elsewhere");
  await givenProject(name, prefixOf("else"));
  await expect(page.getByText(name)).toBeVisible();
});

test("a key that is limited to a project is shown once, sees that project, and dies when revoked", async ({
  page,
}) => {
  const project = uniqueName("Limited");
  const id = await givenProject(project, prefixOf("lim"));
  const name = uniqueName("laptop");
  await open(page, "/settings?tab=keys");
  await page.getByRole("button", { name: "Create key" }).click();
  const form = page.getByRole("dialog", { name: "Create an API key" });
  await form.getByLabel("Name").fill(name);
  await form.getByRole("combobox", { name: "Project" }).click();
  await page.getByRole("option", { name: project }).click();
  await form.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the key now" });
  const secret = (await shown.locator("code").first().textContent()) as string;
  expect(secret).toMatch(/^mc_\w{20,}$/);
  await expect(shown.getByText(`export MC_API_KEY=${secret}`)).toBeVisible();
  await expect(shown.getByText("/api/mcp")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await shown.getByRole("button", { name: "I have copied it" }).click();
  await expect(shown).toBeHidden();

  const limited = clientFor(sharedClient().url, secret);
  const list = () => limited.call<{ projects: { id: number }[] }>("GET", "/api/projects");
  expect((await list()).body.projects.map((each) => each.id)).toEqual([id]);
  const row = page
    .getByRole("list", { name: "API keys" })
    .getByRole("listitem")
    .filter({ hasText: name });
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(row.getByText("Revoked")).toBeVisible();
  expect((await list()).status).toBe(401);
});

test("an agent's own key can be limited to a project too", async ({ page }) => {
  const project = uniqueName("Of one agent");
  const prefix = prefixOf("own");
  await givenProject(project, prefix);
  const agent = uniqueName("keyholder");
  await sharedClient().call("POST", "/api/agents/register", { name: agent, role: "developer" });
  await open(page, `/agents/${agent}?tab=keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  const form = page.getByRole("dialog", { name: `Create a key for ${agent}` });
  await form.getByRole("combobox", { name: "Project" }).click();
  await page.getByRole("option", { name: project }).click();
  await form.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the key now" });
  const secret = (await shown.locator("code").first().textContent()) as string;
  await shown.getByRole("button", { name: "I have copied it" }).click();
  const keys = page.getByRole("list", { name: `Keys of ${agent}` });
  await expect(keys.getByText(prefix)).toBeVisible();
  const limited = clientFor(sharedClient().url, secret);
  const list = await limited.call<{ projects: unknown[] }>("GET", "/api/projects");
  expect(list.body.projects).toMatchObject([{ ticket_prefix: prefix }]);
});

test("a user is made, changes role, and is disabled", async ({ page }) => {
  const username = uniqueName("grace");
  await open(page, "/settings?tab=users");
  await page.getByRole("button", { name: "Create user" }).click();
  const form = page.getByRole("dialog", { name: "Create user" });
  await form.getByLabel("Username").fill(username);
  await form.getByLabel("Password").fill("short");
  await form.getByRole("button", { name: "Create user" }).click();
  await expect(form.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Password").fill("correct horse battery");
  await form.getByRole("button", { name: "Create user" }).click();
  await expect(message(page, `Created ${username}`)).toBeVisible();
  await page.getByRole("combobox", { name: `Role of ${username}` }).click();
  await page.getByRole("option", { name: "viewer" }).click();
  await expect(message(page, `${username} is viewer now`)).toBeVisible();
  await page.getByRole("button", { name: `Disable ${username}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable user" }).click();
  const row = page
    .getByRole("list", { name: "Users" })
    .getByRole("listitem")
    .filter({ hasText: username });
  await expect(row.getByText("Disabled")).toBeVisible();
  await row.getByRole("button", { name: "Enable" }).click();
  await expect(row.getByText("Disabled")).toBeHidden();
});

const SCREENS = {
  "the projects": "/settings",
  "the form for a project": "/settings?create=true",
  "the keys": "/settings?tab=keys",
  "the form for a key": "/settings?tab=keys&create=true",
  "the users": "/settings?tab=users",
  "the form for a user": "/settings?tab=users&create=true",
};

for (const [what, path] of Object.entries(SCREENS)) {
  test(`${what} can be read and used by everyone`, async ({ page }) => {
    await open(page, path);
    await expectAccessible(page);
  });
}

test("a model gets a price, what its runs cost is shown at once, and an agent gets a budget", async ({
  page,
}) => {
  const { call } = sharedClient();
  const model = uniqueName("house").toLowerCase().replaceAll(" ", "-");
  const agent = uniqueName("spender").replaceAll(" ", "-");
  await open(page, "/settings?tab=costs");
  const table = page.getByRole("form", { name: "Prices" });
  await table.getByRole("button", { name: "Add a model" }).click();
  await table.getByLabel("Model", { exact: true }).last().fill(model);
  await table.getByLabel(`Input of ${model}`).fill("two");
  await table.getByLabel(`Output of ${model}`).fill("20");
  await table.getByRole("button", { name: "Save" }).click();
  await expect(table.getByRole("alert")).toContainText(/must be an amount in US dollars/i);
  await table.getByLabel(`Input of ${model}`).fill("$10");
  await table.getByRole("button", { name: "Save" }).click();
  await expect(message(page, "Saved the prices")).toBeVisible();

  await call("POST", "/api/agents", { name: agent, role: "coder" });
  await open(page, `/costs?agent=${agent}`);
  await expect(page.getByText("Nothing ran there")).toBeVisible();
  const used = { agent, model, inputTokens: 100_000, outputTokens: 50_000 };
  await call("POST", "/api/tokens", used);
  const row = page.getByRole("region", { name: "Models" }).getByRole("row", { name: model });
  await expect(row).toContainText("$2.00");
  await call("POST", "/api/tokens", { ...used, model: `${model}-next` });
  // While other tests keep the server busy, a screen reads again at its pace (docs/decisions/0053-pace-of-rereading.md).
  await expect(page.getByRole("definition").first()).toContainText("$2.00 + 1 unknown", {
    timeout: 60_000,
  });

  await open(page, `/agents/${agent}`);
  await page.getByRole("button", { name: /^Daily budget/ }).click();
  await page.getByLabel("Daily budget (US$)").fill("2.50");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Daily budget .*: 2.5\./ })).toBeVisible();
  await open(page, "/costs");
  await expect(
    page.getByRole("progressbar", { name: `${agent} today: $2.00 of $2.50` }),
  ).toBeVisible();
});
