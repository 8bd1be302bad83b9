import { expectAccessible } from "./accessibility";
import { message, open } from "./screen";
import { expect, test } from "./signed-in";

test("a workflow is begun, edited as graph and as YAML with one history, and saved as a new version", async ({
  page,
}) => {
  const name = `journey-${Date.now()}`;
  await open(page, "/workflows?create=true");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${name}$`));
  const code = page.getByRole("textbox", { name: "YAML of the workflow" });
  const stage = (called: string) => page.locator(`[data-stage="${called}"]`);
  await expect(code).toContainText("# A stage waits for those that it comes from.");

  // By keys on the graph: a new stage after the chosen one, under another name.
  await stage("plan").click();
  await page.keyboard.press("n");
  await page.getByRole("menuitem", { name: /^Command/ }).click();
  await expect(code).toContainText("- name: check");
  const field = page.getByRole("textbox", { name: "Name" });
  await expect(field).toBeFocused();
  await field.fill("prove");
  await field.press("Enter");
  await expect(stage("prove")).toBeVisible();
  await expect(code).toContainText("# A stage waits for those that it comes from.");
  await expect(code).toContainText("from: plan");
  await field.press("ControlOrMeta+z");
  await expect(stage("check")).toBeVisible();
  await field.press("ControlOrMeta+Shift+z");
  await expect(stage("prove")).toBeVisible();

  // In the YAML: the graph follows, and says where something is wrong.
  await code.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("  - {name: ship, prompt: Ship it, from: prov}");
  await expect(stage("ship")).toHaveAttribute("data-bad", "true");
  await page.getByRole("button", { name: "1 problem" }).click();
  await page.getByRole("button", { name: /prov\b.*prove/ }).click();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.type("prove");
  await expect(page.getByText("No problems")).toBeVisible();
  await expect(stage("ship")).not.toHaveAttribute("data-bad");
  await expectAccessible(page);

  // A reload keeps it; then it becomes a version.
  await page.reload();
  await expect(stage("ship")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("textbox", { name: "What changed" }).fill("Prove and ship");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(message(page, "Saved version 2")).toBeVisible();
  await page.getByRole("button", { name: "Versions" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Prove and ship" })).toBeVisible();
});
