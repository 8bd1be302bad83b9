import type { Page } from "playwright/test";
import { expectAccessible } from "./accessibility";
import { open } from "./screen";
import { everythingShown, type Shown } from "./shown";
import { expect, test } from "./signed-in";

test.describe.configure({ mode: "parallel" });

const SCREENS: Record<string, (shown: Shown) => string> = {
  "the inbox": () => "/inbox",
  "the inbox with a task open": ({ epic }) => `/inbox?task=${epic}`,
  "the inbox where nothing matches": () => "/inbox?q=qqzzxx",
  "the board": () => "/board",
  "the board in lanes": () => "/board?lanes=epic",
  "the board with a task open": ({ child }) => `/board?task=${child}`,
  "the reviews": ({ waiting }) => `/reviews?task=${waiting}`,
  "the review of what is judged": ({ judged }) => `/reviews?task=${judged}`,
  "the verdict history": () => "/reviews?tab=history",
  "a task": ({ epic }) => `/tasks/${epic}`,
  "a task in review": ({ waiting }) => `/tasks/${waiting}`,
  "a task that failed": ({ failed }) => `/tasks/${failed}`,
  "a task that is done": ({ judged }) => `/tasks/${judged}`,
  "the work of several agents": ({ contest }) => `/tasks/${contest}/compare`,
  "the changes of several agents": ({ contest }) => `/tasks/${contest}/compare?show=change`,
  "a task that does not exist": () => "/tasks/TASK-99999999",
  "the agents": () => "/agents",
  "the agents sorted": () => "/agents?sort=cost&desc=true",
  "the agents with the form for a new one": () => "/agents?create=true",
  "an agent": ({ agent }) => `/agents/${agent}`,
  "an agent's SOUL": ({ agent }) => `/agents/${agent}?tab=soul`,
  "an agent's work": ({ agent }) => `/agents/${agent}?tab=work`,
  "an agent's runs": ({ agent }) => `/agents/${agent}?tab=work&work=runs`,
  "an agent's keys": ({ agent }) => `/agents/${agent}?tab=keys`,
  "an agent's activity": ({ agent }) => `/agents/${agent}?tab=activity`,
  "the workers": () => "/workers",
  "a run": ({ run }) => `/runs/${run}`,
  "the runs of workflows": () => "/workflow-runs",
  "the runs of workflows where none matches": () => "/workflow-runs?workflow=qqzzxx",
  "a run of a workflow that asks a person": ({ asking }) => `/workflow-runs/${asking}`,
  "a run of a workflow with a stage to answer": ({ asking }) =>
    `/workflow-runs/${asking}?stage=publish`,
  "a run of a workflow with the result of a stage": ({ asking }) =>
    `/workflow-runs/${asking}?stage=plan`,
  "a run of a workflow on a phone's graph": ({ asking }) => `/workflow-runs/${asking}?view=graph`,
  "a run of a workflow that is held up by a failure": ({ stuck }) => `/workflow-runs/${stuck}`,
  "the comparison of two runs of a workflow": ({ asking, stuck }) =>
    `/workflow-runs/compare?a=${asking}&b=${stuck}`,
  "the schedules": () => "/schedules",
  "the schedules by month": () => "/schedules?view=month",
  "the schedules with the form for a new one": () => "/schedules?create=true",
  "the notifications": () => "/notifications",
  "the channels of notifications": () => "/notifications?tab=channels",
  "the rules of notifications": () => "/notifications?tab=rules",
  "the workflows": () => "/workflows",
  "the workflows with the form for a new one": () => "/workflows?create=true",
  "a workflow in its editor": ({ workflow }) => `/workflows/${workflow}`,
  "an older version of a workflow": ({ workflow }) => `/workflows/${workflow}?version=1`,
  "the comparison of two versions": ({ workflow }) => `/workflows/${workflow}/compare?a=1&b=2`,
  "the comparison of two runs": ({ workflowRuns: [a, b] }) =>
    `/workflow-runs/compare?a=${a}&b=${b}&stage=plan`,
  "the activity": () => "/activity",
  "the costs": () => "/costs",
  "the settings of costs": () => "/settings?tab=costs",
  "the settings of runtimes": () => "/settings?tab=runtimes",
  "the settings of models": () => "/settings?tab=models",
  "the settings of the scheduler": () => "/settings?tab=scheduler",
  "the settings of keys": () => "/settings?tab=keys",
  "the settings of users": () => "/settings?tab=users",
  "the account": () => "/account",
};

for (const [name, path] of Object.entries(SCREENS)) {
  test(`${name} can be read and used by everyone`, async ({ page }) => {
    await open(page, path(await everythingShown()));
    await expect(page.locator("[data-loading]")).toHaveCount(0);
    await expectAccessible(page);
  });
}

const DIALOGS: Record<string, (page: Page, shown: Shown) => Promise<void>> = {
  "the dialog that creates a task": async (page) => {
    await open(page, "/inbox");
    await page.keyboard.press("c");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("Give it a title")).toBeVisible();
  },
  "the palette": async (page, { agent }) => {
    await open(page, `/agents/${agent}`);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("option", { name: "Go to Board" })).toBeVisible();
  },
  "the editor of a workflow with a problem": async (page, { workflow }) => {
    await open(page, `/workflows/${workflow}`);
    await page.locator("[data-stage=plan]").click();
    await page.getByRole("textbox", { name: "YAML of the workflow" }).click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("  - {name: more, prompt: x, from: plam}");
    await page.getByRole("button", { name: "1 problem" }).click();
    await expect(page.locator('[data-stage="more"]')).toHaveAttribute("data-bad", "true");
  },
  "the versions of a workflow": async (page, { workflow }) => {
    await open(page, `/workflows/${workflow}`);
    await page.getByRole("button", { name: "Versions" }).click();
    await expect(page.getByRole("dialog", { name: "Versions" })).toBeVisible();
  },
  "two versions compared in the editor": async (page, { workflow }) => {
    await open(page, `/workflows/${workflow}`);
    await page.getByRole("button", { name: "Versions" }).click();
    await page.getByRole("button", { name: "Compare version 1" }).click();
    await page.getByRole("button", { name: /changed plan/ }).click();
  },
  "the key map": async (page) => {
    await open(page, "/board");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  },
  "the dialog that rejects": async (page, { waiting }) => {
    await open(page, `/reviews?task=${waiting}`);
    await page.keyboard.press("r");
    await page.getByRole("button", { name: "Reject with feedback" }).click();
    await expect(page.getByText(/^Say what is missing/)).toBeVisible();
  },
  "the dialog that starts a workflow": async (page, { flow }) => {
    await open(page, `/workflows/${flow}`);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: `Run ${flow}` });
    await dialog.getByRole("textbox", { name: /^spec(?!s)/ }).fill("Count the herons");
    await dialog.getByRole("button", { name: "What would it do?" }).click();
    await expect(dialog.getByRole("region", { name: "What it would do" })).toBeVisible();
  },
  "the dialog that tries a stage again": async (page, { stuck }) => {
    await open(page, `/workflow-runs/${stuck}`);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("dialog", { name: "Try plan again?" })).toBeVisible();
  },
  "the runs of workflows with some selected": async (page) => {
    await open(page, "/workflow-runs");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByRole("toolbar", { name: "Selected runs" })).toBeVisible();
  },
  "the inbox with some selected": async (page) => {
    await open(page, "/inbox?group=triage");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByRole("toolbar", { name: "Selected tasks" })).toBeVisible();
  },
  "the choice of a status": async (page, { waiting }) => {
    await open(page, `/tasks/${waiting}`);
    await page.keyboard.press("s");
    await expect(page.getByRole("option", { name: /^Done/ })).toBeVisible();
  },
  "the question before all sessions end": async (page) => {
    await open(page, "/account");
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
  },
  "the question before a key is revoked": async (page, { agent }) => {
    await open(page, `/agents/${agent}?tab=keys`);
    await page.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
  },
};

for (const [name, show] of Object.entries(DIALOGS)) {
  test(`${name} can be read and used by everyone`, async ({ page }) => {
    await show(page, await everythingShown());
    await expectAccessible(page);
  });
}

test.describe("without a session", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("the sign-in can be read and used by everyone", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Username").fill("nobody-of-that-name");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Wrong username or password.")).toBeVisible();
    await expectAccessible(page);
  });
});
