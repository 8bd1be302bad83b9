import type { Locator, Page } from "playwright/test";
import { sharedClient, type Task, uniqueName } from "../api/client";
import { open } from "./screen";
import { expect, test } from "./signed-in";
import { changeTask, claim, createTask, handIn } from "./work";

/** Children that are not handed to agents of other tests. */
const child = (parent: Task, fields: Record<string, unknown> = {}) =>
  createTask({ parent_id: parent.id, review_required: false, ...fields });
const step = (parent: Task, order: number, fields: Record<string, unknown> = {}) =>
  child(parent, { exec_mode: "seq", exec_order: order, ...fields });

async function stepsOf(parent: Task): Promise<number[]> {
  const { body } = await sharedClient().call("GET", `/api/tasks/${parent.id}/children`);
  return (body as { tasks: { id: number }[] }).tasks.map(({ id }) => id);
}

const list = (page: Page): Locator => page.getByRole("list", { name: "Steps" });
const shown = (page: Page): Promise<string[]> =>
  list(page)
    .getByRole("listitem")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.step ?? ""));
const ids = (...tasks: Task[]): string[] => tasks.map(({ id }) => String(id));

async function givenPipeline(): Promise<[Task, Task, Task, Task]> {
  const pipe = await createTask({ title: uniqueName("pipeline"), exec_mode: "seq" });
  return [pipe, await step(pipe, 1), await step(pipe, 2), await step(pipe, 3)];
}

test("steps are put in another order by keys, and put back by escape", async ({ page }) => {
  const [pipe, one, two, three] = await givenPipeline();
  await open(page, `/tasks/${pipe.ticket_ref}`);
  const handle = page.getByRole("button", { name: `Move ${three.ticket_ref}, step 3 of 3` });
  await handle.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => shown(page)).toEqual(ids(three, one, two));
  await page.keyboard.press("Escape");
  await expect.poll(() => shown(page)).toEqual(ids(one, two, three));

  await page.keyboard.press("Space");
  for (const key of ["ArrowUp", "ArrowUp", "ArrowDown"]) await page.keyboard.press(key);
  await page.keyboard.press("Space");
  await expect(page.getByText(`${three.ticket_ref} is step 2 of 3 now.`)).toBeAttached();
  await expect.poll(() => stepsOf(pipe)).toEqual([one.id, three.id, two.id]);
  await page.reload();
  await expect(list(page)).toBeVisible();
  await expect.poll(() => shown(page)).toEqual(ids(one, three, two));
});

test("a step is dragged to another place by its handle", async ({ page }) => {
  const [pipe, one, two, three] = await givenPipeline();
  await open(page, `/tasks/${pipe.ticket_ref}`);
  const handle = (task: Task) =>
    page.getByRole("button", { name: new RegExp(`^Move ${task.ticket_ref},`) });
  await expect(handle(one)).toBeVisible();
  const from = await handle(one).boundingBox();
  const to = await handle(three).boundingBox();
  if (!from || !to) throw new Error("The handles are not on the screen.");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height, { steps: 10 });
  await expect.poll(() => shown(page)).toEqual(ids(two, three, one));
  await page.mouse.up();
  await expect.poll(() => stepsOf(pipe)).toEqual([two.id, three.id, one.id]);
});

test("steps are added one after the other where they stand, and progress moves while one looks", async ({
  page,
}) => {
  const parent = await createTask();
  await open(page, `/tasks/${parent.ticket_ref}`);
  await page.getByRole("button", { name: "Add a child" }).click();
  await page.getByRole("radio", { name: "Next step" }).click();
  const title = page.getByRole("textbox", { name: "Title of the new step" });
  for (const words of ["Run tests", "Build image"]) {
    await title.fill(words);
    await title.press("Enter");
    await expect(list(page).getByRole("link", { name: words })).toBeVisible();
  }
  await title.press("Escape");
  await expect(title).toBeHidden();
  const progress = page.getByRole("progressbar", { name: `Children of ${parent.ticket_ref}` });
  await expect(progress).toHaveAttribute("aria-valuemax", "2");

  const [first] = await stepsOf(parent);
  await changeTask(first as number, { review_required: false, assigned_to: uniqueName("agent") });
  await changeTask(first as number, { status: "done" });
  await expect(progress).toHaveAttribute("aria-valuenow", "1");
});

test("a step says where it stands, what it waits for, and leads to its neighbours", async ({
  page,
}) => {
  const agent = uniqueName("agent");
  const top = await createTask({ title: uniqueName("epic"), type: "epic", assigned_to: agent });
  const pipe = await child(top, { title: uniqueName("pipe"), assigned_to: agent });
  const one = await step(pipe, 1, { assigned_to: agent });
  const two = await step(pipe, 2, { assigned_to: agent });
  const three = await step(pipe, 3, { assigned_to: agent });
  await open(page, `/tasks/${two.ticket_ref}`);
  const crumbs = page.getByRole("navigation", { name: "Breadcrumb" });
  await expect(crumbs.getByRole("link")).toHaveText([top.title, pipe.title]);
  const steps = page.getByRole("navigation", { name: "Steps" });
  await expect(steps).toContainText("Step 2 of 3");
  await expect(page.getByText(`step 1, ${one.ticket_ref}, is assigned`)).toBeVisible();

  await claim(one, agent);
  await handIn(one, "Done.");
  await expect(page.getByText(/Waits:/)).toBeHidden();
  await steps.getByRole("link", { name: `Next step: ${three.ticket_ref}` }).click();
  await expect(page).toHaveURL(new RegExp(`/tasks/${three.ticket_ref}$`));
  await expect(page.getByText(`step 2, ${two.ticket_ref}, is assigned`)).toBeVisible();
});

/** A project of its own: its lanes are not among those of other tests. */
async function givenProject(): Promise<number> {
  const name = uniqueName("lanes");
  const ticket_prefix = `L${Date.now().toString(36)}`.toUpperCase();
  const { body } = await sharedClient().call<{ project: { id: number } }>("POST", "/api/projects", {
    name,
    ticket_prefix,
  });
  return body.project.id;
}

test("lanes by epic hold everything below, however deep, and cards name their parent", async ({
  page,
}) => {
  const project_id = await givenProject();
  const agent = uniqueName("agent");
  const mine = { project_id, assigned_to: agent };
  const epic = await createTask({ title: uniqueName("epic"), type: "epic", ...mine });
  const pipe = await child(epic, { title: uniqueName("pipe"), ...mine });
  const deep = await step(pipe, 1, { title: uniqueName("deep"), ...mine });
  await child(epic, { title: uniqueName("other"), project_id });
  const alone = await createTask({ title: uniqueName("alone"), project_id });
  await open(
    page,
    `/board?project=${project_id}&lanes=epic&closed=review,blocked,done,failed,cancelled`,
  );
  const named = `${epic.title} (${epic.ticket_ref})`;
  const lane = page.getByRole("region", { name: named, exact: true });
  const cell = (label: string) => lane.getByRole("region", { name: new RegExp(`^${label}, `) });
  const card = cell("Assigned").getByRole("link", { name: deep.ticket_ref });
  await expect(card).toContainText(pipe.title);
  await expect(card).toContainText("step 1/1");
  const without = page.getByRole("region", { name: "Without an epic", exact: true });
  await expect(without.getByRole("link", { name: alone.ticket_ref })).toBeVisible();
  await expect(without.getByRole("link", { name: epic.ticket_ref })).toHaveCount(0);

  await claim(deep, agent);
  await expect(cell("In progress").getByRole("link", { name: deep.ticket_ref })).toBeVisible();
  await handIn(deep, "Done.");
  await expect(
    lane.getByRole("progressbar", { name: `Progress of ${epic.ticket_ref}` }),
  ).toHaveAttribute("aria-valuenow", "1");
});

test("the inbox names a task's parent and step, and shows how far an epic is", async ({ page }) => {
  const word = uniqueName("row");
  const epic = await createTask({ title: `${word} epic`, type: "epic" });
  const first = await step(epic, 1, { title: `${word} first` });
  await step(epic, 2, { title: `${word} second` });
  await open(page, `/inbox?q=${word}`);
  const row = (title: string) => page.getByRole("link", { name: new RegExp(title) }).locator("..");
  await expect(row(`${word} second`)).toContainText(`${word} epic`);
  await expect(row(`${word} second`)).toContainText("step 2/2");
  await changeTask(first.id, { status: "done" });
  await expect(page.getByRole("progressbar", { name: "1 of 2 children done" })).toBeVisible();
});
