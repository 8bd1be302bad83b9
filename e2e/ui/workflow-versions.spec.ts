import type { Page } from "playwright/test";
import { sharedClient } from "../api/client";
import { addVersion, defineWorkflow, definitionOf } from "./defined-workflow";
import { message, open } from "./screen";
import { expect, test } from "./signed-in";

const FIRST = `inputs: {topic: {type: string}}
stages:
  - {name: plan, prompt: "Plan {{inputs.topic}}"}
  - {name: lint, command: npm run lint, from: plan}
  - {name: build, prompt: Build it, from: lint, timeout: 1h}
`;
const SECOND = `inputs: {topic: {type: string}}
stages:
  - {name: plan, prompt: "Plan {{inputs.topic}} well"}
  - {name: build, prompt: Build it, from: plan}
  - {name: prove, prompt: Prove it, from: build}
`;

const yaml = (page: Page) => page.getByRole("textbox", { name: "YAML of the workflow" });

async function openEditor(page: Page, name: string): Promise<void> {
  await open(page, `/workflows/${name}`);
  await expect(page.locator("[data-stage]").first()).toBeVisible();
}

async function write(page: Page, text: string): Promise<void> {
  await yaml(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
}

test("versions are compared stage by stage and line by line, by a link as well, and restored", async ({
  page,
}) => {
  const name = await defineWorkflow(FIRST, "Lint first");
  await addVersion(name, SECOND, "Prove it");
  await openEditor(page, name);
  await page.getByRole("button", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Compare version 1" }).click();
  await expect(page.getByText("1 added, 1 removed, 2 changed.")).toBeVisible();
  await page.getByRole("link", { name: "As a page" }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${name}/compare\\?a=1&b=2$`));

  const changes = page.getByRole("list", { name: "Changes" });
  const row = (words: RegExp) => changes.getByRole("button", { name: words });
  await expect(row(/added prove Agent/)).toBeVisible();
  await expect(row(/removed lint Command/)).toBeVisible();
  await row(/changed build .*from, timeout/).click();
  await expect(changes.locator("del").last()).toContainText("1h");
  await expect(page.getByText("Prove it", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Definition, line by line" })).toContainText(
    "- {name: prove, prompt: Prove it, from: build}",
  );
  // Arrows go through the changes, and the address follows what is chosen.
  await page.keyboard.press("ArrowDown");
  await expect(row(/added prove/)).toBeFocused();
  await page.getByRole("combobox", { name: "Second version" }).click();
  await page.getByRole("option", { name: "Version 1" }).click();
  await expect(page).toHaveURL(/\?a=1&b=1$/);
  await expect(page.getByText("Both are the same version")).toBeVisible();

  await openEditor(page, name);
  await page.getByRole("button", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restore" }).click();
  await expect(message(page, "Version 1 is back, as version 3")).toBeVisible();
  await expect(page.locator('[data-stage="lint"]')).toBeVisible();
  expect((await definitionOf(name)).stages).toHaveLength(3);
});

test.describe("a version that nobody saved", () => {
  test.use({ allowedErrors: [/compare\?a=1&b=7: Failed to load resource: .* 404/] });

  test("is said to be none", async ({ page }) => {
    const name = await defineWorkflow(FIRST);
    await open(page, `/workflows/${name}/compare?a=1&b=7`);
    await expect(page.getByText(/has no version 7/)).toBeVisible();
  });
});

test("what somebody else saved meanwhile is shown beside one's own, and either can be kept", async ({
  page,
}) => {
  const name = await defineWorkflow(FIRST);
  await openEditor(page, name);
  await write(page, "  - {name: mine, prompt: Mine, from: build}\n");
  await expect(page.locator('[data-stage="mine"]')).toBeVisible();
  await addVersion(name, SECOND, "Theirs");
  await expect(page.getByText(/saved version 2 .*began from version 1/)).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Version 2 was saved meanwhile" });
  await expect(dialog).toContainText("- {name: mine, prompt: Mine, from: build}");
  await dialog.getByRole("radio", { name: "What they changed" }).click();
  await expect(dialog).toContainText("prompt: Prove it");
  await expect(dialog).not.toContainText("prompt: Mine");
  await dialog.getByRole("button", { name: "Save mine on top" }).click();
  await page
    .getByRole("dialog", { name: "Save version 3" })
    .getByRole("button", { name: "Save" })
    .click();
  await expect(message(page, "Saved version 3")).toBeVisible();
  expect((await definitionOf(name)).stages.map((stage) => stage.name)).toContain("mine");

  await write(page, "  - {name: again, prompt: Mine, from: build}\n");
  await expect(page.locator('[data-stage="again"]')).toBeVisible();
  await addVersion(name, SECOND, "Theirs again");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.getByRole("button", { name: "Take theirs" }).click();
  await expect(page.locator('[data-stage="prove"]')).toBeVisible();
  await expect(page.locator('[data-stage="again"]')).toHaveCount(0);
});

test("unsaved changes survive a reload, ask before one leaves, and can be discarded", async ({
  page,
}) => {
  const name = await defineWorkflow(FIRST);
  await openEditor(page, name);
  await write(page, "  - {name: kept, prompt: Kept, from: build}\n");
  await expect(page.locator('[data-stage="kept"]')).toBeVisible();
  await page.reload();
  await expect(page.locator('[data-stage="kept"]')).toBeVisible();
  const toBoard = page.getByRole("link", { name: "Board" });
  const guard = page.getByRole("dialog", { name: "Leave with unsaved changes?" });
  await toBoard.click();
  await guard.getByRole("button", { name: "Stay" }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${name}$`));
  await toBoard.click();
  await guard.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page).toHaveURL(/\/board/);
  await openEditor(page, name);
  await expect(page.locator('[data-stage="kept"]')).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.locator('[data-stage="kept"]')).toHaveCount(0);
  await toBoard.click();
  await expect(page).toHaveURL(/\/board/);
});

test("a run is tried out and started from the editor, and runs of two versions are compared", async ({
  page,
}) => {
  const name = await defineWorkflow(FIRST);
  await openEditor(page, name);
  await page.locator("[data-stage=plan]").click();
  await page.keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: `Run ${name}` });
  await dialog.getByRole("button", { name: "Start run" }).click();
  const topic = dialog.getByRole("textbox", { name: "topic" });
  await expect(topic).toHaveAttribute("aria-invalid", "true");
  await topic.fill("boats");
  await dialog.getByRole("button", { name: "What would it do?" }).click();
  await expect(dialog.getByRole("region", { name: "What it would do" })).toContainText("3 stages");
  await dialog.getByRole("button", { name: "Start run" }).click();
  await expect(page).toHaveURL(/\/workflow-runs\/\d+$/);
  const first = Number(new URL(page.url()).pathname.split("/").at(-1));
  await expect(page.getByRole("article", { name: `Run ${first} of ${name}` })).toBeVisible();

  await addVersion(name, SECOND, "Prove it");
  const { body } = await sharedClient().call<{ run: { id: number } }>(
    "POST",
    `/api/workflows/${name}/runs`,
    { inputs: { topic: "ships" } },
  );
  await open(page, `/workflow-runs/compare?a=${first}&b=${body.run.id}`);
  await expect(page.getByText("1 added, 1 removed, 2 changed.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Stages of both runs" })).toContainText("prove");
});
