import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { removeProject } from "@/lib/projects/delete";
import { agentActor, contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { prepareRun } from "@/lib/workflows/run/prepare";
import { archiveWorkflow, checkSource, defineWorkflow } from "./define";
import { listWorkflows, readWorkflow } from "./find";
import { TEMPLATE_NAMES, templates } from "./library";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

const SOURCE = "stages:\n  - {name: plan, prompt: Plan it}\n";
const refusal = (work: Promise<unknown>): Promise<DomainError> =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => {
      if (error instanceof DomainError) return error;
      throw error;
    },
  );

it("keeps each version of a workflow, and the same source only once", async () => {
  const first = await defineWorkflow(ctx, { name: "Feature", source: SOURCE, note: "Begin" });
  expect(first).toMatchObject({ isNew: true, isNewVersion: true, workflow: { latest_version: 1 } });
  const again = await defineWorkflow(ctx, { name: "feature", source: SOURCE });
  expect(again).toMatchObject({ isNew: false, isNewVersion: false, version: { version: 1 } });
  const source = `description: Builds it\n${SOURCE}`;
  const second = await defineWorkflow(ctx, { name: "feature", source, baseVersion: 1 });
  expect(second).toMatchObject({
    isNewVersion: true,
    version: { version: 2 },
    workflow: { description: "Builds it" },
  });
  const shown = await readWorkflow(ctx, "FEATURE", 1);
  expect(shown).toMatchObject({
    name: "Feature",
    version: 1,
    source: SOURCE,
    versions: [{ version: 2 }, { version: 1, note: "Begin" }],
  });
  expect(shown.definition.stages[0]).toMatchObject({ name: "plan", join: "all", from: [] });
  const stale = await refusal(
    defineWorkflow(ctx, { name: "feature", source: SOURCE, baseVersion: 1 }),
  );
  expect(stale).toMatchObject({ code: "conflict", details: { latest_version: 2 } });
  await expect(
    test.db.$executeRaw`UPDATE workflow_versions SET source = '' WHERE version = 1`,
  ).rejects.toThrow("never changes");
  const events = await test.db.$queryRaw<
    { type: string; data: unknown }[]
  >`SELECT type, data FROM events WHERE category = 'workflow' ORDER BY id`;
  expect(events.map(({ type }) => type)).toEqual(["workflow.created", "workflow.updated"]);
});

it("refuses a definition with every problem and its place", async () => {
  const source =
    "stages:\n  - {name: plan, prompt: Plan it}\n  - {name: code, prompt: Do it, from: plann}\n  - {name: go, workflow: broken}\n";
  const error = await refusal(defineWorkflow(ctx, { name: "broken", source }));
  expect(error.message).toBe(
    "The definition is refused: line 3, column 39: there is no stage plann, and 1 more",
  );
  expect(error.details).toMatchObject({
    fix: "did you mean plan?",
    problems: [
      {
        field: "source",
        path: "stages[1].from[0]",
        line: 3,
        column: 39,
        rule: "there is no stage plann",
      },
      {
        field: "source",
        path: "stages[2].workflow",
        rule: "broken would start itself without end",
      },
    ],
  });
  await defineWorkflow(ctx, { name: "outer", source: "stages:\n  - {name: a, workflow: inner}\n" });
  const circle = await refusal(
    defineWorkflow(ctx, { name: "inner", source: "stages:\n  - {name: a, workflow: outer}\n" }),
  );
  expect(circle.message).toContain("outer leads back to inner");
  const { warnings } = await checkSource(ctx, {
    source: "stages:\n  - {name: a, workflow: unheard-of}\n",
  });
  expect(warnings).toMatchObject([{ path: "stages[0].workflow" }]);
});

it("warns of names in an approval that nobody has, and starts only what somebody can answer", async () => {
  const { username } = await test.db.user.create({
    data: { username: "ada", displayName: "Ada", role: "operator" },
  });
  const source = (people: string) =>
    `stages:\n  - {name: plan, prompt: Plan it}\n  - {name: go, from: plan, approval: {title: Go?, people: [${people}]}}\n`;
  const partly = await defineWorkflow(ctx, { name: "gated", source: source("ada, adda") });
  expect(partly.warnings).toMatchObject([
    { path: "stages[1].approval.people[1]", line: 3, message: "nobody is called adda" },
  ]);
  expect((await prepareRun(ctx, { workflow: "gated", source: { kind: "api" } })).problems).toEqual(
    [],
  );
  // Who only looks on answers nothing.
  await test.db.user.update({ where: { username }, data: { role: "viewer" } });
  const { problems } = await prepareRun(ctx, { workflow: "gated", source: { kind: "api" } });
  expect(problems).toEqual([
    {
      field: "stages.go.approval.people",
      rule: "names ada, adda, and nobody is called that: only an admin could answer",
    },
  ]);
});

it("archives a workflow, which is defined again by its source", async () => {
  await defineWorkflow(ctx, { name: "old", source: SOURCE });
  await archiveWorkflow(ctx, "old");
  const names = async (archived: boolean) =>
    (await listWorkflows(ctx, { archived })).map(({ name }) => name);
  expect(await names(false)).not.toContain("old");
  expect(await names(true)).toContain("old");
  expect(await defineWorkflow(ctx, { name: "old", source: SOURCE })).toMatchObject({
    workflow: { archived_at: null },
  });
});

it("lets agents define workflows of their own, without commands and unreviewed work", async () => {
  const agent = contextOf(test.db, agentActor("lead", 7));
  await defineWorkflow(agent, { name: "by-lead", source: SOURCE });
  expect(await defineWorkflow(agent, { name: "by-lead", source: `${SOURCE}# more` })).toMatchObject(
    { isNewVersion: true },
  );
  for (const [name, source] of [
    ["feature", SOURCE],
    ["a", "stages:\n  - {name: a, command: npm test}\n"],
    ["b", "stages:\n  - {name: a, script: npm test}\n"],
    ["c", "stages:\n  - {name: a, prompt: x, checks: [{name: t, command: npm test}]}\n"],
    ["d", "stages:\n  - {name: a, prompt: x, review: false}\n"],
    ["e", `defaults: {review: false}\n${SOURCE}`],
  ] as const) {
    expect(await refusal(defineWorkflow(agent, { name, source })), name).toMatchObject({
      code: "forbidden",
    });
  }
  const other = contextOf(test.db, agentActor("other", 8));
  expect(await refusal(archiveWorkflow(other, "by-lead"))).toMatchObject({ code: "forbidden" });
  const { id } = await test.db.agent.create({
    data: { name: "lead", config: { workshop_tools: true } },
  });
  const leading = contextOf(test.db, { ...agentActor("lead", id), runId: 3 } as never);
  const { workflow } = await defineWorkflow(leading, { name: "by-run", source: SOURCE });
  expect(workflow).toMatchObject({ created_by: "lead", creator_agent_id: id });
  await test.db.agent.create({ data: { name: "worker", config: {} } });
  const run = contextOf(test.db, { ...agentActor("worker", id + 1), runId: 4 } as never);
  expect(await refusal(defineWorkflow(run, { name: "f", source: SOURCE }))).toMatchObject({
    code: "forbidden",
  });
});

it("leaves a name that a version of people's nests to people", async () => {
  const agent = contextOf(test.db, agentActor("taker", 9));
  const outer = (nested: string) => `stages:\n  - {name: a, workflow: ${nested}}\n`;
  await defineWorkflow(ctx, { name: "awaiting", source: outer("Deploy-All") });
  await defineWorkflow(ctx, { name: "awaiting", source: outer("deploy-some") });
  for (const name of ["deploy-all", "DEPLOY-SOME"]) {
    const refused = await refusal(defineWorkflow(agent, { name, source: SOURCE }));
    expect(refused, name).toMatchObject({ code: "forbidden" });
    expect(refused.message).toContain("awaiting (version");
    expect(await test.db.workflow.count({ where: { name } })).toBe(0);
  }
  const { id: projectId } = await test.db.project.create({
    data: { name: "Afar", slug: "afar", prefix: "AFAR" },
  });
  const afar = contextOf(test.db, { ...agentActor("far", 10), projectId } as never);
  const unseen = await refusal(defineWorkflow(afar, { name: "deploy-all", source: SOURCE }));
  expect(unseen.message).toContain("a workflow of another project");
  expect(unseen.message).not.toContain("awaiting");

  // What the name begins with, and what agents nest, is nobody's but theirs.
  await defineWorkflow(agent, { name: "by-taker", source: outer("deploy-more") });
  await defineWorkflow(agent, { name: "deploy-more", source: SOURCE });
  await defineWorkflow(agent, { name: "deploy", source: SOURCE });
  // Nested knowingly: the agent goes on with its own.
  await defineWorkflow(ctx, { name: "awaiting", source: outer("deploy") });
  expect(await defineWorkflow(agent, { name: "deploy", source: `${SOURCE}# 2` })).toMatchObject({
    isNewVersion: true,
  });
  expect(await defineWorkflow(ctx, { name: "deploy-all", source: SOURCE })).toMatchObject({
    isNew: true,
  });
});

it("ships six templates that are valid without a warning, name no agent and become workflows", async () => {
  expect(templates().map(({ name }) => name)).toEqual(TEMPLATE_NAMES);
  for (const { name, source, description } of templates()) {
    const checked = await checkSource(ctx, { source }, name);
    expect([...checked.problems, ...checked.warnings], name).toEqual([]);
    expect(description.length).toBeGreaterThan(50);
    expect(
      checked.definition?.stages.some(
        ({ agent, profile, command, script }) => agent ?? profile ?? command ?? script,
      ),
      name,
    ).toBe(false);
  }
  const made = await defineWorkflow(ctx, { name: "research", template: "research-report" });
  expect(made.workflow).toMatchObject({ template: "research-report", latest_version: 1 });
  expect(await refusal(defineWorkflow(ctx, { name: "x", template: "bugfix" }))).toMatchObject({
    code: "not_found",
    details: { fix: "did you mean bug-fix?" },
  });
});

it("makes one workflow of two that are defined under a name at once", async () => {
  const all = await Promise.all(
    [1, 2, 3].map((n) => defineWorkflow(ctx, { name: "race", source: `${SOURCE}# ${n}` })),
  );
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(all.map(({ version }) => version.version).sort()).toEqual([1, 2, 3]);
});

it("keeps a project whose workflow has run in another one, and lets any other go with its workflows", async () => {
  const project = await test.db.project.create({
    data: { name: "Side", slug: "side", prefix: "SIDE" },
  });
  const { workflow, version } = await defineWorkflow(ctx, {
    name: "side",
    source: SOURCE,
    projectId: project.id,
  });
  const { id: projectId } = await test.db.project.findFirstOrThrow({ where: { isDefault: true } });
  const { id } = await test.db.workflowRun.create({
    data: {
      workflowId: workflow.id,
      workflowName: "side",
      versionId: version.id,
      version: 1,
      projectId,
      startedBy: "ada",
      source: { kind: "person" },
    },
  });
  expect((await refusal(removeProject(ctx, project.id, "delete"))).message).toContain(
    "has the workflow side",
  );
  await test.db.workflowRun.delete({ where: { id } });
  await removeProject(ctx, project.id, "delete");
  expect(await test.db.workflow.count({ where: { name: "side" } })).toBe(0);
});
