import { type Browser, expect, type Page, test } from "playwright/test";
import { type ModelProvider, startModelProvider } from "../../lib/testing/model-provider";
import { watchErrors } from "./browser-errors";
import { type OwnBaton, startOwnBaton } from "./own-baton";
import { message, open } from "./screen";
import { ADMIN, createFirstAdmin, type Person, signIn } from "./sign-in";
import { claim, createTask, createWaiting, fail, readTask, registerAgent } from "./work";

const GRACE: Person = { name: "Grace Hopper", username: "grace", password: "nanoseconds 11.8 in" };
const LIN: Person = { name: "Lin Lanying", username: "lin", password: "single crystals" };

let baton: OwnBaton;
let provider: ModelProvider;
let ada: Page;
const errors: string[][] = [];

/** A browser of their own. */
async function seat(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: baton.url });
  errors.push(watchErrors(context));
  return context.newPage();
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  provider = await startModelProvider();
  baton = await startOwnBaton();
  ada = await seat(browser);
  await createFirstAdmin(ada, baton.setupUrl);
  await expect(ada).toHaveURL(/\/inbox$/);
  await baton.addPerson(GRACE, "operator");
  await baton.addPerson(LIN, "viewer");
});

test.afterAll(async () => {
  const found = errors.flat();
  await baton.stop();
  await provider.close();
  expect(found, "errors in the browsers").toEqual([]);
});

test("two people judge at once: the second is told by whom it was judged, and keeps the words", async ({
  browser,
}) => {
  const task = await createWaiting({}, baton.api);
  const grace = await seat(browser);
  await signIn(grace, GRACE);
  for (const page of [ada, grace]) await open(page, `/reviews?task=${task.ticket_ref}`);

  await grace.getByRole("button", { name: "Reject", exact: true }).click();
  const dialog = grace.getByRole("dialog", { name: `Reject ${task.ticket_ref}` });
  await dialog.getByLabel("Feedback").fill("It has no test.");
  await ada.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(message(ada, `${task.ticket_ref} approved`)).toBeVisible();

  await dialog.getByRole("button", { name: "Reject with feedback" }).click();
  await expect(dialog.getByRole("alert")).toContainText(
    `${ADMIN.name} approved ${task.ticket_ref} a moment ago. If you disagree, override the verdict with a reason.`,
  );
  await expect(dialog.getByLabel("Feedback")).toHaveValue("It has no test.");
  expect(await readTask(task.id, baton.api)).toMatchObject({ status: "done", review_cycles: 0 });

  await dialog.getByRole("button", { name: "Keep it in review" }).click();
  await expect(grace.getByRole("button", { name: `Override ${ADMIN.name}` })).toBeVisible();
  await grace.context().close();
});

test("what one person does, the other sees at once, with the name", async ({ browser }) => {
  const task = await createTask({}, baton.api);
  const grace = await seat(browser);
  await signIn(grace, GRACE);
  for (const page of [ada, grace]) await open(page, `/tasks/${task.ticket_ref}`);
  await ada.getByRole("textbox", { name: "Comment" }).fill("I take this one.");
  await ada.keyboard.press("Control+Enter");
  const comments = grace.getByRole("region", { name: "Comments" });
  await expect(comments.getByText("I take this one.")).toBeVisible();
  await expect(comments.getByText(ADMIN.name)).toBeVisible();
  await grace.context().close();
});

test("a viewer sees everything and nothing to change it with", async ({ browser }) => {
  const { api } = baton;
  const agent = await registerAgent(undefined, undefined, api);
  const open_ = await createTask({ description: "To be read." }, api);
  const waiting = await createWaiting({}, api);
  const failed = await createTask({ assigned_to: agent }, api);
  await claim(failed, agent, api);
  await fail(failed, "It broke.", api);
  const lin = await seat(browser);
  await signIn(lin, LIN);

  await open(lin, `/inbox?task=${open_.ticket_ref}`);
  await expect(lin.getByText("View only")).toBeVisible();
  await expect(lin.getByText("To be read.")).toBeVisible();
  await lin.keyboard.press("c");
  await lin.keyboard.press("a");
  await lin.keyboard.press("Control+k");
  const palette = lin.getByRole("dialog", { name: "Command palette" });
  await expect(palette.getByRole("option", { name: "Go to Board" })).toBeVisible();
  await expect(palette.getByRole("option", { name: /Create|Assign|Undo/ })).toHaveCount(0);
  await expect(lin.getByRole("dialog")).toHaveCount(1);
  await lin.keyboard.press("Escape");

  const screens = [
    `/inbox?task=${open_.ticket_ref}`,
    `/inbox?task=${failed.ticket_ref}`,
    "/board",
    `/reviews?task=${waiting.ticket_ref}`,
    `/tasks/${waiting.ticket_ref}`,
    `/tasks/${failed.ticket_ref}`,
    "/agents",
    `/agents/${agent}`,
    `/agents/${agent}?tab=soul`,
    `/agents/${agent}?tab=keys`,
    "/settings?create=true",
    "/settings?tab=keys&create=true",
    "/settings?tab=users",
    "/settings?tab=runtimes",
    "/settings?tab=models",
    "/settings?tab=scheduler",
  ];
  for (const path of screens) {
    await open(lin, path);
    await expect(lin.locator("[data-loading]")).toHaveCount(0);
    const writes = lin.getByRole("button", {
      name: /^(New task|Create|Approve|Reject|Retry|Unblock|Edit|Save|Reply|Comment$|Add|Remove|Override|Revoke|Delete)|edit the title/,
    });
    await expect(writes, `what would change something on ${path}`).toHaveCount(0);
    await expect(lin.getByRole("textbox")).toHaveCount(0);
  }
  await lin.context().close();
});

test("what a viewer asks the server for by hand is refused", async ({ browser }) => {
  const lin = await seat(browser);
  await signIn(lin, LIN);
  const refused = await lin.request.post(`${baton.url}/api/tasks`, {
    data: { title: "Not allowed" },
    headers: { origin: baton.url },
  });
  expect(refused.status()).toBe(403);
  await lin.context().close();
});

test("an admin sets up a runtime, and the work that waited for it is done", async () => {
  provider.otherwise = () => ({ text: "The headline is shorter now." });
  await baton.api.call("POST", "/api/agents", {
    name: "ada-llm",
    role: "writer",
    runtime: "openai",
    config: { model: "gpt-small" },
  });
  const task = await createTask({ assigned_to: "ada-llm", review_required: false }, baton.api);
  await open(ada, "/agents");
  const row = ada.getByRole("row").filter({ hasText: "ada-llm" });
  await expect(row).toContainText("Cannot be called: 1 task waits");
  await row.getByRole("link").click();
  await expect(ada.getByText("ada-llm cannot be called: 1 task waits.")).toBeVisible();
  await ada.getByRole("link", { name: "Set it up" }).click();

  const form = ada.getByRole("form", { name: "OpenAI and compatible settings" });
  await form.getByLabel("Address").fill(`${provider.url}/v1`);
  await form.getByLabel("API key").fill("sk-journey-0123456789");
  await form.getByRole("button", { name: "Test connection" }).click();
  await expect(form.getByRole("status")).toContainText("What you tried is not saved yet.");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(message(ada, "Saved OpenAI and compatible")).toBeVisible();
  await expect(form.getByRole("status")).toContainText("It answers");
  await expect(form.getByLabel("API key")).toHaveValue("");
  await expect(form).toContainText("It ends in 6789.");

  await ada.getByRole("tab", { name: "Models" }).click();
  const models = ada.getByRole("group", { name: /^OpenAI/ });
  for (const tier of ["Complex", "Default", "Routine"])
    await models.getByLabel(tier).fill("gpt-small");
  await ada.getByRole("button", { name: "Save" }).click();
  await expect(message(ada, "Saved the models")).toBeVisible();
  await expect
    .poll(async () => (await readTask(task.id, baton.api)).status, { timeout: 10_000 })
    .toBe("done");
  expect(provider.requests.find(({ protocol }) => protocol === "openai")?.model).toBe("gpt-small");

  await ada.getByRole("tab", { name: "Scheduler" }).click();
  await ada.getByRole("button", { name: "Run now: requeueStaleTasks" }).click();
  await expect(message(ada, /^requeueStaleTasks: /)).toBeVisible();
});

test("the output of a run grows on the screen, and is read once however long it is", async () => {
  const lines = Array.from(
    { length: 1_500 },
    (_, at) => `Step ${at + 1}: ${"looked closer, ".repeat(6)}`,
  );
  const text = `${lines.join("\n")}\nThe last line.`;
  provider.script({ text, hang: "after", chunkBytes: 2_000 });
  let read = 0;
  ada.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    expect(pathname, "the whole run is read again").not.toMatch(/^\/api\/runs\/\d+$/);
    if (!pathname.endsWith("/chunks")) return;
    const { chunks } = (await response.json()) as { chunks: { data: string }[] };
    read += chunks.reduce((sum, { data }) => sum + data.length, 0);
  });
  const task = await createTask({ assigned_to: "ada-llm", review_required: false }, baton.api);
  await open(ada, `/tasks/${task.ticket_ref}`);
  const article = ada.getByRole("article", { name: `Task ${task.ticket_ref}` });
  const run = article.getByRole("button", { name: /attempt 1/ });
  if ((await run.getAttribute("aria-expanded")) !== "true") await run.click();
  const output = article.getByRole("region", { name: "Output so far" });
  await expect(output.getByText("The last line.")).toBeVisible();
  await output.scrollIntoViewIfNeeded();
  const atItsEnd = () =>
    output.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop < 48);
  await expect.poll(atItsEnd).toBe(true);
  await expect(output.getByRole("link", { name: "Line 1501" })).toBeVisible();
  expect(read).toBe(text.length);

  await article.getByRole("button", { name: "Cancel run" }).click();
  await ada.getByRole("alertdialog").getByRole("button", { name: "Cancel run" }).click();
  await expect(output).toBeHidden();
});
