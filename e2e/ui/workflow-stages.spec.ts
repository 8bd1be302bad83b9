import type { Page } from "playwright/test";
import { definitionOf } from "./defined-workflow";
import { message } from "./screen";
import { expect, test } from "./signed-in";
import { connectTo, fill, openEditor, panel, save, stage, yaml } from "./workflow-screen";

const THREE = `stages:
  - {name: plan, prompt: Plan it}
  - {name: build, prompt: Build it, from: plan}
  - {name: prove, command: npm test, from: build}
`;

/** Adds a stage after the one that is shown, whose panel opens. */
async function add(page: Page, kind: string, name: string): Promise<void> {
  const field = panel(page).getByRole("textbox", { name: "Name", exact: true });
  const before = (await field.count()) === 0 ? "" : await field.inputValue();
  await page.getByRole("button", { name: "Add stage" }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click();
  await expect(panel(page).getByLabel("Name", { exact: true })).toBeFocused();
  await expect(field).not.toHaveValue(before);
  await field.fill(name);
  await field.press("Enter");
  await expect(stage(page, name)).toBeVisible();
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await panel(page).getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

test("stages are copied, cut and pasted as YAML, also into another workflow", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openEditor(page, THREE);
  await stage(page, "build").click();
  await stage(page, "prove").click({ modifiers: ["ControlOrMeta"] });
  await page.keyboard.press("ControlOrMeta+c");
  await expect(message(page, "Copied 2 stages")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("name: build");
  await page.keyboard.press("ControlOrMeta+d");
  await expect(stage(page, "prove-2")).toBeVisible();
  await expect(stage(page, "build-2")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("ControlOrMeta+x");
  await expect(stage(page, "prove-2")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(stage(page, "prove-2")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.locator("[data-stage]")).toHaveCount(3);

  // What was cut last is in the clipboard, and comes after what is there.
  const other = await openEditor(page, "stages:\n  - {name: build, prompt: Other}\n");
  await stage(page, "build").click();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(stage(page, "prove-2")).toBeVisible();
  await save(page);
  const { stages } = await definitionOf(other);
  expect(stages.map(({ name }) => name)).toEqual(["build", "build-2", "prove-2"]);

  await page.evaluate(() => navigator.clipboard.writeText("no stage at all"));
  await stage(page, "build").click();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(message(page, /^That is no stage/)).toBeVisible();
  await expect(page.locator("[data-stage]")).toHaveCount(3);
});

test("stages are connected and taken apart by mouse and by keys, and never into a circle", async ({
  page,
}) => {
  await openEditor(page, `${THREE}  - {name: ship, approval: {title: Ship?}, from: prove}\n`);
  // By mouse: from the dot of a stage to another stage.
  await stage(page, "plan").hover();
  await page.locator('.react-flow__node[data-id="plan"] .wf-handle').hover();
  await page.mouse.down();
  const { x, y } = (await stage(page, "ship").boundingBox()) as { x: number; y: number };
  await page.mouse.move(x + 40, y + 20, { steps: 5 });
  // The whole stage takes the line, and shows it.
  await expect(
    page.locator('.react-flow__node[data-id="ship"] .wf-handle-in[data-open]'),
  ).toBeVisible();
  await page.mouse.move(x + 44, y + 22);
  await page.mouse.up();
  await expect(yaml(page)).toContainText("from: [prove, plan]");
  // The line is chosen, and goes.
  const line = page.locator(".react-flow__edge").filter({ has: page.locator("path.wf-edge") });
  await expect(line).toHaveCount(4);
  await stage(page, "ship").click();
  await panel(page).getByRole("button", { name: "Remove plan" }).click();
  await expect(line).toHaveCount(3);
  await expect(yaml(page)).not.toContainText("[prove, plan]");

  // By keys: arrows lead along the lines, and the arrow of the bar draws one.
  await stage(page, "ship").focus();
  await page.keyboard.press("ArrowUp");
  await expect(stage(page, "prove")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(stage(page, "plan")).toBeFocused();
  await page.getByRole("button", { name: "Connect to another stage" }).press("Enter");
  await expect(page.getByText("Choose what comes after plan")).toBeVisible();
  await stage(page, "prove").focus();
  await page.keyboard.press("Enter");
  await expect(yaml(page)).toContainText("from: [build, plan]");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(yaml(page)).not.toContainText("[build, plan]");
  await stage(page, "prove").click();
  await page.getByRole("button", { name: "Connect to another stage" }).click();
  await connectTo(page, "plan").click();
  await expect(message(page, /^That would be a circle/)).toBeVisible();

  await stage(page, "build").focus();
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("textbox", { name: "Name", exact: true })).toHaveValue(
    "build",
  );
  await stage(page, "build").focus();
  await page.keyboard.press("Delete");
  await expect(stage(page, "build")).toHaveCount(0);
  await expect(yaml(page)).not.toContainText("from: build");
  await message(page, "Removed build").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(stage(page, "build")).toBeVisible();
});

test("every kind of stage and every field is edited in the panel", async ({ page }) => {
  const name = await openEditor(
    page,
    "inputs: {deploy: {type: boolean}}\nstages:\n  - {name: plan, prompt: Plan it}\n",
  );
  await stage(page, "plan").click();
  await pick(page, "Done by", "A capability");
  await fill(page, "Capability", "research");
  await panel(page).locator("summary", { hasText: "Task" }).click();
  await fill(page, "Output", "type: array\nitems: {type: string}");
  await fill(page, "Title", "Think first");

  await add(page, "Agent", "answer");
  await fill(page, "Prompt", "Answer {{item}}\nin a sentence.");
  await panel(page).locator("summary", { hasText: "Flow" }).click();
  await fill(page, "For each item of", "plan");
  await fill(page, "At a time", "3");
  await fill(page, "Items at most", "20");
  await fill(page, "Retries", "2");
  await fill(page, "Pause between", "30s");
  await fill(page, "Timeout", "1h");
  await pick(page, "When it fails", "Go on without it");

  await add(page, "Agent", "improve");
  await panel(page).locator("summary", { hasText: "Flow" }).click();
  await fill(page, "Again until", 'stages.improve.result == "done"');
  await fill(page, "At most", "4");
  await fill(page, "Only when", "inputs.deploy");
  await pick(page, "Of several stages before it", "All must be over");
  await pick(page, "Session", "Goes on in that of plan");
  await panel(page).locator("summary", { hasText: "Task" }).click();
  await pick(page, "Review", "Needs a verdict");
  await pick(page, "Priority", "High");
  await fill(page, "Work type", "code");
  await fill(page, "Checks", "npm test\nnpm run lint");
  await pick(page, "Comes after, and is given", "A file");
  await page.getByRole("textbox", { name: "Path of the file" }).fill("docs/spec.md");
  await page.keyboard.press("Enter");
  await pick(page, "Comes after, and is given", "Input deploy");

  await add(page, "Command", "run");
  await fill(page, "Command", "npm ci\nnpm test");
  await add(page, "Wait", "pause");
  await pick(page, "Waits for", "An event");
  await fill(page, "Only where", 'event.task.type == "code"');
  await add(page, "Workflow", "inner");
  await fill(page, "Workflow", "somewhere-else");
  await fill(page, "Its inputs", 'spec: "{{stages.run.result}}"');
  await add(page, "Approval", "ask");
  await fill(page, "Question", "Good?");
  await panel(page).getByRole("textbox", { name: "Choices" }).fill("Ship it");
  await page.keyboard.press("Enter");
  await pick(page, "A rejection", "Sends answer back to work");
  await add(page, "End", "stop");
  await pick(page, "The run", "Fails");
  await fill(page, "Message", "Not today");
  // A field of one kind goes with it, those that every kind has stay.
  await pick(page, "Kind", "Wait");
  await expect(panel(page).getByRole("textbox", { name: "Message" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(panel(page).getByRole("textbox", { name: "Message" })).toHaveValue("Not today");
  // It names no workflow that there is: said, and no reason not to save.
  await save(page);

  const { stages } = await definitionOf(name);
  expect(stages).toMatchObject([
    { name: "plan", capability: "research", title: "Think first", output: { type: "array" } },
    {
      name: "answer",
      prompt: "Answer {{item}}\nin a sentence.",
      foreach: { stage: "plan" },
      concurrency: 3,
      limit: 20,
      retry: { attempts: 3, delay: "30s" },
      timeout: "1h",
      on_failure: "continue",
    },
    {
      name: "improve",
      loop: { max: 4 },
      when: "inputs.deploy",
      join: "settled",
      context: { resume: "plan" },
      review: true,
      priority: "high",
      type: "code",
      checks: [{ command: "npm test" }, { command: "npm run lint" }],
      from: [{ stage: "answer" }, { file: "docs/spec.md" }, { input: "deploy" }],
    },
    { name: "run", script: "npm ci\nnpm test" },
    { name: "pause", wait: { event: "task.completed", where: 'event.task.type == "code"' } },
    { name: "inner", workflow: "somewhere-else", inputs: { spec: "{{stages.run.result}}" } },
    {
      name: "ask",
      approval: { title: "Good?", choices: [{ label: "Ship it" }], rework: "answer" },
    },
    { name: "stop", end: { result: "fail", message: "Not today" } },
  ]);
});

test("a field says what it is for while one points at it in the YAML", async ({ page }) => {
  await openEditor(page, THREE);
  await yaml(page).getByText("prompt").first().hover();
  await expect(page.locator(".cm-field-doc")).toContainText("What is to be done.");
});
