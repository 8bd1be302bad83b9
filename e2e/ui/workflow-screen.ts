import { expect, type Page } from "playwright/test";
import { defineWorkflow } from "./defined-workflow";
import { message, open } from "./screen";

/** A stage on the graph. */
export const stage = (page: Page, name: string) => page.locator(`[data-stage="${name}"]`);
export const yaml = (page: Page) => page.getByRole("textbox", { name: "YAML of the workflow" });
export const panel = (page: Page) => page.locator("[data-panel]");

/** Opens a new workflow in its editor, and says its name. */
export async function openEditor(page: Page, source: string): Promise<string> {
  const name = await defineWorkflow(source);
  await open(page, `/workflows/${name}`);
  await expect(page.locator("[data-stage]").first()).toBeVisible();
  return name;
}

/** Saves what is edited as a version, without a note. */
export async function save(page: Page, version = 2): Promise<void> {
  await expect(page.getByText("No problems")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(message(page, `Saved version ${version}`)).toBeVisible();
}

/** Fills in a field of the panel. */
export const fill = (page: Page, label: string, text: string) =>
  panel(page).getByLabel(label, { exact: true }).fill(text);

/** While a stage is connected, the whole of another takes the line. */
export const connectTo = (page: Page, name: string) =>
  page.locator(`.react-flow__node[data-id="${name}"] .wf-handle-in`);
