import type { Page } from "playwright/test";
import { type Task, uniqueName } from "../api/client";
import { hearsKeys, message, open } from "./screen";
import { expect, test } from "./signed-in";
import { fail } from "./work";
import { CREW, type Crew, startCrew } from "./workflow-crew";

/** Runs of workflows as people follow and lead them: four workers do the stages, each with a program of its own. */
test.describe.configure({ mode: "serial" });

const FEATURE = `inputs:
  spec: { type: string }
defaults: { review: false }
stages:
  - { name: plan, agent: planner, prompt: Break this into tasks, from: { input: spec } }
  - name: implement
    agent: coder
    prompt: Implement the plan
    from: plan
    type: code
    checks: [{ name: herons, command: grep heron herons.txt }]
  - { name: test, agent: tester, prompt: Write tests, from: implement, type: test }
  - { name: review, agent: reviewer, prompt: Review everything, from: [implement, test], type: review }
  - { name: publish, approval: { title: "Publish?" }, from: review }
`;

/** Section 4 of the seed, as YAML. */
const SEED = `defaults: { review: false }
stages:
  - { name: plan, agent: planner, prompt: Break this into tasks, from: specs/feature.md }
  - { name: implement, agent: coder, prompt: Implement the plan, from: plan, type: code }
  - { name: test, agent: tester, prompt: Write tests, from: implement, type: test }
  - { name: review, agent: reviewer, prompt: Review everything, from: [implement, test], type: review }
`;

let crew: Crew;
test.beforeAll(async ({ baton }) => {
  // Work that others left is not its own: the crew takes what is given to it alone.
  await baton.api.call("POST", "/api/tasks", { title: "Left by somebody" });
  crew = await startCrew(baton);
});
test.afterEach(async ({ baton }, { errors }) => {
  if (errors.length === 0) return;
  for (const who of CREW) console.log(`The worker of ${who}:\n${crew.output(who)}`);
  const { body } = await baton.api.call("GET", "/api/workers");
  console.log("Workers as Baton lists them:", JSON.stringify(body, null, 1));
});
test.afterAll(() => crew?.stop());

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline of the stages" });
const node = (page: Page, stage: string) => page.locator(`[data-stage="${stage}"]`);
const row = (page: Page, stage: string) =>
  timeline(page).getByRole("button", { name: new RegExp(`^[A-Za-z ]+, ${stage}\\b`) });
const header = (page: Page) => page.locator("article > header");
const panel = (page: Page, stage: string) => page.getByRole("region", { name: `Stage ${stage}` });

/** Waits until a stage stands like this in the graph and on the timeline. */
async function stands(page: Page, stage: string, status: string, word: string): Promise<void> {
  await expect(node(page, stage)).toHaveAttribute("data-status", status, { timeout: 60_000 });
  await expect(row(page, stage)).toContainText(word);
}

/** Makes a workflow of this source in the editor, and saves it. */
async function define(page: Page, name: string, source: string): Promise<void> {
  await open(page, "/workflows?create=true");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${name}$`));
  const code = page.getByRole("textbox", { name: "YAML of the workflow" });
  await code.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
  await expect(node(page, "review")).toBeVisible();
  await expect(page.getByText("No problems")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(message(page, "Saved version 2")).toBeVisible();
}

const feature = uniqueName("feature");

test("a workflow is written, started and followed to its end, and a person publishes it by key", async ({
  page,
}) => {
  await define(page, feature, FEATURE);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Run ${feature}` });
  await dialog.getByRole("textbox", { name: "spec" }).fill("Count the herons at the pond");
  await dialog.getByRole("button", { name: "What would it do?" }).click();
  await expect(dialog.getByRole("region", { name: "What it would do" })).toContainText("publish");
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/workflow-runs\/\d+/);
  await hearsKeys(page);
  // A reload would lose it.
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));

  await expect(header(page)).toContainText("Running");
  for (const [stage, who] of [
    ["plan", "planner"],
    ["implement", "coder"],
    ["test", "tester"],
    ["review", "reviewer"],
  ] as const) {
    await stands(page, stage, "working", "Working");
    await expect(node(page, stage)).toContainText(who);
    crew.go(who);
    await stands(page, stage, "done", "Done");
  }
  await stands(page, "publish", "needs_person", "Needs you");
  await expect(header(page)).toContainText("Needs you");
  await expect(header(page)).toContainText("4 of 5 stages");

  // The list of runs says the same, and finds it by that; so do the definitions.
  const other = await page.context().newPage();
  await open(other, "/workflow-runs?status=person");
  const id = Number(/workflow-runs\/(\d+)/.exec(page.url())?.[1]);
  const listed = other.getByRole("region", { name: "Runs of workflows" });
  await expect(listed.getByRole("link", { name: `${feature} #${id}` })).toBeVisible();
  await expect(listed).toContainText("Needs you");
  await open(other, "/workflows");
  await expect(other.getByRole("link", { name: `Run ${id}: Needs you` })).toBeVisible();

  // What stands in one is chosen in the other, by mouse and by key.
  await node(page, "implement").click();
  await expect(row(page, "implement")).toHaveAttribute("aria-current", "true");
  await row(page, "review").click();
  await expect(node(page, "review")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("k");
  await expect(node(page, "test")).toHaveAttribute("aria-current", "true");

  // What came of a stage: its result, change, checks and cost.
  await page.keyboard.press("k");
  const implement = panel(page, "implement");
  await expect(implement).toContainText("Wrote herons.txt");
  await expect(implement).toContainText("$0.25");
  await implement.getByRole("tab", { name: "Changes" }).click();
  await expect(implement).toContainText("two herons");
  await implement.getByRole("tab", { name: "Checks" }).click();
  await expect(implement).toContainText("grep heron herons.txt");
  await expect(implement).toContainText(/passed/i);
  await expect(header(page)).toContainText("$1.00");

  // The next stage that needs a person, answered by key.
  await page.keyboard.press("n");
  const publish = panel(page, "publish");
  await expect(publish.getByRole("heading", { name: "Publish?" })).toBeVisible();
  await page.keyboard.press("1");
  await page
    .getByRole("region", { name: "Verdicts and answers that do not count yet" })
    .getByRole("button", { name: "Now" })
    .click();
  await stands(page, "publish", "done", "Done");
  await expect(header(page)).toContainText("Succeeded");
  await expect(other.getByRole("link", { name: `Run ${id}: Succeeded` })).toBeVisible();
  expect(await page.evaluate(() => "isTheSamePage" in window)).toBe(true);
  await other.close();

  // Its head on the board is the way there and back.
  await page.keyboard.press("Escape");
  const about = page.getByRole("complementary", { name: "About the run" });
  await about
    .getByRole("definition")
    .getByRole("link", { name: /^[A-Z]+-\d+$/ })
    .click();
  await page.getByRole("link", { name: `Run of ${feature} #${id}` }).click();
  await expect(page).toHaveURL(new RegExp(`/workflow-runs/${id}$`));
});

test("a failure is found in its log and tried again with another input; what follows is skipped, copied, cancelled", async ({
  page,
  baton,
}) => {
  const begun = await baton.api.call<{ run: { id: number; stages: { task_id: number }[] } }>(
    "POST",
    `/api/workflows/${feature}/runs`,
    { inputs: { spec: "Something or other" } },
  );
  expect(begun.status).toBe(201);
  await open(page, `/workflow-runs/${begun.body.run.id}`);
  await stands(page, "plan", "working", "Working");
  await node(page, "plan").click();
  await panel(page, "plan").getByRole("tab", { name: "Log" }).click();
  await expect(panel(page, "plan")).toContainText("I find nothing to count in what is wanted");
  await page.keyboard.press("Escape");
  await fail({ id: begun.body.run.stages[0]?.task_id } as Task, "Nothing to count", baton.api);
  await stands(page, "plan", "failed", "Failed");
  await expect(header(page)).toContainText("Blocked");
  const failure = page.getByRole("region", { name: "What went wrong" });
  await expect(failure).toContainText("plan failed");
  await expect(failure).toContainText("It holds up implement, test, review, publish.");
  await failure.getByRole("button", { name: "The log where it failed" }).click();
  await expect(failure).toContainText("I find nothing to count in what is wanted");
  await failure.getByRole("button", { name: "Try again" }).click();
  const again = page.getByRole("dialog", { name: "Try plan again?" });
  await again.getByRole("textbox", { name: "spec" }).fill("Count the owls");
  await again.getByRole("button", { name: "Try again" }).click();
  await expect(failure).toBeHidden();
  await stands(page, "plan", "working", "Working");
  crew.go("planner");
  await stands(page, "plan", "done", "Done");
  await node(page, "plan").click();
  await expect(panel(page, "plan")).toContainText("Two steps to: Count the owls");

  await stands(page, "implement", "working", "Working");
  await node(page, "test").click();
  await panel(page, "test").getByRole("button", { name: "Skip" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Skip it" }).click();
  await stands(page, "test", "skipped", "Skipped");
  await stands(page, "publish", "skipped", "Skipped");
  crew.go("coder");
  await stands(page, "implement", "done", "Done");
  await expect(header(page)).toContainText("Succeeded");

  await header(page).getByRole("button", { name: "Rerun" }).click();
  const copy = page.getByRole("dialog", { name: /again as a copy/ });
  await expect(copy.getByRole("textbox", { name: "spec" })).toHaveValue("Count the owls");
  await copy.getByRole("button", { name: "Start the copy" }).click();
  await expect(header(page)).toContainText("Running");
  await expect(page).not.toHaveURL(new RegExp(`/${begun.body.run.id}\\b`));
  await stands(page, "plan", "working", "Working");
  await header(page).getByRole("button", { name: "Cancel run" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel run" }).click();
  await expect(header(page)).toContainText("Cancelled");
  await stands(page, "plan", "cancelled", "Cancelled");
});

test("the seed's feature is given its file by whoever starts it", async ({ page }) => {
  const name = uniqueName("seed");
  await define(page, name, SEED);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Run ${name}` });
  const buffer = Buffer.from("# Birds\n\nCount the herons.\n");
  await dialog
    .getByLabel("Choose specs/feature.md")
    .setInputFiles({ name: "feature.md", mimeType: "text/markdown", buffer });
  await expect(dialog.getByRole("textbox", { name: "specs/feature.md" })).toHaveValue(/herons/);
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/workflow-runs\/\d+/);
  for (const who of ["planner", "coder", "tester", "reviewer"] as const) crew.go(who);
  await expect(header(page)).toContainText("Succeeded", { timeout: 60_000 });
  await node(page, "review").click();
  await expect(panel(page, "review")).toContainText("It can be published");
});

test("runs are chosen by key, retried and copied together, and what is refused is said", async ({
  page,
  baton,
}) => {
  const name = uniqueName("doomed");
  const source = `inputs: { of: { type: string } }
stages:
  - { name: pause, wait: { for: 1s } }
  - { name: look, end: { result: fail, message: "Not today" }, from: pause }
`;
  const path = "/api/workflows";
  expect((await baton.api.call("POST", path, { name, source })).status).toBe(201);
  for (const of of ["one", "two"]) {
    const begun = await baton.api.call("POST", `${path}/${name}/runs`, { inputs: { of } });
    expect(begun.status).toBe(201);
  }
  await open(page, `/workflow-runs?workflow=${name}`);
  const runs = page.getByRole("region", { name: "Runs of workflows" });
  await expect(runs.getByRole("link")).toHaveCount(2);
  await expect(runs).toContainText("Failed: Not today");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const bar = page.getByRole("toolbar", { name: "Selected runs" });
  await expect(bar).toContainText("2 selected");
  await expect(bar.getByRole("link", { name: "Compare" })).toHaveAttribute(
    "href",
    /workflow-runs\/compare/,
  );
  await bar.getByRole("button", { name: "Retry" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Retry 2 runs" }).click();
  await expect(message(page, "Retried 2 runs")).toBeVisible();
  await page.keyboard.press("Shift+X");
  await bar.getByRole("button", { name: "Rerun" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Start 2 copies" }).click();
  await expect(message(page, "Started 2 runs")).toBeVisible();
  await expect(runs.getByRole("link")).toHaveCount(4);
});
