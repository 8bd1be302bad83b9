import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import { uniqueName } from "../api/client";
import { expectAccessible } from "./accessibility";
import {
  blocksOf,
  createEpic,
  createPipeline,
  drawLine,
  line,
  linkNow,
  node,
  openCanvas,
  orderOf,
  places,
} from "./canvas-work";
import { message, open } from "./screen";
import { expect, test } from "./signed-in";
import { askAgent, claim, createTask, handIn, readTask, registerAgent } from "./work";

test.describe.configure({ mode: "parallel" });

const said = (page: Page) => page.locator('[data-announced="polite"]');

test("an agent's claim lights the node up, and nothing moves for it", async ({
  page,
}, testInfo) => {
  const epic = await createEpic(4);
  const [first] = epic.children;
  await openCanvas(page, epic);
  await expect(node(page, first)).toHaveAccessibleName(/assigned, assigned to/);
  const before = await places(page);

  const begun = performance.now();
  await claim(first, String(first.assigned_to));
  await page.locator(`[data-node="${first.id}"][data-status="in_progress"]`).waitFor();
  const took = Math.round(performance.now() - begun);
  testInfo.annotations.push({ type: "request to screen, ms", description: String(took) });
  await expect(node(page, first)).toHaveAccessibleName(
    new RegExp(`${first.ticket_ref} .*in progress, held by ${first.assigned_to}`),
  );
  await expect(node(page, first)).toContainText(/\ds/);

  await handIn(first, "Done.");
  await expect(node(page, first)).toHaveAccessibleName(/, done,/);
  await expect(node(page, epic.root)).toHaveAccessibleName(/1 of 4 done/);
  expect(await places(page)).toEqual(before);
});

test("a task that comes takes the next place, and its siblings keep theirs", async ({ page }) => {
  const epic = await createEpic(4);
  await openCanvas(page, epic);
  const before = await places(page);
  const fresh = await createTask({ parent_id: epic.root.id });
  await expect(node(page, fresh)).toBeVisible();
  const after = await places(page);
  for (const { id } of epic.children) expect(after[id]).toBe(before[id]);
});

test("a line drawn from node to node makes a dependency; a circle is refused with the reason", async ({
  page,
}) => {
  const epic = await createEpic();
  const [a, b] = epic.children;
  await openCanvas(page, epic);
  await drawLine(page, a, b);
  await expect(page.getByText(`${a.ticket_ref} blocks ${b.ticket_ref}`)).toBeVisible();
  await page.mouse.up();
  await expect(line(page, a, b)).toBeAttached();
  await expect(node(page, b)).toHaveAccessibleName(new RegExp(`waits for ${a.ticket_ref}`));
  expect(await blocksOf(b)).toEqual([`blocks:${a.id}:${b.id}`]);

  await drawLine(page, b, a);
  const reason = `Would close a circle: ${b.ticket_ref} → ${a.ticket_ref} → ${b.ticket_ref}`;
  await expect(page.getByRole("status").getByText(reason)).toBeVisible();
  await page.mouse.up();
  await expect(message(page, reason)).toBeVisible();
  expect(await blocksOf(b)).toHaveLength(1);

  await page.keyboard.press("u");
  await expect(line(page, a, b)).toHaveCount(0);
  await expect.poll(() => blocksOf(b)).toEqual([]);
});

test("a line is selected and deleted", async ({ page }) => {
  const epic = await createEpic();
  const [a, b] = epic.children;
  await linkNow(a, b);
  await openCanvas(page, epic);
  await line(page, a, b).locator(".cv-hit").click({ force: true });
  await expect(page.getByText(`${a.ticket_ref} blocks ${b.ticket_ref}`)).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(line(page, a, b)).toHaveCount(0);
  expect(await blocksOf(b)).toEqual([]);
});

test("by keys alone: walk, draw a dependency, open the task and come back", async ({ page }) => {
  const epic = await createEpic();
  const [a, b] = epic.children;
  await openCanvas(page, epic);
  await page.getByRole("button", { name: "Export" }).focus();
  for (let n = 0; n < 4 && !(await node(page, epic.root).evaluate(isFocused)); n++) {
    await page.keyboard.press("Tab");
  }
  await expect(node(page, epic.root)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(node(page, a)).toBeFocused();
  await page.keyboard.press("d");
  await expect(said(page)).toContainText(`Choose what ${a.ticket_ref} blocks`);
  await page.keyboard.press("ArrowRight");
  await expect(node(page, b)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(line(page, a, b)).toBeAttached();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: `Task ${b.ticket_ref}` });
  await expect(panel.getByRole("heading", { name: b.title })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`task=${b.ticket_ref}`));
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(node(page, b)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(node(page, a)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(node(page, epic.root)).toBeFocused();
});

const isFocused = (element: Element): boolean => element === document.activeElement;

test("a step is moved by keys and by the mouse, and the steps say their places", async ({
  page,
}) => {
  const pipeline = await createPipeline();
  const [first, second, third] = pipeline.children;
  await openCanvas(page, pipeline);
  await expect(node(page, first)).toHaveAccessibleName(/step 1 of 3/);
  await node(page, first).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(node(page, first)).toHaveAccessibleName(/step 2 of 3/);
  await expect(said(page)).toContainText(`${first.ticket_ref} is now step 2 of 3`);
  await expect.poll(() => orderOf(pipeline)).toEqual([second.id, first.id, third.id]);

  const box = await node(page, third).boundingBox();
  const target = await node(page, second).boundingBox();
  if (!box || !target) throw new Error("The steps are not on the screen.");
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y + target.height / 2, { steps: 10 });
  await page.mouse.up();
  await expect(node(page, third)).toHaveAccessibleName(/step 1 of 3/);
  await expect.poll(() => orderOf(pipeline)).toEqual([third.id, second.id, first.id]);
});

test("tasks are added inside and beside, where they belong", async ({ page }) => {
  const pipeline = await createPipeline(2);
  const [first, second] = pipeline.children;
  await openCanvas(page, pipeline);
  await node(page, first).focus();
  await page.keyboard.press("Shift+N");
  const [between, inside] = [uniqueName("between"), uniqueName("inside")];
  await page
    .getByRole("textbox", { name: `Title of a task beside ${first.ticket_ref}` })
    .fill(between);
  await page.keyboard.press("Enter");
  const made = page.getByRole("button", { name: between });
  await expect(made).toHaveAccessibleName(/step 2 of 3/);
  await expect(node(page, second)).toHaveAccessibleName(/step 3 of 3/);
  await page.keyboard.press("Escape");
  await expect(node(page, first)).toBeFocused();

  await node(page, second).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Add inside" }).click();
  await page
    .getByRole("textbox", { name: `Title of a task inside ${second.ticket_ref}` })
    .fill(inside);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: inside })).toBeVisible();
  await expect(node(page, second)).toHaveAccessibleName(/1 inside/);
});

test("a container folds, says what is in it, and stays folded", async ({ page }) => {
  const epic = await createEpic();
  await openCanvas(page, epic);
  await node(page, epic.root).focus();
  await page.keyboard.press("Space");
  await expect(node(page, epic.root)).toHaveAttribute("aria-expanded", "false");
  await expect(node(page, epic.children[0])).toHaveCount(0);
  await claim(epic.children[0], String(epic.children[0].assigned_to));
  await expect(node(page, epic.root).locator("svg.text-status-in-progress")).toBeVisible();
  await page.reload();
  await expect(node(page, epic.root)).toHaveAttribute("aria-expanded", "false");
  await page.getByRole("button", { name: "Expand everything" }).click();
  await expect(node(page, epic.children[0])).toBeVisible();
});

test("search brings forward what fits, and Enter goes from one to the next", async ({ page }) => {
  const epic = await createEpic();
  const [first, second] = epic.children;
  await openCanvas(page, epic);
  await page.keyboard.press("/");
  const field = page.getByRole("searchbox", { name: "Find on the canvas" });
  await expect(field).toBeFocused();
  await page.keyboard.type(second.ticket_ref);
  await expect(node(page, first)).toHaveAttribute("data-dim", "true");
  await expect(node(page, second)).not.toHaveAttribute("data-dim");
  await expect(page).toHaveURL(new RegExp(`q=${second.ticket_ref}`));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").getByText("1/1")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(node(page, second)).toBeFocused();
  await page.reload();
  await expect(node(page, first)).toHaveAttribute("data-dim", "true");
});

test("filters are in the address and survive a reload", async ({ page }) => {
  const epic = await createEpic();
  const [first, second] = epic.children;
  await claim(first, String(first.assigned_to));
  await openCanvas(page, epic);
  await page.getByRole("button", { name: "Filter by status" }).click();
  await page.getByRole("option", { name: "In progress" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/status=in_progress/);
  await expect(node(page, second)).toHaveAttribute("data-dim", "true");
  await page.reload();
  await expect(node(page, first)).not.toHaveAttribute("data-dim");
  await expect(node(page, second)).toHaveAttribute("data-dim", "true");
});

test("the whole canvas is exported as picture, drawing and Mermaid", async ({ page }) => {
  const epic = await createEpic(4);
  await linkNow(epic.children[0], epic.children[1]);
  await openCanvas(page, epic);
  const save = async (item: string): Promise<Buffer> => {
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: item }).click();
    return readFileSync(await (await download).path());
  };
  const png = await save("Picture (PNG)");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBeGreaterThan(600);

  const svg = (await save("Drawing (SVG)")).toString();
  const parsed = await page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      isValid: read.querySelector("parsererror") === null,
      texts: [...read.querySelectorAll("text")].map((one) => one.textContent),
      hasFonts: /@font-face/.test(read.querySelector("style")?.textContent ?? ""),
      lines: read.querySelectorAll("path[marker-end]").length,
    };
  }, svg);
  expect(parsed).toMatchObject({ isValid: true, hasFonts: true, lines: 1 });
  for (const { ticket_ref } of epic.children) expect(parsed.texts).toContain(ticket_ref);

  const mermaid = (await save("Mermaid file")).toString();
  expect(mermaid).toMatch(/^flowchart TD\n/);
  expect(mermaid).toContain(epic.children[0].title);
  expect(mermaid).toContain("-. blocks .->");
});

test("everything hangs together on the canvas, and g c goes there", async ({ page }) => {
  const epic = await createEpic();
  await open(page, "/inbox");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/canvas$/);
  await page.getByRole("searchbox", { name: "Find on the canvas" }).fill(epic.root.title);
  await page.keyboard.press("Enter");
  await expect(node(page, epic.root)).toBeVisible();
  await open(page, `/canvas/${epic.children[0].ticket_ref}`);
  await page.getByRole("link", { name: epic.root.title }).click();
  await expect(page).toHaveURL(new RegExp(`/canvas/${epic.root.ticket_ref}`));
});

test("the canvas can be read and used by everyone", async ({ page }) => {
  const pipeline = await createPipeline();
  const [first, second] = pipeline.children;
  await claim(first, String(first.assigned_to));
  expect(await readTask(second.id)).toMatchObject({ ready: false });
  await openCanvas(page, pipeline, "?status=in_progress");
  await expectAccessible(page);
});

test("the tree of a run grows on the canvas, and a run of it is opened by keys", async ({
  page,
}) => {
  const [lead, helper] = [await registerAgent(), await registerAgent()];
  const root = await askAgent(lead, "Build it", { tree_budget_usd: 2 });
  await open(page, `/runs/${root}`);
  const first = await askAgent(helper, "Write the tests", { parent_run_id: root });
  await page.getByRole("link", { name: "Tree" }).click();
  await expect(page.getByRole("heading", { name: `Tree of run #${root}` })).toBeVisible();
  const asked = (what: string) =>
    page.getByRole("button", { name: `by ${helper}, ${what}, waits in the queue` });
  await expect(asked("Write the tests")).toBeVisible();

  await askAgent(helper, "Review them", { parent_run_id: root });
  await expect(asked("Review them")).toBeVisible();
  await expect(page.getByLabel("Limits of the tree")).toContainText("Open below one run2 of 10");
  await expectAccessible(page);

  await page.locator(`[data-node="${root}"]`).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/runs/${first}`);
});
