import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright/test";
import { inProject } from "../../scripts/project.mjs";
import { sharedClient, type Task, uniqueName } from "../api/client";
import { expectAccessible } from "./accessibility";
import { choose, message, open } from "./screen";
import { expect, test } from "./signed-in";
import { claim, handIn } from "./work";

/** The same task for several agents, started, watched and decided in the browser, with the work of real workers in a real repository. */
interface Contest {
  group: Task;
  entries: { task: Task & { assigned_to: string } }[];
}

/** A program that says what it does, and hands in what the test tells it to, when the test tells it. */
const CODER = `
import { existsSync, readFileSync, watch, writeFileSync } from "node:fs";
const file = process.env.ORDERS + "/" + process.env.MC_TASK;
console.log("Reading the loader");
const seen = watch(process.env.ORDERS);
while (!existsSync(file)) await new Promise((resolve) => seen.once("change", resolve));
seen.close();
writeFileSync("cache.txt", readFileSync(file, "utf8"));
console.log("I added the cache.");
`;

const room = mkdtempSync(path.join(tmpdir(), "contest-"));
const orders = path.join(room, "orders");
const repo = path.join(room, "shop");
const git = (...words: string[]) => execFileSync("git", words, { cwd: repo, encoding: "utf8" });
const branches = () => git("for-each-ref", "--format=%(refname:short)", "refs/heads/baton");
let worker: ChildProcess | undefined;

/** Tells a program what to hand in: it sees all of it at once. */
function order(task: string, text: string): void {
  writeFileSync(path.join(room, task), text);
  renameSync(path.join(room, task), path.join(orders, task));
}

test.beforeAll(() => {
  for (const folder of [orders, repo]) mkdirSync(folder);
  writeFileSync(path.join(room, "coder.mjs"), CODER);
  writeFileSync(path.join(repo, "README.md"), "shop\n");
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "One");
});
test.afterAll(async () => {
  if (worker?.exitCode === null) {
    const ended = new Promise((resolve) => worker?.once("exit", resolve));
    worker.kill("SIGQUIT");
    await ended;
  }
  rmSync(room, { recursive: true, force: true });
});

function startWorker(profile: string, url: string, key: string): void {
  const program = `"${process.execPath}" "${path.join(room, "coder.mjs")}"`;
  // Nothing that other tests of this Baton leave for anybody.
  const only = ["--type", "contest"];
  const words = ["worker", "--profile-agents", profile, "--concurrency", "2", "--command", program];
  const place = ["--worktree", "--repo", repo, "--grace", "0.2", "--env", "ORDERS"];
  worker = spawn(process.execPath, [inProject("scripts/mc-cli.cjs"), ...words, ...only, ...place], {
    cwd: room,
    stdio: "ignore",
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      HOME: room,
      XDG_STATE_HOME: path.join(room, "state"),
      MC_URL: url,
      MC_API_KEY: key,
      ORDERS: orders,
    },
  });
}

const workOf = (page: Page, agent: string) =>
  page.getByRole("region", { name: `Work of ${agent}`, exact: true });

async function post<T>(route: string, body: object): Promise<T> {
  const answer = await sharedClient().call<T>("POST", `/api/${route}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

/** The same work for two agents, which have handed it in. */
async function handedIn(more: object = {}): Promise<Contest & { agents: [string, string] }> {
  const agents: [string, string] = [uniqueName("one"), uniqueName("two")];
  for (const name of agents) await post("agents", { name, role: "developer" });
  const title = uniqueName("Add a cache");
  const contest = await post<Contest>("tasks/best-of", { title, agents, ...more });
  for (const { task } of contest.entries) {
    const claimed = await claim(task, task.assigned_to);
    await handIn(claimed.task, `The cache of ${task.assigned_to}.`);
  }
  return { ...contest, agents };
}

test("a task is given to several agents, their work is compared as it comes, and one is picked by key", async ({
  page,
  baton,
}) => {
  const profile = uniqueName("coder");
  await post("profiles", { name: profile, runtime: "worker" });
  const [one, two] = [uniqueName("one"), uniqueName("two")];
  for (const name of [one, two]) await post(`profiles/${profile}/agents`, { name });
  startWorker(profile, baton.url, baton.apiKey);

  await open(page, "/inbox");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New task" });
  await dialog.getByLabel("Title").fill("Add a cache to the loader");
  await dialog.getByRole("button", { name: "Best of several agents" }).click();
  await choose(page, one);
  await choose(page, two);
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Checks of the project" }).click();
  const checks = page.getByRole("dialog", { name: "Checks of the new task" });
  await checks.getByRole("radio", { name: "Its own" }).click();
  await checks.getByRole("button", { name: "Add a check" }).click();
  await checks.getByLabel("Name").fill("cached");
  await checks.getByLabel("Command").fill("grep -q good cache.txt");
  await checks.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("button", { name: "Create for 2 agents" }).click();
  await message(page, "Compare").click();

  // Both work, and the screen says what they say.
  await expect(page).toHaveURL(/\/compare$/);
  for (const agent of [one, two]) {
    await expect(workOf(page, agent).getByText("In progress")).toBeVisible();
    await expect(workOf(page, agent).getByText("Reading the loader").first()).toBeVisible();
  }
  await expect(page.getByText("2 at work")).toBeVisible();
  const group = new URL(page.url()).pathname.split("/").at(-2) as string;
  const { entries } = (await sharedClient().call<Contest>("GET", `/api/tasks/${group}/best-of`))
    .body;
  const [first, second] = entries.map(({ task }) => task.ticket_ref) as [string, string];

  // One hands in red work, then the other what is asked for.
  order(first, "bad\n");
  await expect(workOf(page, one).getByText("Review", { exact: true })).toBeVisible();
  await expect(workOf(page, one).getByRole("list", { name: "Checks" })).toContainText("failed");
  await expect(workOf(page, one).getByText("1 file", { exact: true })).toBeVisible();
  await expect(workOf(page, two).getByText("In progress")).toBeVisible();
  order(second, "good\nsmall\n");
  await expect(workOf(page, two).getByRole("list", { name: "Checks" })).toContainText("passed");
  await page.keyboard.press("2");
  await expect(workOf(page, one).getByRole("row", { name: /added:.*bad/ })).toBeVisible();
  await expect(workOf(page, two).getByRole("row", { name: /added:.*good/ })).toBeVisible();
  const wide = page.viewportSize() as { width: number; height: number };
  await expectAccessible(page);
  await page.setViewportSize(wide);

  // Picked with a reason, by keys alone.
  await page.keyboard.press("l");
  await page.keyboard.press("p");
  const pick = page.getByRole("dialog", { name: `Pick the work of ${two}?` });
  await expect(pick.getByText(`The work of ${one} is cancelled`)).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(pick.getByText("Say why it is the best one.")).toBeVisible();
  await pick.getByLabel("Reason").fill("It is small");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/picked by .*: It is small/)).toBeVisible();
  await expect(workOf(page, one).getByText("Cancelled")).toBeVisible();
  await expect(
    workOf(page, one).getByText(/^Its worktree and branch were removed on /),
  ).toBeVisible();
  expect(branches()).toBe(`baton/${second.toLowerCase()}\n`);
  await expectAccessible(page);
});

test("a judge that has no entry picks, with its reason", async ({ page }) => {
  const { group, entries, agents } = await handedIn();
  const judge = uniqueName("judge");
  await post("agents", { name: judge, role: "reviewer" });
  await open(page, `/inbox?group=triage&q=${group.title}`);
  await page.getByRole("link", { name: "Compare the work of 2 agents" }).click();
  const choice = page.getByRole("combobox", { name: "Have an agent judge" });
  await choice.click();
  await expect(page.getByRole("option", { name: `${agents[0]} judges` })).toHaveCount(0);
  await page.getByRole("option", { name: `${judge} judges` }).click();
  await expect(page.getByText(`${judge} compares them, without their names`)).toBeVisible();

  const queue = `/api/tasks/queue?agent=${judge}&turns=true`;
  const { body } = await sharedClient().call<{ turn: { run: { id: number } } }>("GET", queue);
  const output = "PICK: 2\nREASON: It handles a miss";
  await post(`runs/${body.turn.run.id}/complete`, { output });
  await expect(page.getByText(`picked by ${judge}`)).toBeVisible();
  await expect(page.getByText(/It handles a miss/)).toBeVisible();
  await expect(workOf(page, agents[1]).getByText("Picked")).toBeVisible();
  expect(entries).toHaveLength(2);
});

test("work against its checks is picked with the reason for that", async ({ page }) => {
  const checks = [{ name: "test", command: "npm test" }];
  const { group, entries, agents } = await handedIn({ checks });
  const [{ task }] = entries as [Contest["entries"][0]];
  await open(page, `/reviews?task=${task.ticket_ref}`);
  await page.getByRole("link", { name: "Compare with the other" }).click();
  await expect(page).toHaveURL(new RegExp(`${group.ticket_ref}/compare`));
  await workOf(page, agents[0]).getByRole("button", { name: /^Pick/ }).click();
  const dialog = page.getByRole("dialog", { name: /against its checks/ });
  await dialog.getByLabel(/^Why, although/).fill("The runner is down");
  await dialog.getByRole("button", { name: "Pick it anyway" }).click();
  await expect(page.getByText("The runner is down (against its checks)")).toBeVisible();
});

test("a task that nobody has begun is given to several from its menu", async ({ page }) => {
  const agents = [uniqueName("one"), uniqueName("two")];
  for (const name of agents) await post("agents", { name, role: "developer" });
  const { task } = await post<{ task: Task }>("tasks", { title: uniqueName("Tidy up") });
  await open(page, `/tasks/${task.ticket_ref}`);
  await page.getByRole("button", { name: `More actions for ${task.ticket_ref}` }).click();
  await page.getByRole("menuitem", { name: "Give to several agents" }).click();
  const dialog = page.getByRole("dialog", { name: `Give ${task.ticket_ref} to several agents` });
  for (const name of agents) await choose(page, name);
  const wide = page.viewportSize() as { width: number; height: number };
  await expectAccessible(page);
  await page.setViewportSize(wide);
  await dialog.getByRole("button", { name: "Give it to 2" }).click();
  await expect(page).toHaveURL(new RegExp(`${task.ticket_ref}/compare`));
  for (const name of agents) await expect(workOf(page, name)).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the entries are tabs, and one is picked", async ({ page }) => {
    const { group, agents } = await handedIn();
    await open(page, `/tasks/${group.ticket_ref}/compare`);
    await expect(workOf(page, agents[0])).toBeVisible();
    await expect(workOf(page, agents[1])).toBeHidden();
    await page.getByRole("tab", { name: agents[1] }).tap();
    await expect(workOf(page, agents[1])).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await workOf(page, agents[1]).getByRole("button", { name: /^Pick/ }).tap();
    await page.getByRole("dialog").getByLabel("Reason").fill("It reads well");
    await page.getByRole("button", { name: "Pick it" }).tap();
    await expect(page.getByText(/It reads well/)).toBeVisible();

    // Whoever comes later sees what was picked.
    await open(page, `/tasks/${group.ticket_ref}/compare`);
    await expect(workOf(page, agents[1])).toBeVisible();
  });
});
