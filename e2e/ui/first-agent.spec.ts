import { expect, type Page, test } from "playwright/test";
import { type OwnBaton, startOwnBaton } from "./own-baton";
import { open } from "./screen";
import { ADMIN, createFirstAdmin, fillSignIn } from "./sign-in";

let baton: OwnBaton;
test.beforeAll(async () => {
  baton = await startOwnBaton();
});
test.afterAll(async () => {
  await baton.stop();
});

/** The commands that stand on the page, in their order. */
async function commandsOn(page: Page): Promise<string[]> {
  return page.getByRole("main").locator("pre").allTextContents();
}

/** Does what the command does in a shell where MC_API_KEY is set. */
async function run(command: string): Promise<Response> {
  const shell = command.replaceAll("\\\n", " ").replaceAll("$MC_API_KEY", baton.apiKey);
  const words = [...shell.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
  const after = (flag: string) => words.flatMap((word, at) => (words[at - 1] === flag ? word : []));
  return fetch(words.find((word) => word.startsWith("http")) as string, {
    method: after("-X")[0] ?? "GET",
    headers: Object.fromEntries(after("-H").map((line) => line.split(": "))),
    body: after("-d")[0],
  });
}

test("an empty installation shows the commands that connect an agent, and turns live with them", async ({
  page: inbox,
  context,
}) => {
  await createFirstAdmin(inbox, baton.setupUrl);
  await expect(inbox).toHaveURL(`${baton.url}/inbox`);
  await open(inbox, `${baton.url}/inbox`);
  const guide = { name: "Connect your first agent" };
  await expect(inbox.getByRole("heading", guide)).toBeVisible();
  const [createTask] = (await commandsOn(inbox)) as [string, string, string];
  const agents = await context.newPage();
  await open(agents, `${baton.url}/agents`);
  await expect(agents.getByRole("heading", guide)).toBeVisible();
  const [register, poll, beat] = (await commandsOn(agents)) as [string, string, string];

  expect((await run(createTask)).status).toBe(201);
  await expect(inbox.getByRole("link", { name: "Say hello" })).toBeVisible();
  await expect(inbox.getByRole("img", { name: "Step 1, done" })).toBeVisible();

  expect((await run(register)).status).toBeLessThan(300);
  await expect(agents.getByRole("row").filter({ hasText: "scout" })).toContainText("developer");
  await expect(agents.getByRole("heading", guide)).toBeHidden();
  await expect(inbox.getByRole("heading", guide)).toBeHidden();

  const polled = await (await run(poll)).json();
  expect(polled).toMatchObject({ reason: "assigned", task: { title: "Say hello" } });
  await expect(agents.getByRole("row").filter({ hasText: "scout" })).toContainText("Say hello");
  await expect(inbox.getByRole("heading", { name: "Inbox zero" })).toBeVisible();
  expect((await run(beat)).status).toBe(200);
});

test("the inbox says at once what holds up work, until it is put right or out of sight", async ({
  page,
}) => {
  await page.goto(`${baton.url}/sign-in`);
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(/\/inbox$/);
  await open(page, `${baton.url}/inbox`);
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toBeHidden();
  const { call } = baton.api;
  await call("POST", "/api/agents", {
    name: "iris",
    role: "coder",
    runtime: "openai",
    config: { model: "m" },
  });
  await call("POST", "/api/tasks", { title: "Held", assigned_to: "iris" });
  await expect(notices).toContainText("iris cannot be given work");
  await expect(notices).toContainText("1 task waits");
  await expect(notices.getByRole("link")).toHaveAttribute("href", /^\/settings\?tab=/);
  await notices.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(notices).toBeHidden();
  await open(page, `${baton.url}/inbox`);
  await expect(notices).toBeHidden();
  await page.context().clearCookies({ name: "baton_notices" });
  await open(page, `${baton.url}/inbox`);
  await expect(notices).toBeVisible();
  await call("PUT", "/api/agents/iris", { runtime: "pull" });
  await expect(notices).toBeHidden();
});
