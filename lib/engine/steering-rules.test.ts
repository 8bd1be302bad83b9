import { expect, it } from "vitest";
import { steeringBy } from "./steering-rules";

const RUN = { outcome: null, trigger: "claim", runtime: "pull", agent: "scout" } as const;
const MODEL = { steersNow: false, steersAfterTurn: true };

it("an agent that asks for its work hears everything with its next sign of life", () => {
  const taken = { now: true, after_turn: true, reason: null };
  expect(steeringBy(RUN, { capabilities: null, worker: null })).toEqual(taken);
  const named = { program: null, steers: [] };
  expect(steeringBy(RUN, { capabilities: null, worker: named })).toEqual(taken);
});

it("a worker's run hears what its program hears, and the reason names the program", () => {
  const run = { ...RUN, runtime: "worker" } as const;
  const steering = (...steers: ("now" | "after_turn")[]) =>
    steeringBy(run, { capabilities: null, worker: { program: "claude", steers } });
  expect(steering("now", "after_turn")).toEqual({ now: true, after_turn: true, reason: null });
  expect(steering("now")).toMatchObject({
    now: true,
    after_turn: false,
    reason: "Claude hears messages only while it works: send it now.",
  });
  expect(steering().reason).toBe("Claude hears no messages while it works.");
  expect(steeringBy(run, { capabilities: null, worker: null })).toEqual({
    now: false,
    after_turn: false,
    reason: "The worker of scout hears no messages while it works.",
  });
});

it("a model hears messages after its turn, a verdict and a run that is over none", () => {
  const run = { ...RUN, trigger: "dispatch", runtime: "anthropic" } as const;
  const means = { capabilities: MODEL, worker: null };
  expect(steeringBy(run, means)).toMatchObject({
    now: false,
    after_turn: true,
    reason: "A model hears messages only after its turn: send it with after_turn.",
  });
  expect(steeringBy({ ...run, trigger: "review" }, means)).toMatchObject({
    now: false,
    after_turn: false,
  });
  expect(steeringBy({ ...run, outcome: "failed" }, means).reason).toBe("The run is over.");
  const gateway = { capabilities: { steersNow: false, steersAfterTurn: false }, worker: null };
  expect(steeringBy({ ...run, runtime: "openclaw" }, gateway).reason).toBe(
    "The OpenClaw gateway hears no messages while it works.",
  );
});
