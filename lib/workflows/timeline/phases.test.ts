import { describe, expect, test } from "vitest";
import { type AttemptTimes, phasesOf, type RequestTimes, type StageTimes } from "./phases";

const stage = (change: Partial<StageTimes> = {}): StageTimes => ({
  kind: "work",
  state: "active",
  activatedAt: 10,
  settledAt: null,
  taskStatus: "assigned",
  isAbove: false,
  ...change,
});
const attempt = (change: Partial<AttemptTimes> = {}): AttemptTimes => ({
  id: 1,
  agent: "iris",
  attempt: 1,
  outcome: null,
  startedAt: 15,
  finishedAt: null,
  ...change,
});
const asked = (change: Partial<RequestTimes> = {}): RequestTimes => ({
  id: 7,
  runId: null,
  createdAt: 20,
  closedAt: null,
  ...change,
});

interface Given {
  attempts?: AttemptTimes[];
  requests?: RequestTimes[];
  verdicts?: { reviewer: string; status: string; createdAt: number }[];
}
const told = (of: StageTimes, { attempts = [], requests = [], verdicts = [] }: Given = {}) =>
  phasesOf(0, of, { attempts, requests, verdicts }).map(
    ({ kind, start, end }) => `${kind} ${start}-${end ?? ""}`,
  );

describe("the time of a stage", () => {
  test("is a wait for its inputs until they are settled", () => {
    expect(told(stage({ state: "waiting", activatedAt: null }))).toEqual(["inputs 0-"]);
    expect(told(stage({ state: "skipped", activatedAt: null, settledAt: 8 }))).toEqual([
      "inputs 0-8",
    ]);
  });

  test("is a wait for somebody until an attempt begins, and work until it ends", () => {
    expect(told(stage())).toEqual(["inputs 0-10", "queue 10-"]);
    expect(told(stage({ taskStatus: "in_progress" }), { attempts: [attempt()] })).toEqual([
      "inputs 0-10",
      "queue 10-15",
      "working 15-",
    ]);
    expect(
      told(stage({ state: "succeeded", settledAt: 40, taskStatus: "done" }), {
        attempts: [attempt({ outcome: "succeeded", finishedAt: 40 })],
      }),
    ).toEqual(["inputs 0-10", "queue 10-15", "working 15-40"]);
  });

  test("shows each attempt as a bar of its own, with how it ended", () => {
    const phases = phasesOf(0, stage({ taskStatus: "in_progress" }), {
      attempts: [
        attempt({ outcome: "failed", finishedAt: 20 }),
        attempt({ id: 2, attempt: 2, startedAt: 25 }),
      ],
      requests: [],
      verdicts: [],
    });
    expect(phases.filter(({ kind }) => kind === "working")).toEqual([
      {
        kind: "working",
        start: 15,
        end: 20,
        run_id: 1,
        attempt: 1,
        agent: "iris",
        outcome: "failed",
      },
      {
        kind: "working",
        start: 25,
        end: null,
        run_id: 2,
        attempt: 2,
        agent: "iris",
        outcome: null,
      },
    ]);
    expect(phases.map(({ kind }) => kind)).toEqual([
      "inputs",
      "queue",
      "working",
      "queue",
      "working",
    ]);
  });

  test("counts nothing between an end and the retry that undid it", () => {
    expect(
      told(stage({ activatedAt: 100 }), {
        attempts: [attempt({ outcome: "failed", finishedAt: 20 })],
      }),
    ).toEqual(["inputs 0-15", "working 15-20", "queue 100-"]);
    expect(
      told(stage({ activatedAt: 100, taskStatus: "in_progress" }), {
        attempts: [
          attempt({ outcome: "failed", finishedAt: 20 }),
          attempt({ id: 2, startedAt: 110 }),
        ],
      }),
    ).toEqual(["inputs 0-15", "working 15-20", "queue 100-110", "working 110-"]);
  });

  test("is review from the hand-in until the verdict, and again a wait after a rejection", () => {
    const handedIn = attempt({ outcome: "succeeded", finishedAt: 20 });
    expect(told(stage({ taskStatus: "review" }), { attempts: [handedIn] })).toEqual([
      "inputs 0-10",
      "queue 10-15",
      "working 15-20",
      "review 20-",
    ]);
    expect(
      told(stage({ taskStatus: "assigned" }), {
        attempts: [handedIn],
        verdicts: [{ reviewer: "vera", status: "rejected", createdAt: 30 }],
      }),
    ).toEqual(["inputs 0-10", "queue 10-15", "working 15-20", "review 20-30", "queue 30-"]);
  });

  test("is a wait for a person while an attempt has a question open", () => {
    expect(
      told(stage({ taskStatus: "in_progress" }), {
        attempts: [attempt()],
        requests: [asked({ runId: 1, closedAt: 30 }), asked({ id: 8, runId: 1, createdAt: 40 })],
      }),
    ).toEqual([
      "inputs 0-10",
      "queue 10-15",
      "working 15-20",
      "person 20-30",
      "working 30-40",
      "person 40-",
    ]);
  });

  test("of a gate is a wait for a person, never for somebody to take it", () => {
    const gate = (change: Partial<StageTimes> = {}) => stage({ kind: "approval", ...change });
    expect(told(gate(), { requests: [asked({ createdAt: 10.2 })] })).toEqual([
      "inputs 0-10",
      "person 10.2-",
    ]);
    expect(
      told(gate({ state: "succeeded", settledAt: 31 }), {
        requests: [asked({ createdAt: 10.2, closedAt: 30 })],
      }),
    ).toEqual(["inputs 0-10", "person 10.2-30"]);
  });

  test("of a pause, a nested run and a stage with items is theirs", () => {
    expect(told(stage({ kind: "wait" }))).toEqual(["inputs 0-10", "pause 10-"]);
    expect(told(stage({ isAbove: true, settledAt: 50, state: "succeeded" }))).toEqual([
      "inputs 0-10",
      "working 10-50",
    ]);
    expect(told(stage({ isAbove: true, kind: "wait" }))).toEqual(["inputs 0-10", "working 10-"]);
  });

  test("never overlaps and never runs backwards", () => {
    const phases = phasesOf(0, stage({ state: "succeeded", settledAt: 90, taskStatus: "done" }), {
      attempts: [
        attempt({ outcome: "succeeded", finishedAt: 30 }),
        attempt({ id: 2, startedAt: 50, outcome: "succeeded", finishedAt: 70 }),
      ],
      requests: [
        asked({ runId: 1, closedAt: 25 }),
        asked({ id: 9, runId: 2, createdAt: 55, closedAt: 60 }),
      ],
      verdicts: [
        { reviewer: "vera", status: "rejected", createdAt: 40 },
        { reviewer: "vera", status: "approved", createdAt: 80 },
      ],
    });
    for (const [index, phase] of phases.entries()) {
      expect(phase.end).toBeGreaterThan(phase.start);
      expect(phase.start).toBeGreaterThanOrEqual(phases[index - 1]?.end ?? 0);
    }
    expect(phases.filter(({ kind }) => kind === "review")).toHaveLength(2);
    expect(phases.at(-1)).toMatchObject({ kind: "review", end: 80 });
  });
});
