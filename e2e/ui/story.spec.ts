import { expect, type Page, test } from "playwright/test";
import { startModelProvider } from "../../lib/testing/model-provider";
import { startProduct } from "../../scripts/testing/product.mjs";
import { type Client, clientFor, type Task } from "../api/client";
import { pendingVerdict } from "./screen";

/**
 * The main job, end to end and live, with nothing simulated but the model provider: a person and scripts create tasks,
 * agents take one each, work, and send it to review; Aegis approves one and rejects one, which comes back with the
 * feedback and is approved the second time; a person rejects a third. Every step shows on an open screen by itself.
 */
interface Poll {
  task: Task;
  reason: string;
  run: { id: number };
  feedback: { reviewer: string; notes: string; cycle: number }[];
}

/** Aegis as the provider plays it: work that says it has no tests is sent back. */
function judge(prompt: string): string {
  return prompt.includes("No tests yet")
    ? "VERDICT: REJECTED\nNOTES: Add a test for the empty cart."
    : "VERDICT: APPROVED\nNOTES: Does what was asked, with tests.";
}

/** A step must be on the open board within a second; on a busy machine it gets a few, and how long it took is reported. */
async function shows(page: Page, task: Task, column: string): Promise<void> {
  const began = Date.now();
  const region = page.getByRole("region", { name: new RegExp(`^${column},`) });
  await expect(region.getByText(task.ticket_ref, { exact: true })).toBeVisible({ timeout: 5_000 });
  test.info().annotations.push({
    type: "live",
    description: `${task.ticket_ref} in ${column} after ${Date.now() - began} ms`,
  });
}

async function createFirstAdmin(page: Page, setupUrl: string): Promise<void> {
  await page.goto(setupUrl);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("Username").fill("ada");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: /create/i }).click();
  await page.waitForURL(/\/inbox/);
}

async function statusOf(api: Client, task: Task): Promise<Task> {
  return (await api.call<{ task: Task }>("GET", `/api/tasks/${task.id}`)).body.task;
}

test("the main job, end to end and live", async ({ browser }) => {
  test.setTimeout(120_000);
  const provider = await startModelProvider();
  provider.otherwise = ({ prompt }) => ({
    text: judge(prompt),
    usage: { tokensIn: 900, tokensOut: 40 },
  });
  const product = await startProduct({
    ANTHROPIC_BASE_URL: provider.url,
    ANTHROPIC_API_KEY: "sk-stub",
  });
  try {
    const api = clientFor(product.url, product.apiKey);
    const context = await browser.newContext({ baseURL: product.url });
    const person = await context.newPage();
    await createFirstAdmin(person, product.setupUrl as string);
    const board = await context.newPage();
    await board.goto("/board");
    await expect(board.getByText("Live", { exact: true })).toBeVisible();

    // A person creates a task; scripts bring in others as Patterns 1, 2 and 6 write them.
    await person.keyboard.press("c");
    await person.getByRole("dialog").getByLabel("Title").fill("Write the release notes");
    await person.keyboard.press("Control+Enter");
    await expect(person.getByRole("dialog")).toBeHidden();
    const create = async (body: object) =>
      (await api.call<{ task: Task }>("POST", "/api/tasks", body)).body.task;
    const css = await create({
      title: "Fix login page CSS",
      priority: "high",
      assigned_to: "scout",
    });
    const docs = await create({ title: "Update API documentation", priority: "medium" });
    const research = await create({
      title: "Research caching",
      priority: "high",
      assigned_to: "iris",
    });
    await shows(board, css, "Assigned");
    await shows(board, docs, "Inbox");

    // Aegis as Pattern 4 sets it up.
    const aegis = await api.call<{ agent: { id: number } }>("POST", "/api/agents/register", {
      name: "aegis",
      role: "reviewer",
    });
    const soul = await api.call("PUT", `/api/agents/${aegis.body.agent.id}/soul`, {
      template_name: "reviewer",
    });
    expect(soul.status).toBe(200);

    // Four agents poll at once; each gets a task of its own.
    const poll = async (agent: string) =>
      (await api.call<Poll>("GET", `/api/tasks/queue?agent=${agent}`)).body;
    const agents = ["scout", "iris", "nova", "juno"];
    const polls = await Promise.all(agents.map(poll));
    expect(new Set(polls.map((found) => found.task.id)).size).toBe(4);
    const held = new Map(polls.map((found, i) => [agents[i], found]));
    expect(held.get("scout")?.task.id).toBe(css.id);
    expect(held.get("iris")?.task.id).toBe(research.id);
    await shows(board, css, "In progress");
    await shows(board, research, "In progress");

    // They heartbeat and comment; the open task shows it.
    await person.goto(`/tasks/${css.ticket_ref}`);
    await api.call("POST", "/api/agents/scout/heartbeat", {});
    await api.call(
      "POST",
      `/api/tasks/${css.id}/comments`,
      { content: "The form needs `min-width: 0`." },
      {
        "x-agent-name": "scout",
      },
    );
    await expect(person.getByText("The form needs", { exact: false })).toBeVisible({
      timeout: 5_000,
    });

    // Work is in: Aegis approves one, and sends one back with feedback.
    const submit = (found: Poll, resolution: string) =>
      api.call("PUT", `/api/tasks/${found.task.id}`, { status: "review", resolution });
    await submit(held.get("scout") as Poll, "Fixed with tests.");
    await shows(board, css, "Done");
    await submit(held.get("iris") as Poll, "No tests yet, but it works.");
    await shows(board, research, "Assigned");
    const again = await poll("iris");
    expect(again.task.id).toBe(research.id);
    expect(again.feedback).toMatchObject([
      { reviewer: "aegis", notes: "Add a test for the empty cart.", cycle: 1 },
    ]);
    await submit(again, "Now with a test for the empty cart.");
    await shows(board, research, "Done");
    expect((await statusOf(api, research)).review_cycles).toBe(1);
    expect(provider.requests.at(-1)?.prompt).toContain("Add a test for the empty cart.");
    expect(provider.requests[0]?.system).toContain("aegis");

    // A person rejects a third in the browser: Aegis is taken off duty first, so that it waits for a person.
    await api.call("DELETE", "/api/agents/aegis");
    const third = held.get("nova") as Poll;
    await submit(third, "Done, see the diff.");
    await shows(board, third.task, "Review");
    await person.goto("/reviews");
    await expect(person.getByRole("heading", { name: third.task.title })).toBeVisible();
    await person.keyboard.press("r");
    await person
      .getByRole("textbox", { name: /feedback|notes|better/i })
      .fill("Mention the upgrade steps.");
    await person
      .getByRole("button", { name: /send back|reject/i })
      .last()
      .click();
    await pendingVerdict(person, third.task).getByRole("button", { name: "Now" }).click();
    await shows(board, third.task, "Assigned");
    const back = await poll("nova");
    expect(back.feedback).toMatchObject([{ notes: "Mention the upgrade steps.", cycle: 1 }]);

    // Baton calls an agent itself: its answer is read while it is written, and cancelled at the provider.
    await api.call("POST", "/api/agents", {
      name: "otto",
      role: "developer",
      runtime: "anthropic",
    });
    provider.script({ text: "Reading the code first.", hang: "after" });
    const dispatched = await create({ title: "Fix the login", assigned_to: "otto" });
    await person.goto(`/tasks/${dispatched.ticket_ref}`);
    await expect(person.getByText("Reading the code first.")).toBeVisible();
    await person.getByRole("button", { name: "Cancel run" }).click();
    const question = person.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cancel run" }).click();
    await provider.hungUp(1);
    await expect(person.getByText("It waits until somebody changes or retries it.")).toBeVisible();
    await person.getByRole("button", { name: "Try now" }).click();
    await shows(board, dispatched, "Review");
    await context.close();
  } finally {
    await product.stop();
    await provider.close();
  }
});
