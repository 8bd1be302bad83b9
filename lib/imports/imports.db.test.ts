import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { updateTask } from "@/lib/tasks/change/update";
import { lockTasks } from "@/lib/tasks/locks";
import { claimNext } from "@/lib/tasks/queue/claim";
import { UpdateTask } from "@/lib/tasks/schema";
import { assertNoBlockCircle } from "@/lib/tasks/structure/circles";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { importStep } from "./import";
import { type ImportedTicket, ImportStep } from "./schema";
import { Waiting } from "./waiting";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test?.drop());

const AT = Date.UTC(2024, 0, 15, 10, 5, 22, 123);
type Ticket = Partial<z.input<typeof ImportedTicket>> & { number: number };

const step = (input: z.input<typeof ImportStep>, as: Context = ctx) =>
  importStep(as, ImportStep.parse(input));
const ticket = (project: string, { number, ...fields }: Ticket) => ({
  number,
  source_id: `${project}-${number}`,
  title: `Ticket ${number}`,
  status: "inbox" as const,
  priority: "medium" as const,
  type: "task" as const,
  created_at: AT,
  updated_at: AT + number,
  ...fields,
});

/** A whole import, as the command line does one. */
async function bring(project: string, tickets: Ticket[], parts = 2) {
  const numbers = tickets.map(({ number }) => number);
  const begun = await step({ step: "begin", project, numbers });
  const answers = [];
  const size = Math.ceil(tickets.length / parts);
  for (let first = 0; first < tickets.length; first += size) {
    const part = tickets.slice(first, first + size).map((each) => ticket(project, each));
    answers.push(await step({ step: "tickets", project, tickets: part }));
  }
  const finished: string[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const answer = await step({ step: "finish", project, after });
    if (answer.step !== "finish") throw new Error("not a finish");
    finished.push(...answer.finished);
    after = answer.next;
  }
  return { begun, answers, finished };
}

const taskOf = (ref: string) => test.db.task.findUniqueOrThrow({ where: { ticketRef: ref } });
async function everything() {
  const [tasks, links, comments, events] = await Promise.all([
    test.db.task.findMany({ orderBy: { id: "asc" } }),
    test.db.taskLink.findMany({ orderBy: { id: "asc" } }),
    test.db.comment.findMany({ orderBy: { id: "asc" } }),
    test.db.event.count(),
  ]);
  return { tasks, links, comments, events };
}

describe("an import", () => {
  const TREE: Ticket[] = [
    { number: 1, type: "epic", title: "Deploy" },
    { number: 2, parent: 1, exec_mode: "seq", exec_order: 1, status: "done" },
    { number: 3, parent: 1, exec_mode: "seq", exec_order: 2, labels: ["ci", "two words"] },
    {
      number: 4,
      parent: 1,
      exec_mode: "seq",
      exec_order: 3,
      assigned_to: "scout",
      status: "assigned",
    },
    { number: 7, status: "assigned", links: [{ to: 3, type: "blocks", inverse: true }] },
    {
      number: 1000,
      archived_at: AT + 5,
      status: "cancelled",
      comments: [
        { author: "llm", content: "started @nobody", created_at: AT },
        { author: "llm", content: "went on", created_at: AT + 1 },
      ],
    },
  ];

  it("keeps numbers, times, order, labels, links and comments, and knows what is ready", async () => {
    const { begun, answers } = await bring("myapp", TREE);
    expect(begun).toMatchObject({ created: true, present: 0, project: { ticket_prefix: "myapp" } });
    expect(answers.map((answer) => answer.step === "tickets" && answer.created)).toEqual([3, 3]);
    expect(await taskOf("myapp-003")).toMatchObject({
      title: "Ticket 3",
      labels: ["ci", "two words"],
      execMode: "seq",
      execOrder: 2,
      ready: true,
      origin: "ticket",
      reviewRequired: false,
      createdAt: new Date(AT),
      updatedAt: new Date(AT + 3),
      metadata: { imported_from: "myapp-3" },
    });
    expect(await taskOf("myapp-001")).toMatchObject({ childrenTotal: 3, childrenDone: 1 });
    expect(await taskOf("myapp-002")).toMatchObject({ completedAt: new Date(AT + 2) });
    expect(await taskOf("myapp-004")).toMatchObject({ ready: false, assignedTo: "scout" });
    expect(await taskOf("myapp-007")).toMatchObject({ ready: false, status: "assigned" });
    const last = await taskOf("myapp-1000");
    expect(last).toMatchObject({ archivedAt: new Date(AT + 5), commentCount: 2 });
    const comments = await test.db.comment.findMany({ where: { taskId: last.id } });
    expect(
      comments.map(({ author, mentions, createdAt }) => [author, mentions, createdAt]),
    ).toEqual([
      ["llm", [], new Date(AT)],
      ["llm", [], new Date(AT + 1)],
    ]);
    const created = await test.db.event.findMany({ where: { type: "task.created" } });
    expect(created).toHaveLength(6);
  });

  it("changes nothing when it is repeated, not even what Baton changed since", async () => {
    const before = await everything();
    const { begun, answers } = await bring("myapp", TREE, 1);
    expect(begun).toMatchObject({ created: false, present: 6 });
    expect(answers).toMatchObject([{ created: 0, present: 6, comments: 0, links: 0 }]);
    expect(await everything()).toEqual(before);

    await updateTask(ctx, "myapp-003", UpdateTask.parse({ title: "Changed here" }));
    const changed = await everything();
    await bring("myapp", TREE, 1);
    expect(await everything()).toEqual(changed);
  });

  it("lets the project go on: the next number, the next claim, the next step", async () => {
    const project = await test.db.project.findFirstOrThrow({ where: { prefix: "myapp" } });
    expect((await givenTask(ctx, { project_id: project.id, priority: "low" })).ticket_ref).toBe(
      "myapp-1001",
    );
    const claim = await claimNext(ctx, { agent: "worker", projectId: project.id });
    expect(claim.task?.ticket_ref).toBe("myapp-003");
    await updateTask(ctx, "myapp-003", UpdateTask.parse({ status: "done" }));
    expect(await taskOf("myapp-004")).toMatchObject({ ready: true });
    expect(await taskOf("myapp-007")).toMatchObject({ ready: true });
  });

  it("brings what is new since, and leaves the rest", async () => {
    const more: Ticket[] = [
      {
        ...(TREE[5] as Ticket),
        comments: [{ author: "llm", content: "later", created_at: AT + 9 }],
      },
      { number: 1002, parent: 1 },
    ];
    const { answers } = await bring("myapp", more, 1);
    expect(answers).toMatchObject([{ created: 1, present: 1, comments: 1 }]);
    expect(await taskOf("myapp-1000")).toMatchObject({ commentCount: 3 });
    expect(await taskOf("myapp-001")).toMatchObject({ childrenTotal: 4 });
  });

  it("finishes parents whose children all are, from the inside out", async () => {
    const { finished } = await bring("outer", [
      { number: 1 },
      { number: 2, parent: 1 },
      { number: 3, parent: 2, status: "done" },
      { number: 4, parent: 2, status: "cancelled" },
      { number: 5, status: "done" },
      { number: 6, parent: 5 },
    ]);
    expect(finished).toEqual(["outer-002"]);
    expect(await taskOf("outer-001")).toMatchObject({ status: "done", childrenDone: 1 });
    const top = await taskOf("outer-001");
    expect(await taskOf("outer-003")).toMatchObject({ rootId: top.id });
    expect(await taskOf("outer-005")).toMatchObject({ status: "done", childrenTotal: 1 });
  });

  it("leaves out links that close a circle or lead nowhere, and tells", async () => {
    const { answers } = await bring(
      "loop",
      [
        { number: 1 },
        { number: 2, links: [{ to: 1, type: "blocks" }] },
        {
          number: 3,
          links: [
            { to: 2, type: "blocks" },
            { to: 1, type: "blocks", inverse: true },
            { to: 3, type: "relates" },
            { to: 99, type: "duplicates" },
          ],
        },
      ],
      1,
    );
    expect(answers[0]).toMatchObject({ created: 3, links: 2 });
    const { deviations } = answers[0] as { deviations: { what: string }[] };
    expect(deviations.map(({ what }) => what)).toEqual([
      expect.stringContaining("leads to itself"),
      expect.stringContaining("one of them is not here"),
      expect.stringContaining("circle: loop-003 → loop-002 → loop-001 → loop-003"),
    ]);
  });

  it("gives no place twice: the second has none, and that is told", async () => {
    const { answers } = await bring(
      "twice",
      [
        { number: 1 },
        { number: 2, parent: 1, exec_order: 1 },
        { number: 3, parent: 1, exec_order: 1 },
        { number: 4, parent: 1, exec_order: 1, archived_at: AT },
      ],
      1,
    );
    expect(answers[0]).toMatchObject({ deviations: [{ source_id: "twice-3" }] });
    expect(await taskOf("twice-003")).toMatchObject({ execOrder: null });
    expect(await taskOf("twice-004")).toMatchObject({ execOrder: 1 });
  });

  it("hands nothing out before it is finished", async () => {
    await step({ step: "begin", project: "early", numbers: [1] });
    const tickets = [ticket("early", { number: 1, status: "assigned" })];
    await step({ step: "tickets", project: "early", tickets });
    const project = await test.db.project.findFirstOrThrow({ where: { prefix: "early" } });
    const poll = () => claimNext(ctx, { agent: "early-bird", projectId: project.id });
    expect((await poll()).task).toBeNull();
    await step({ step: "finish", project: "early" });
    expect((await poll()).task?.ticket_ref).toBe("early-001");
  });

  it("is one change: a ticket that breaks a rule brings none of its part", async () => {
    await step({ step: "begin", project: "whole", numbers: [1, 2] });
    const orphan = [ticket("whole", { number: 1 }), ticket("whole", { number: 2, parent: 9 })];
    await expect(
      step({ step: "tickets", project: "whole", tickets: orphan }),
    ).rejects.toMatchObject({ code: "invalid" });
    const late = [ticket("whole", { number: 1, parent: 2 }), ticket("whole", { number: 2 })];
    await expect(step({ step: "tickets", project: "whole", tickets: late })).rejects.toMatchObject({
      code: "invalid",
    });
    const twice = [ticket("whole", { number: 1 }), ticket("whole", { number: 1 })];
    await expect(step({ step: "tickets", project: "whole", tickets: twice })).rejects.toMatchObject(
      {
        code: "invalid",
      },
    );
    expect(await test.db.task.count({ where: { project: { prefix: "whole" } } })).toBe(0);
  });

  it("refuses numbers that tasks of Baton have, before it has changed anything", async () => {
    await givenTask(ctx);
    await expect(step({ step: "begin", project: "TASK", numbers: [1, 2] })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      step({ step: "tickets", project: "task", tickets: [ticket("TASK", { number: 1 })] }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("is tried without a trace", async () => {
    const before = await everything();
    const answer = await step({ step: "begin", project: "dry", numbers: [1, 2], dry_run: true });
    expect(answer).toEqual({ step: "begin", project: null, created: false, present: 0 });
    expect(
      await step({ step: "begin", project: "loop", numbers: [1, 2, 9], dry_run: true }),
    ).toMatchObject({
      present: 2,
    });
    expect(await everything()).toEqual(before);
    expect(await test.db.project.count({ where: { prefix: "dry" } })).toBe(0);
  });

  it("is for admins", async () => {
    const operator = contextOf(test.db, keyActor("operator"));
    await expect(
      step({ step: "begin", project: "nope", numbers: [] }, operator),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("finds the circles that linking finds, in random structures", async () => {
    const dice = seeded(7);
    for (let round = 0; round < 6; round++) {
      const project = `rand${round}`;
      const orders = new Set<string>();
      const tickets: Ticket[] = Array.from({ length: 14 }, (_, index) => {
        const parent = index > 0 && dice(3) > 0 ? 1 + dice(index) : null;
        const order = dice(6);
        const isFree = !orders.has(`${parent}/${order}`);
        orders.add(`${parent}/${order}`);
        const exec_mode = dice(2) > 0 ? ("seq" as const) : ("par" as const);
        const links =
          index > 0 && dice(3) === 0
            ? [{ to: 1 + dice(index), type: "blocks" as const, inverse: dice(2) > 0 }]
            : [];
        return { number: index + 1, parent, exec_mode, exec_order: isFree ? order : null, links };
      });
      await bring(project, tickets, 1);
      const rows = await test.db.task.findMany({ where: { project: { prefix: project } } });
      const blocks = await test.db.taskLink.findMany({
        where: { from: { project: { prefix: project } } },
      });
      const waiting = new Waiting(
        rows.flatMap((row) =>
          row.parentId === null
            ? []
            : [[row.id, row.parentId, row.execMode === "seq", row.execOrder] as const],
        ),
        blocks.map(({ fromId, toId }) => [fromId, toId] as const),
      );
      await ctx.transaction(async (tx) => {
        const tasks = await lockTasks(
          tx,
          rows.map(({ id }) => id),
        );
        for (const from of tasks) {
          for (const to of tasks) {
            if (from === to) continue;
            const refused = await assertNoBlockCircle(tx, from, to).then(
              () => false,
              () => true,
            );
            expect(
              waiting.circle(from.id, to.id) !== null,
              `${from.ticket_ref} ${to.ticket_ref}`,
            ).toBe(refused);
          }
        }
      });
    }
  });
});

it("takes as many statements for 200 tickets as for 3", async () => {
  const statements: number[] = [];
  for (const [project, count] of [
    ["FEW", 2],
    ["MANY", 199],
  ] as const) {
    const children = Array.from({ length: count }, (_, index) => ({
      number: index + 2,
      parent: 1,
      links: index === 0 ? [] : [{ to: index + 1, type: "blocks" as const, inverse: true }],
      comments: [{ author: "ada", content: "hello", created_at: AT }],
    }));
    statements.push(
      await countStatements(() => bring(project, [{ number: 1, type: "epic" }, ...children], 1)),
    );
    expect(await taskOf(`${project}-001`)).toMatchObject({ childrenTotal: count });
  }
  expect(statements[1]).toBe(statements[0]);
});

/** Numbers below `n`, the same in every run. */
function seeded(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
}
