import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { recordVerdict, type VerdictInput } from "@/lib/reviews/record";
import { answerComment } from "@/lib/rounds/answer";
import { listReviewComments } from "@/lib/rounds/comments";
import { Anchor } from "@/lib/rounds/schema";
import type { AnchorWire } from "@/lib/rounds/shapes";
import { reportChange, reportChecks } from "@/lib/runs/evidence/report";
import { ReportChange, ReportChecks } from "@/lib/runs/evidence/schema";
import { removeOldTexts } from "@/lib/runs/texts";
import { bulkComplete } from "@/lib/tasks/change/bulk";
import { completeTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { feedbackFor } from "@/lib/tasks/comments/feedback";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { updateTicket } from "@/lib/tasks/tickets/ticket-update";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { createDraft, deleteDraft, listDrafts, updateDraft } from "./drafts";
import { reopenComment, resolveComment } from "./resolve";
import { readRound } from "./round";
import { listRounds } from "./rounds";
import { readSince } from "./since";
import { markViewed } from "./viewed";

let test: TestDatabase;
let ctx: Context;
let ada: Context;
let bob: Context;
let scout: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
  ada = contextOf(test.db, userActor());
  bob = contextOf(test.db, { ...userActor("Bob"), id: 2 } as Actor);
  const { id } = await test.db.agent.create({ data: { name: "scout" } });
  scout = contextOf(test.db, agentActor("scout", id));
});

const A = "a".repeat(40);
const B = "b".repeat(40);
const BASE = "0".repeat(40);

const diffOf = (path: string, lines: string[], from = 1) =>
  [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -0,0 +${from},${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    "",
  ].join("\n");

const FIRST = ["function add(a, b) {", "  return a - b;", "}", "add(1, 2);"];
const SECOND = ["// adds", "function add(a, b) {", "  return a - b;", "}", "add(1, 2, 3);"];

interface Work {
  commit?: string;
  lines?: string[];
  resolution?: string;
  also?: string;
  since?: object[];
}

/** Hands in a change of src/a.js by scout's next run. */
async function handIn(
  id: number,
  { commit = A, lines = FIRST, resolution = "It adds.\n\nAnd subtracts.", also, since }: Work = {},
): Promise<TaskRow> {
  const { task, run } = await claimNext(scout, { agent: "scout" });
  expect(task?.id).toBe(id);
  const paths = ["src/a.js", ...(also ? ["src/b.js"] : [])];
  await reportChange(
    scout,
    Number(run?.id),
    ReportChange.parse({
      commit,
      base: BASE,
      branch: "baton/x",
      diff: diffOf("src/a.js", lines) + (also ? diffOf("src/b.js", [also]) : ""),
      files: paths.map((path) => ({
        path,
        status: "added",
        added: path === "src/a.js" ? lines.length : 1,
        removed: 0,
        binary: false,
      })),
      since,
    }),
  );
  return completeTask(scout, { ref: id, resolution });
}

async function inReview(work: Work = {}): Promise<TaskRow> {
  const { id } = await givenTask(ctx, {
    assigned_to: "scout",
    description: "Add.\n\nTwo numbers.",
  });
  return handIn(id, work);
}

const at = (start: number, end = start, commit = A, path = "src/a.js") =>
  Anchor.parse({ kind: "code", commit, path, start_line: start, end_line: end });

const seenBy = async (as: Context, task: TaskRow) => (await readRound(as, task.id, "latest")).seen;

async function judge(as: Context, task: TaskRow, input: Partial<VerdictInput>) {
  const seen = await seenBy(as, task);
  return recordVerdict(as, { ref: task.id, verdict: "rejected", notes: "", seen, ...input });
}

/** Ada rejects with a comment on `return a - b;`. */
async function rejected(work: Work = {}): Promise<{ task: TaskRow; comment: number }> {
  const task = await inReview(work);
  const { id } = await createDraft(ada, task.id, { anchor: at(2), body: "This subtracts." });
  const { comments, task: after } = await judge(ada, task, { drafts: [id] });
  return { task: after, comment: Number(comments[0]?.id) };
}

describe("drafts", () => {
  it("keep the lines that they speak of, and belong to their author alone", async () => {
    const task = await inReview();
    const draft = await createDraft(ada, task.id, { anchor: at(1, 2), body: "Hm." });
    expect(draft).toMatchObject({
      round: 1,
      quote: "function add(a, b) {\n  return a - b;",
      superseded: false,
      moved_anchor: null,
    });
    expect(await listDrafts(ada, task.id)).toEqual([draft]);
    expect(await listDrafts(bob, task.id)).toEqual([]);
    expect(await listDrafts(ctx, task.id)).toEqual([]);
    for (const other of [bob, ctx]) {
      await expect(deleteDraft(other, task.id, draft.id)).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(updateDraft(other, task.id, draft.id, { body: "x" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect((await updateDraft(ada, task.id, draft.id, { body: "Better." })).body).toBe("Better.");
    await deleteDraft(ada, task.id, draft.id);
    expect(await listDrafts(ada, task.id)).toEqual([]);
    expect(JSON.stringify(await test.db.event.findMany({ select: { data: true } }))).not.toContain(
      "Hm.",
    );
  });

  it("are refused to the agent of the work, to agents that review nothing, and for other projects", async () => {
    const task = await inReview();
    const { id } = await test.db.agent.create({ data: { name: "rover" } });
    const note = { anchor: at(1), body: "x" };
    for (const agent of [scout, contextOf(test.db, agentActor("rover", id))])
      await expect(createDraft(agent, task.id, note)).rejects.toMatchObject({ code: "forbidden" });
    const viewer = contextOf(test.db, keyActor("viewer"));
    await expect(listDrafts(viewer, task.id)).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = contextOf(test.db, { ...keyActor(), projectId: 999 } as Actor);
    await expect(listDrafts(elsewhere, task.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("name the field, the rule and the way out for a place that the work does not have", async () => {
    const task = await inReview();
    const create = (anchor: Anchor) => createDraft(ada, task.id, { anchor, body: "x" });
    await expect(create(at(1, 1, B))).rejects.toMatchObject({
      code: "conflict",
      details: { field: "anchor.commit", commit: A },
    });
    await expect(create(at(1, 1, A, "src/z.js"))).rejects.toMatchObject({
      details: { problems: [{ field: "anchor.path" }] },
    });
    await expect(create(at(4, 9))).rejects.toMatchObject({
      message: expect.stringContaining("does not have lines 4 to 9 of its new version"),
      details: { problems: [{ field: "anchor.start_line" }] },
    });
    await expect(
      create({ kind: "text", field: "resolution", paragraph: 7, hash: "0".repeat(16) }),
    ).rejects.toMatchObject({ details: { problems: [{ field: "anchor.paragraph" }] } });
    await expect(
      create({ kind: "text", field: "resolution", paragraph: 0, hash: "0".repeat(16) }),
    ).rejects.toMatchObject({ code: "conflict" });
    await recordVerdict(ada, { ref: task.id, verdict: "rejected", notes: "No." });
    await expect(create(at(1))).rejects.toMatchObject({
      code: "conflict",
      message: `${task.ticket_ref} is assigned, not in review`,
    });
  });

  it("are limited in number", async () => {
    const task = await inReview();
    await test.db.reviewDraft.createMany({
      data: Array.from({ length: 200 }, () => ({
        taskId: task.id,
        caller: "user:1",
        anchor: at(1),
        body: "x",
      })),
    });
    await expect(createDraft(ada, task.id, { anchor: at(1), body: "x" })).rejects.toMatchObject({
      message: expect.stringContaining("200 drafts"),
    });
    await createDraft(bob, task.id, { anchor: at(1), body: "x" });
  });

  it("stay drafts when their author judges elsewhere and leaves them", async () => {
    const task = await inReview();
    const { id } = await createDraft(ada, task.id, { anchor: at(2), body: "Subtracts." });
    const { comments } = await recordVerdict(ada, {
      ref: task.id,
      verdict: "rejected",
      notes: "From the terminal.",
    });
    expect(comments).toEqual([]);
    expect(await listDrafts(ada, task.id)).toMatchObject([{ id, superseded: false }]);
  });

  it("are never sent about other work: they are moved or deleted first", async () => {
    const task = await inReview();
    const stays = await createDraft(ada, task.id, { anchor: at(2), body: "Subtracts." });
    const goes = await createDraft(ada, task.id, { anchor: at(4), body: "Only two?" });
    await recordVerdict(bob, { ref: task.id, verdict: "rejected", notes: "No." });
    expect((await listDrafts(ada, task.id)).map(({ superseded }) => superseded)).toEqual([
      false,
      false,
    ]);
    const again = await handIn(task.id, { commit: B, lines: SECOND });
    expect(await listDrafts(ada, task.id)).toMatchObject([
      { superseded: true, moved_anchor: { commit: B, start_line: 3, end_line: 3 } },
      { superseded: true, moved_anchor: null },
    ]);
    await expect(judge(ada, again, { drafts: [stays.id, goes.id] })).rejects.toMatchObject({
      code: "conflict",
      details: { superseded: [stays.id, goes.id] },
    });
    expect(await test.db.qualityReview.count()).toBe(1);
    const [first] = await listDrafts(ada, task.id);
    await updateDraft(ada, task.id, stays.id, { anchor: first?.moved_anchor as Anchor });
    const { comments } = await judge(ada, again, { drafts: [stays.id] });
    expect(comments).toMatchObject([{ round: 2, body: "Subtracts.", quote: "  return a - b;" }]);
    expect((await listDrafts(ada, task.id)).map(({ id }) => id)).toEqual([goes.id]);
  });
});

describe("a verdict with comments", () => {
  it("takes them along in its transaction, and makes its notes of them", async () => {
    const task = await inReview();
    const [paragraph] = (await readRound(ada, task.id, 1)).texts[0]?.paragraphs ?? [];
    const text: AnchorWire = {
      kind: "text",
      field: "resolution",
      paragraph: 0,
      hash: String(paragraph?.hash),
    };
    const one = await createDraft(ada, task.id, { anchor: at(2), body: "This subtracts." });
    const two = await createDraft(ada, task.id, { anchor: text, body: "Does it?" });
    const of = await judge(ada, task, {
      drafts: [one.id, two.id],
      comments: [{ anchor: at(1), body: "Name it better." }],
    });
    expect(of.review.notes).toBe(
      "3 comments on the work: src/a.js, line 2; paragraph 1 of the resolution; src/a.js, line 1.",
    );
    expect(of.task).toMatchObject({ status: "assigned", review_cycles: 1 });
    expect(of.comments).toMatchObject([
      { state: "open", author: "Ada", author_kind: "user", quote: "  return a - b;", round: 1 },
      { body: "Does it?", quote: "It adds." },
      { body: "Name it better." },
    ]);
    expect(await listDrafts(ada, task.id)).toEqual([]);
    const event = await test.db.event.findFirstOrThrow({ where: { type: "review.recorded" } });
    expect(event.data).toMatchObject({ comments: 3 });
  });

  it("is refused, and sends nothing, when what was seen has changed", async () => {
    const task = await inReview();
    const { id } = await createDraft(ada, task.id, { anchor: at(2), body: "x" });
    const seen = await seenBy(ada, task);
    await updateTask(bob, task.id, { resolution: "Another text" });
    const input = { ref: task.id, verdict: "approved", notes: "ok", seen, drafts: [id] } as const;
    await expect(recordVerdict(ada, input)).rejects.toMatchObject({
      code: "conflict",
      details: { changed: ["resolution_hash"] },
    });
    await updateTask(bob, task.id, { checks: [{ name: "test", command: "true" }] });
    await expect(recordVerdict(ada, input)).rejects.toMatchObject({
      details: { changed: ["resolution_hash", "checks"] },
    });
    expect((await listDrafts(ada, task.id)).map((draft) => draft.id)).toEqual([id]);
    expect((await findTask(test.db, task.id)).status).toBe("review");
    const other = { ...input, seen: await seenBy(ada, task), drafts: [id + 1] };
    await expect(recordVerdict(ada, other)).rejects.toMatchObject({ code: "invalid" });
    const bobs = { ...other, drafts: [id] };
    await expect(recordVerdict(bob, bobs)).rejects.toMatchObject({ code: "invalid" });
  });

  it("approves with remarks, and never against the checks", async () => {
    const { id } = await givenTask(ctx, {
      assigned_to: "scout",
      checks: [{ name: "test", command: "true" }],
    });
    const task = await handIn(id);
    const comments = [{ anchor: at(1), body: "Nice." }];
    await expect(
      judge(ada, task, { verdict: "approved", notes: "ok", comments }),
    ).rejects.toMatchObject({ details: { reason: "checks" } });
    const of = await judge(ada, task, {
      verdict: "approved",
      notes: "ok",
      comments,
      checksOverride: "run by hand",
    });
    expect([of.task.status, of.comments.length]).toEqual(["done", 1]);
  });

  it("is given once by one who sends it twice at the same time", async () => {
    const task = await inReview();
    const { id } = await createDraft(ada, task.id, { anchor: at(2), body: "x" });
    const seen = await seenBy(ada, task);
    const input = { ref: task.id, verdict: "rejected", notes: "", seen, drafts: [id] } as const;
    const both = await Promise.allSettled([1, 2].map(() => recordVerdict(ada, input)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
    expect(await test.db.reviewComment.count()).toBe(1);
  });

  it("comes too late when somebody judged first, and keeps the drafts", async () => {
    const task = await inReview();
    const { id } = await createDraft(ada, task.id, { anchor: at(2), body: "x" });
    const seen = await seenBy(ada, task);
    await recordVerdict(bob, { ref: task.id, verdict: "approved", notes: "ok" });
    const late = { ref: task.id, verdict: "rejected", notes: "", seen, drafts: [id] } as const;
    await expect(recordVerdict(ada, late)).rejects.toMatchObject({ code: "conflict" });
    await expect(recordVerdict(ada, { ...late, ifLate: "record" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await listDrafts(ada, task.id)).toHaveLength(1);
  });
});

describe("what the agent gets and answers", () => {
  it("is told each comment with its code when it claims the task again, by any claim", async () => {
    const { task, comment } = await rejected();
    const expected = {
      reviewer: "Ada",
      commit: A,
      comments: [
        {
          id: comment,
          state: "open",
          anchor: at(2),
          quote: "  return a - b;",
          body: "This subtracts.",
          answers: [],
        },
      ],
    };
    expect(await feedbackFor(test.db, task)).toMatchObject([expected]);
    const { feedback } = await claimNext(scout, { agent: "scout" });
    expect(feedback).toMatchObject([expected]);
  });

  it("answers with its hand-in, by fields, by lines of its text, and in tickets", async () => {
    const { task, comment } = await rejected();
    await claimNext(scout, { agent: "scout" });
    const answer = { comment_id: comment, text: "It adds now.", state: "fixed" as const };
    await expect(
      completeTask(scout, { ref: task.id, answers: [{ ...answer, comment_id: comment + 1 }] }),
    ).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(`these wait for one: ${comment}`),
    });
    const [handed] = await bulkComplete(scout, {
      tasks: [{ id: task.id, resolution: "Again.", answers: [answer] }],
    });
    expect(handed).toMatchObject({ task: { status: "review" } });
    const [answered] = await listReviewComments(ada, task.id, { state: "answered" });
    expect(answered?.answers).toMatchObject([
      { text: "It adds now.", by: "scout", state: "fixed" },
    ]);
    const told = await test.db.event.findFirstOrThrow({
      where: { type: "review.comments_changed" },
    });
    expect(told.data).toMatchObject({
      change: "answered",
      comments: [{ id: comment, state: "answered" }],
      open: 0,
    });

    await judge(ada, await findTask(test.db, task.id), { notes: "Still wrong." });
    await claimNext(scout, { agent: "scout" });
    const resolution = `Done.\nCOMMENT ${comment} WONT_FIX: it is meant so\nCOMMENT 999999 FIXED: x`;
    await completeTask(scout, { ref: task.id, resolution });
    expect((await listReviewComments(ada, task.id))[0]?.answers.slice(1)).toMatchObject([
      { state: "wont_fix", text: "it is meant so" },
    ]);
  });

  it("answers while it works, as nobody else may", async () => {
    const { task, comment } = await rejected();
    const answer = { text: "Which numbers?", state: "question" as const };
    await expect(answerComment(scout, task.id, comment, answer)).rejects.toMatchObject({
      code: "conflict",
    });
    const { run } = await claimNext(scout, { agent: "scout" });
    const { id } = await test.db.agent.create({ data: { name: "rover" } });
    const rover = contextOf(test.db, agentActor("rover", id));
    await expect(answerComment(rover, task.id, comment, answer)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      answerComment(scout, task.id, comment, { ...answer, run_id: 999_999 }),
    ).rejects.toMatchObject({ code: "stale_run" });
    const ofRun = (runId: number) => contextOf(test.db, { ...agentActor("scout"), runId } as Actor);
    await expect(answerComment(ofRun(999_999), task.id, comment, answer)).rejects.toMatchObject({
      code: "stale_run",
    });
    expect(await answerComment(ofRun(Number(run?.id)), task.id, comment, answer)).toMatchObject({
      state: "answered",
      answers: [answer],
    });
    const ticket = { resolution: "So be it.", status: "done" as const };
    const given = [{ comment_id: comment, text: "Fixed after all.", state: "fixed" as const }];
    expect((await updateTicket(scout, task.id, ticket, "scout", given)).status).toBe("review");
    expect((await listReviewComments(ada, task.id))[0]?.answers).toHaveLength(2);
  });

  it("never settles a comment: people and operator keys do, and open it again", async () => {
    const { task, comment } = await rejected();
    await claimNext(scout, { agent: "scout" });
    const { id } = await test.db.agent.create({ data: { name: "critic", role: "reviewer" } });
    const admin = { ...agentActor("critic", id), role: "admin" } as Actor;
    for (const agent of [scout, contextOf(test.db, admin)])
      for (const settle of [resolveComment, reopenComment])
        await expect(settle(agent, task.id, comment)).rejects.toMatchObject({ code: "forbidden" });
    expect(await resolveComment(bob, task.id, comment)).toMatchObject({
      state: "resolved",
      resolved_by: "Bob",
    });
    await expect(resolveComment(ada, task.id, comment)).rejects.toMatchObject({ code: "conflict" });
    const answer = { text: "x", state: "fixed" as const };
    expect((await answerComment(scout, task.id, comment, answer)).state).toBe("resolved");
    expect(await reopenComment(ctx, task.id, comment)).toMatchObject({
      state: "open",
      resolved_by: null,
    });
    await expect(reopenComment(ada, task.id, comment + 1)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("rounds", () => {
  it("have each hand-in with its verdicts, and the next opens on what changed since mine", async () => {
    const { task, comment } = await rejected({ also: "b();" });
    const since = [
      { commit: A, diff: "diff of both", files: [], truncated: false },
      { commit: BASE, diff: "whole", files: [] },
    ];
    const again = await handIn(task.id, { commit: B, lines: SECOND, since, resolution: "Anew." });
    expect(await listRounds(bob, task.id)).toMatchObject([
      {
        number: 1,
        commit: A,
        agent: "scout",
        is_current: false,
        files: 2,
        added: 5,
        verdicts: [{ status: "rejected", reviewer: "Ada" }],
        comments: { open: 1, answered: 0, resolved: 0 },
      },
      { number: 2, commit: B, is_current: true, checks: "none", verdicts: [] },
    ]);
    const round = await readRound(ada, task.id, "latest");
    expect(round).toMatchObject({
      round: { number: 2 },
      files: [{ path: "src/a.js", since: "changed", viewed: false }],
      since: { round: 1, commit: A, reported: true, gone: ["src/b.js"], text_changed: true },
      comments: [
        {
          id: comment,
          round: 1,
          place: { outdated: false, anchor: { commit: B, start_line: 3, end_line: 3 } },
        },
      ],
    });
    expect(round.texts.map(({ field }) => field)).toEqual(["resolution", "description"]);
    expect(await readSince(ada, task.id, 2)).toMatchObject({
      from: A,
      to: B,
      diff: "diff of both",
    });
    expect((await readRound(bob, task.id, 2)).since).toBeNull();
    await expect(readSince(bob, task.id, 2)).rejects.toMatchObject({ code: "not_found" });
    expect((await readRound(bob, task.id, 2, { since: 1 })).since?.round).toBe(1);
    await expect(readRound(bob, task.id, 2, { since: 2 })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(readRound(bob, task.id, 3)).rejects.toMatchObject({ code: "not_found" });
    const first = await readRound(ada, task.id, 1);
    expect(first.comments[0]?.place.anchor).toEqual(at(2));
    expect(first.texts[0]?.paragraphs.map(({ text }) => text)).toEqual([
      "It adds.",
      "And subtracts.",
    ]);

    await test.db.run.updateMany({ data: { finishedAt: new Date("2020-01-01") } });
    await removeOldTexts(ctx, 1);
    await expect(readSince(ada, task.id, 2)).resolves.toMatchObject({
      diff: null,
      truncated: true,
    });
    expect((await readRound(ada, again.id, 2)).comments[0]?.place.outdated).toBe(true);
  });

  it("say that a comment is outdated when its lines or its paragraph are gone", async () => {
    const { task } = await rejected();
    await handIn(task.id, { commit: B, lines: ["const add = (a, b) => a + b;"] });
    const round = await readRound(ada, task.id, 2);
    expect(round.comments[0]).toMatchObject({
      quote: "  return a - b;",
      place: { outdated: true, anchor: null },
    });
  });

  it("keep what each reviewer has viewed, as long as the file's change is the same", async () => {
    const task = await inReview({ also: "b();" });
    const files = async (as: Context) =>
      (await readRound(as, task.id, "latest")).files.map(({ viewed }) => viewed);
    for (const { path, hash } of (await readRound(ada, task.id, 1)).files)
      await markViewed(ada, task.id, { path, hash, viewed: true });
    expect([await files(ada), await files(bob)]).toEqual([
      [true, true],
      [false, false],
    ]);
    await recordVerdict(ada, { ref: task.id, verdict: "rejected", notes: "No." });
    await handIn(task.id, { commit: B, lines: SECOND, also: "b();" });
    expect(await files(ada)).toEqual([false, true]);
    const hash = "0".repeat(16);
    await markViewed(ada, task.id, { path: "src/b.js", hash, viewed: false });
    expect(await files(ada)).toEqual([false, false]);
    await expect(
      markViewed(contextOf(test.db, keyActor("viewer")), task.id, {
        path: "src/b.js",
        hash,
        viewed: true,
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are there for work that no run handed in, and stay when runs follow", async () => {
    const { id } = await givenTask(ctx, { assigned_to: "scout" });
    await expect(readRound(ada, id, "latest")).rejects.toMatchObject({
      message: "Nothing was handed in yet",
    });
    const task = (await updateTask(ada, id, { status: "review", resolution: "By hand" })).task;
    const round = await readRound(ada, id, "latest");
    expect(round).toMatchObject({
      round: { number: 1, run_id: null, is_current: true },
      files: [],
      texts: [{ field: "resolution" }],
    });
    const anchor = {
      kind: "text" as const,
      field: "resolution" as const,
      paragraph: 0,
      hash: String(round.texts[0]?.paragraphs[0]?.hash),
    };
    await judge(ada, task, { comments: [{ anchor, body: "By whose?" }] });
    await handIn(id);
    expect(await listRounds(ada, id)).toMatchObject([
      { number: 1, run_id: null, verdicts: [{}], comments: { open: 1 } },
      { number: 2, commit: A, verdicts: [] },
    ]);
  });

  it("end with the third rejection: the task fails, and only a person opens it again", async () => {
    const { task } = await rejected();
    for (const commit of [B, A]) {
      const again = await handIn(task.id, { commit });
      await judge(ada, again, { comments: [{ anchor: at(1, 1, commit), body: "No." }] });
    }
    const failed = await findTask(test.db, task.id);
    expect(failed).toMatchObject({ status: "failed", review_cycles: 3 });
    expect(failed.error_message).toContain("One comment on the work");
    const admin = contextOf(test.db, { ...scout.actor, role: "admin" } as Actor);
    for (const agent of [scout, admin])
      for (const open of [
        () => retryTask(agent, { ref: task.id }),
        () => updateTask(agent, task.id, { status: "assigned" }),
        () => updateTask(agent, task.id, { status: "review" }),
        () => updateTicket(agent, task.id, { status: "assigned" }, "scout"),
      ])
        await expect(open()).rejects.toMatchObject({
          message: expect.stringMatching(/only a person or an operator key|is failed/),
        });
    expect((await findTask(test.db, task.id)).status).toBe("failed");
    expect((await retryTask(ada, { ref: task.id })).status).toBe("assigned");
    expect((await listRounds(ada, task.id)).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it("show the checks of each commit, and no longer what they printed", async () => {
    const { id } = await givenTask(ctx, {
      assigned_to: "scout",
      checks: [{ name: "test", command: "true" }],
    });
    const { run } = await claimNext(scout, { agent: "scout" });
    await reportChecks(
      scout,
      Number(run?.id),
      ReportChecks.parse({
        commit: A,
        checks: [
          {
            name: "test",
            command: "true",
            state: "passed",
            exit_code: 0,
            output: "fine",
            duration_ms: 1,
          },
        ],
      }),
    );
    await completeTask(scout, { ref: id, resolution: "x" });
    expect(await listRounds(ada, id)).toMatchObject([{ commit: A, checks: "passed", files: 0 }]);
    const [check] = (await readRound(ada, id, 1)).evidence.checks;
    expect(check?.output).toBe("fine");
  });
});

it("a verdict without comments is one statement, as before", async () => {
  const { id } = await givenTask(ctx, { assigned_to: "scout" });
  await claimNext(scout, { agent: "scout" });
  await completeTask(scout, { ref: id, resolution: "x" });
  const statements: string[] = [];
  const db = new Proxy(test.db, {
    get(of, name) {
      statements.push(String(name));
      const value = Reflect.get(of, name);
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
  const of = await recordVerdict(contextOf(db, userActor()), {
    ref: id,
    verdict: "approved",
    notes: "ok",
  });
  expect([of.task.status, of.comments]).toEqual(["done", []]);
  expect(statements.filter((name) => name.startsWith("$"))).toEqual(["$queryRaw"]);
  const { workRunId } = await test.db.qualityReview.findFirstOrThrow();
  expect(workRunId).not.toBeNull();
});
