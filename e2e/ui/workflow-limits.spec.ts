import { definitionOf } from "./defined-workflow";
import { expect, test } from "./signed-in";
import { connectTo, fill, openEditor, save, stage, yaml } from "./workflow-screen";

const THREE = `stages:
  - {name: plan, prompt: Plan it}
  - {name: build, prompt: Build it, from: plan}
  - {name: prove, command: npm test, from: build}
`;

test("five hundred stages, exploding aliases and a paste of 2 MB leave the editor usable", async ({
  page,
}) => {
  const lines = Array.from({ length: 500 }, (_, n) =>
    n < 10 ? `  - {name: s${n}, prompt: x}` : `  - {name: s${n}, prompt: x, from: s${n - 10}}`,
  );
  await openEditor(page, `stages:\n${lines.join("\n")}\n`);
  await stage(page, "s0").focus();
  await page.keyboard.press("End");
  await expect(stage(page, "s499")).toBeFocused();
  await page.keyboard.press("n");
  await page.getByRole("menuitem", { name: /^Command/ }).click();
  await expect(stage(page, "check")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(stage(page, "check")).toHaveCount(0);

  const replace = async (text: string) => {
    await yaml(page).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData("text/plain", pasted);
      const event = new ClipboardEvent("paste", {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      });
      document.querySelector(".cm-content")?.dispatchEvent(event);
    }, text);
  };
  await replace("x".repeat(2_000_000));
  await expect(page.getByRole("region", { name: "Problems" })).toContainText(/256 KB are the most/);
  const ties = Array.from(
    { length: 9 },
    (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`)}]`,
  );
  await replace(`a0: &a0 [x]\n${ties.join("\n")}\nstages:\n  - {name: a, labels: *a9}\n`);
  await expect(page.getByRole("region", { name: "Problems" })).toContainText(/alias/);
  await replace(THREE);
  await expect(page.locator("[data-stage]")).toHaveCount(3);
  await expect(page.getByText("No problems")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("stages are added, connected and edited by finger", async ({ page }) => {
    const name = await openEditor(page, THREE);
    await stage(page, "plan").tap();
    await page.getByRole("button", { name: "Add after" }).tap();
    await page.getByRole("menuitem", { name: /^Approval/ }).tap();
    await expect(stage(page, "approve")).toBeVisible();
    await page.getByRole("button", { name: "Edit" }).tap();
    await fill(page, "Question", "Go on with it?");
    await page.getByRole("button", { name: "Close the panel" }).tap();
    await stage(page, "approve").tap();
    await page.getByRole("button", { name: "Connect to another stage" }).tap();
    await connectTo(page, "prove").tap();
    await page.getByRole("radio", { name: "YAML" }).tap();
    await expect(yaml(page)).toContainText("from: [build, approve]");
    await save(page);
    expect((await definitionOf(name)).stages[1]).toMatchObject({
      name: "approve",
      approval: { title: "Go on with it?" },
    });
  });
});
