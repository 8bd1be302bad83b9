import { expect, it } from "vitest";
import type { TaskWire } from "@/lib/tasks/shapes";
import { reasonsOf } from "./why";
import type { Holder, Nobody } from "./why-holder";

const waiting: Partial<TaskWire> = {
  ticket_ref: "TASK-001",
  status: "assigned",
  kind: "work",
  assigned_to: "scout",
  claimable: true,
  waiting_on: [],
  dispatch_hold: null,
  next_attempt_at: null,
  archived_at: null,
  metadata: {},
};
const free: Holder = {
  presence: "online",
  lastSeen: 1,
  inProgress: 0,
  maxCapacity: 1,
  paused: null,
  workers: [],
};

const nobody: Nobody = { deletedAt: null };

const codes = (task: Partial<TaskWire>, holder: Holder | Nobody = free) =>
  reasonsOf({ ...waiting, ...task } as TaskWire, holder).map(({ code }) => code);

it.each([
  [{ status: "done" }, ["done"]],
  [{ status: "failed", error_message: "no access" }, ["failed"]],
  [{ status: "review", review_cycles: 1 }, ["review"]],
  [{ status: "in_progress", claimed_by: "scout", lease_expires_at: 5 }, ["in_progress"]],
  [{ archived_at: 3 }, ["archived"]],
  [{}, ["next_poll"]],
  [{ status: "inbox", assigned_to: null }, ["pool"]],
  [{ kind: "group", claimable: false }, ["group"]],
  [{ claimable: false, command_ready: true }, ["waits_for_commands"]],
] as const)("%j does not go on because of %j", (task, expected) => {
  expect(codes(task as Partial<TaskWire>, task && "assigned_to" in task ? nobody : free)).toEqual(
    expected,
  );
});

it("names every reason, those of the task before those of its agent", () => {
  const task: Partial<TaskWire> = {
    claimable: false,
    waiting_on: [{ reason: "blocker", ticket_ref: "TASK-002", message: "TASK-002 is assigned" }],
    next_attempt_at: Math.floor(Date.now() / 1_000) + 3_600,
  };
  const holder: Holder = {
    presence: "offline",
    lastSeen: 7,
    inProgress: 2,
    maxCapacity: 2,
    paused: { since: 5, note: "Lunch" },
    workers: [],
  };
  expect(codes(task, holder)).toEqual([
    "blocker",
    "retry",
    "agent_paused",
    "offline",
    "at_capacity",
  ]);
  expect(codes({}, nobody)).toEqual(["unknown_agent"]);
});

it("says what it waits for in a sentence, with the task and the times", () => {
  const [blocker, offline] = reasonsOf(
    {
      ...waiting,
      waiting_on: [{ reason: "blocker", ticket_ref: "TASK-002", message: "TASK-002 is assigned" }],
    } as TaskWire,
    { ...free, presence: "offline", lastSeen: 7 },
  );
  expect(blocker).toEqual({
    code: "blocker",
    sentence: "It waits: TASK-002 is assigned.",
    ticket_ref: "TASK-002",
    request_id: null,
    since: null,
    until: null,
    fix: { label: "Look at TASK-002", href: "/tasks/TASK-002", command: "mc why TASK-002" },
  });
  expect(offline).toMatchObject({ sentence: "scout is offline.", since: 7 });
});

it("says whose answer a task in progress waits for, and that an answer is there", () => {
  const held = { ...waiting, status: "in_progress", claimed_by: "scout" } as TaskWire;
  const asked = { id: 7, state: "waiting", mayAnswer: [], since: 3, until: 9 } as const;
  expect(reasonsOf(held, free, { asked: { ...asked, mayAnswer: [] } })).toMatchObject([
    {
      code: "waits_for_answer",
      sentence: "Waits for your answer.",
      request_id: 7,
      since: 3,
      until: 9,
    },
  ]);
  expect(
    reasonsOf(held, free, { asked: { ...asked, mayAnswer: ["ada", "eve"] } })[0]?.sentence,
  ).toBe("Waits for the answer of ada or eve.");
  expect(
    reasonsOf(held, free, { asked: { ...asked, mayAnswer: [], state: "answered" } })[0],
  ).toMatchObject({
    code: "answered",
    sentence: "It was answered: scout goes on with it next.",
  });
});

it("says what a hold is about and where it is put right", () => {
  const hold = { message: "The budget of scout has no room", since: 3, next_at: 9 };
  const of = (task: Partial<TaskWire>) => reasonsOf({ ...waiting, ...task } as TaskWire, free)[0];
  for (const [code, href] of [
    ["budget_exceeded", "/settings?tab=costs"],
    ["no_model", "/settings?tab=models"],
    ["configuration", "/settings?tab=runtimes"],
    ["unavailable", "/settings?tab=runtimes"],
    ["cancelled", "/tasks/TASK-001"],
    ["released", "/tasks/TASK-001"],
  ] as const)
    expect(of({ dispatch_hold: { ...hold, code } })).toMatchObject({
      code: "dispatch_hold",
      sentence: "The budget of scout has no room.",
      since: 3,
      until: 9,
      fix: { href },
    });
  const stopped = {
    ...hold,
    message: "It took 9 turns, and 9 is its limit",
    code: "limit",
  } as const;
  expect(of({ status: "blocked", dispatch_hold: stopped })).toMatchObject({
    code: "stopped_at_limit",
    sentence: "It was stopped at a limit: It took 9 turns, and 9 is its limit.",
    fix: { command: "mc tasks retry TASK-001" },
  });
  const unfit = {
    status: "inbox",
    assigned_to: null,
    metadata: { triage: { reason: "nobody knows rust" } },
  };
  expect(reasonsOf({ ...waiting, ...unfit } as TaskWire, nobody)[0]).toMatchObject({
    code: "no_capability",
    sentence: "No agent fits it: nobody knows rust.",
  });
});

it("says what its last attempt died of, and which failure it waits for", () => {
  const later = Math.floor(Date.now() / 1_000) + 3_600;
  const failed = { ...waiting, error_message: "sleep 300 said nothing for 3 s" };
  const again = { ...failed, next_attempt_at: later };
  expect(reasonsOf(again as TaskWire, free)[0]).toMatchObject({
    code: "retry",
    sentence: "Its last attempt failed: sleep 300 said nothing for 3 s. It is tried again later.",
    until: later,
  });
  const over = { ...failed, next_attempt_at: 9, claimable: true };
  const [poll] = reasonsOf(over as TaskWire, free);
  expect(poll).toMatchObject({ code: "next_poll", until: null });
  expect(poll?.sentence).toMatch(
    /^Its last attempt failed: sleep 300 said nothing for 3 s\. Nothing/,
  );
  const blocked = { ...waiting, status: "blocked", blocked_reason: "TASK-003 blocked" } as TaskWire;
  const cause = { ticket_ref: "TASK-002", error: "no access" };
  expect(reasonsOf(blocked, free, { cause })[0]).toMatchObject({
    code: "blocked",
    sentence: "It waits for TASK-002, which failed: no access.",
    ticket_ref: "TASK-002",
    fix: { href: "/tasks/TASK-002", command: 'mc tasks retry TASK-002 "what to do differently"' },
  });
  expect(reasonsOf(blocked, free)[0]?.sentence).toBe("It is blocked: TASK-003 blocked");
});
