import type { Page } from "playwright/test";
import { sharedClient } from "../api/client";
import { open } from "./screen";
import { expect, test } from "./signed-in";
import { ok, registerAgent } from "./work";

interface Turn {
  run: { id: number };
}

/** The question that waits for an agent, taken as its program takes it. */
async function takeTurn(agent: string): Promise<number> {
  const { run } = await ok<Turn>(
    sharedClient(),
    "GET",
    `/api/tasks/queue?agent=${agent}&turns=true`,
  );
  await ok(sharedClient(), "POST", `/api/runs/${run.id}/begin`, {});
  return run.id;
}

const say = (run: number, after: number, data: string) =>
  ok(sharedClient(), "POST", `/api/runs/${run}/chunks`, {
    after,
    chunks: [{ kind: "text", data }],
  });

const answer = (run: number, output: string) =>
  ok(sharedClient(), "POST", `/api/runs/${run}/complete`, { output, cost_usd: 0.25 });

const question = (page: Page) => page.getByRole("textbox", { name: "Question" });

test("an agent is asked by keys, its answer comes as it is said, and it goes on from there", async ({
  page,
}) => {
  const agent = await registerAgent();
  await open(page, "/ask");
  await question(page).fill("Why does the cart break?");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Choose an agent to ask.");
  await page.getByRole("button", { name: agent }).click();
  await expect(page).toHaveURL(new RegExp(`agents=${agent}`));
  await question(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(question(page)).toHaveValue("");
  await expect(question(page)).toBeFocused();

  const turns = page.getByRole("region", { name: `Turns of ${agent}` });
  const first = turns.getByRole("article").last();
  await expect(first).toContainText("Why does the cart break?");
  await expect(first).toContainText("It waits for its turn.");
  const run = await takeTurn(agent);
  await expect(first).toContainText("It thinks…");
  await say(run, 0, "It is empty,");
  await expect(first).toContainText("It is empty,");
  await say(run, 1, " so nothing is summed.");
  await expect(first).toContainText("It is empty, so nothing is summed.");

  // What is asked meanwhile waits for its turn, and can be taken back.
  await page.keyboard.type("And what of a full one?");
  await page.keyboard.press("Control+Enter");
  const second = turns.getByRole("article").first();
  await expect(second).toContainText("And what of a full one?");
  await expect(second).toContainText("It waits for its turn.");
  await answer(run, "An empty cart has **no** lines, so nothing is summed.");
  await expect(first.locator("strong")).toHaveText("no");
  await expect(first).toContainText("$0.25");
  await second.getByRole("button", { name: /^Cancel/ }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Cancel/ })
    .click();
  await expect(second).toContainText("cancelled by Ada Byron");

  await turns.getByRole("button", { name: "New conversation" }).click();
  await page.getByRole("button", { name: "Begin anew" }).click();
  await expect(page.getByText(`${agent} begins a new conversation`)).toBeVisible();
  await page.reload();
  await expect(turns.getByRole("article")).toHaveCount(2);
});

test("several are asked the same, their answers come side by side, and one is picked", async ({
  page,
}) => {
  const agents = [await registerAgent(), await registerAgent()] as const;
  const [one, other] = agents;
  await open(page, `/ask?agents=${agents.join(",")}`);
  await question(page).fill("Which cache?");
  await page.getByRole("button", { name: "Ask 2 and compare" }).click();
  const answers = page.getByRole("region", { name: "Answers" });
  await expect(answers).toContainText("2 of 2 still to come");
  const column = (agent: string) => answers.getByRole("listitem").filter({ hasText: agent });
  const runs = { one: await takeTurn(one), other: await takeTurn(other) };
  await say(runs.other, 0, "I weigh both.");
  await expect(column(other)).toContainText("I weigh both.");
  await expect(column(one)).toContainText("It thinks…");
  await answer(runs.one, "Redis, for its speed.");
  await expect(answers).toContainText("1 of 2 still to come");
  await answer(runs.other, "PostgreSQL, for its speed.");
  await expect(column(other)).toContainText("PostgreSQL, for its speed.");
  await expect(answers).not.toContainText("still to come");

  await answers.getByRole("combobox", { name: "Mark what differs" }).click();
  await page.getByRole("option", { name: `Mark what differs from ${one}` }).click();
  await expect(column(other).locator("ins")).toHaveText("PostgreSQL");
  await answers.getByRole("button", { name: `Pick the answer of ${other}` }).click();
  const dialog = page.getByRole("dialog", { name: `Pick the answer of ${other}?` });
  await dialog.getByRole("button", { name: "Pick it" }).click();
  await expect(dialog.getByText("Say why it is the best one.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("We run it already.");
  await dialog.getByRole("button", { name: "Pick it" }).click();
  await expect(column(other)).toContainText("Picked");
  await expect(answers).toContainText("We run it already.");

  await page.getByRole("button", { name: "Ask something else" }).click();
  await page.getByRole("button", { name: /Which cache\?.*picked/s }).click();
  await expect(column(other)).toContainText("Picked");
});

test("what an agent cannot be asked is said where it was asked, and the question is kept", async ({
  page,
}) => {
  const agent = await registerAgent();
  const ask = { prompt: "One of many" };
  for (let full = false; !full; ) {
    const { status } = await sharedClient().call("POST", `/api/agents/${agent}/ask`, ask);
    full = status >= 400;
  }
  await open(page, `/ask?agents=${agent}`);
  await question(page).fill("One too many");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    `20 turns wait for ${agent} already`,
  );
  await expect(question(page)).toHaveValue("One too many");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("answers stand below each other, and none is wider than the screen", async ({ page }) => {
    const agents = [await registerAgent(), await registerAgent()];
    const { fan } = await ok<{ fan: { id: number } }>(sharedClient(), "POST", "/api/fans", {
      agents,
      prompt: "Which cache?",
    });
    for (const agent of agents) await answer(await takeTurn(agent), `${"a-long-word".repeat(20)}`);
    await open(page, `/ask?fan=${fan.id}`);
    const columns = page.getByRole("region", { name: "Answers" }).getByRole("listitem");
    await expect(columns).toHaveCount(2);
    const boxes = await columns.evaluateAll((all) =>
      all.map((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    for (const { left, right } of boxes) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(390);
    }
    expect(boxes[1]?.top).toBeGreaterThanOrEqual(boxes[0]?.bottom ?? 0);
  });
});
