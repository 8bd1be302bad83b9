import { describe, expect, it } from "vitest";
import { type AgentFacts, agentReasons, type WorkerFacts, workerReasons } from "./rules";
import { AGENT_CODES, WORKER_CODES } from "./shapes";

const AGENT: AgentFacts = {
  name: "scout",
  isPushed: false,
  isWorkers: false,
  presence: "idle",
  lastSeen: 7,
  paused: null,
  inProgress: 0,
  maxCapacity: 3,
  refusal: null,
  holds: [],
  working: [],
  asking: [],
  ready: { own: 0, pool: [] },
  workers: [],
};
const HOLD = { code: "cancelled", message: "Ada cancelled it", count: 2, since: 3, until: null };
const WORKER_OF = {
  ...{ id: 4, agent: "scout", host: "build-2" },
  ...{ condition: null, note: null, restsUntil: null, lastSeen: 5 },
};
const HELD = { ticketRef: "myapp-014", since: 9 };
const ASKING = { ...HELD, requestId: 8, until: 20 };

/** Each code of an agent with what brings it about, and its sentence. */
const OF_AGENTS: [(typeof AGENT_CODES)[number], Partial<AgentFacts>, string][] = [
  [
    "paused",
    { paused: { since: 1, note: "Until Monday", by: "Ada" } },
    "scout is paused by Ada: Until Monday.",
  ],
  [
    "runtime_down",
    { refusal: { code: "unavailable", message: "the gateway is away", until: 9 } },
    "scout cannot be called: the gateway is away.",
  ],
  [
    "no_model",
    { refusal: { code: "no_model", message: "it has no model", until: null } },
    "scout cannot be called: it has no model.",
  ],
  ["no_worker", { isWorkers: true }, "No worker of scout is running."],
  [
    "no_worker",
    { isWorkers: true, workers: [{ ...WORKER_OF, state: "lost" }] },
    "No worker of scout lives: the one on build-2 was not heard of any more.",
  ],
  [
    "worker_paused",
    { isWorkers: true, workers: [{ ...WORKER_OF, state: "draining" }] },
    "Its worker on build-2 is draining.",
  ],
  [
    "worker_paused",
    { isWorkers: true, workers: [{ ...WORKER_OF, state: "paused", note: "Lunch" }] },
    "Its worker on build-2 is paused: Lunch.",
  ],
  [
    "worker_blocked",
    {
      isWorkers: true,
      workers: [{ ...WORKER_OF, state: "blocked", condition: "1 GB of disk is left" }],
    },
    "1 GB of disk is left.",
  ],
  ["offline", { presence: "offline" }, "scout does not ask for work: it is offline."],
  ["at_capacity", { inProgress: 3 }, "scout is at 3 of 3."],
  [
    "budget_exceeded",
    {
      holds: [
        { ...HOLD, code: "budget_exceeded", message: "Budget of today is used up", count: 1 },
      ],
    },
    "1 task waits: Budget of today is used up.",
  ],
  ["held", { holds: [HOLD] }, "2 tasks wait: Ada cancelled it."],
  ["waits_for_answer", { asking: [ASKING] }, "Waits for your answer on myapp-014."],
  ["working", { working: [HELD] }, "scout works on myapp-014."],
  ["ready", { ready: { own: 2, pool: [] } }, "Nothing holds it up: 2 tasks of scout are ready."],
  [
    "ready",
    { ready: { own: 0, pool: [{ workType: null, count: 4 }] } },
    "Nothing holds it up: its next poll may get one of 4 tasks of the pool.",
  ],
  ["nothing_ready", { isPushed: true }, "Nothing is ready that is assigned to scout."],
  ["nothing_ready", {}, "Nothing is ready for scout, neither assigned to it nor in the pool."],
];

const WORKER: WorkerFacts = {
  id: 4,
  agent: "scout",
  host: "build-2",
  state: "waiting",
  condition: null,
  wanted: { note: "Lunch", by: "Ada", since: 3, until: 9 },
  lastSeen: 5,
  stoppedAt: null,
  workType: null,
  concurrency: 2,
  agentPaused: null,
  working: [],
  asking: [],
  ready: { own: 0, pool: [] },
};

/** The same for workers. */
const OF_WORKERS: [(typeof WORKER_CODES)[number], Partial<WorkerFacts>, string][] = [
  ["stopped", { state: "stopped", stoppedAt: 4 }, "It has ended."],
  ["lost", { state: "lost" }, "It was not heard of any more, on build-2."],
  ["stopping", { state: "stopping" }, "It was told to stop by Ada: Lunch."],
  [
    "draining",
    { state: "draining" },
    "It finishes what it has and ends: told to drain by Ada: Lunch.",
  ],
  ["paused", { state: "paused" }, "It is paused by Ada: Lunch."],
  ["agent_paused", { agentPaused: { since: 1, note: null, by: "Eve" } }, "scout is paused by Eve."],
  [
    "blocked",
    { condition: "Takes no work: 1 GB of disk is left" },
    "Takes no work: 1 GB of disk is left.",
  ],
  ["at_capacity", { working: [HELD, HELD] }, "It is at 2 of 2."],
  ["waits_for_answer", { asking: [ASKING] }, "Waits for your answer on myapp-014."],
  ["working", { working: [HELD] }, "It works on myapp-014."],
  [
    "ready",
    { ready: { own: 1, pool: [] } },
    "Nothing holds it up: its next poll may get one of 1 task.",
  ],
  [
    "nothing_ready",
    {
      workType: "code",
      ready: {
        own: 0,
        pool: [
          { workType: "docs", count: 3 },
          { workType: null, count: 1 },
        ],
      },
    },
    "Nothing that is ready fits it: it takes what is assigned to scout, and work of type code. What is ready: 3 tasks of type docs, 1 task without a type.",
  ],
];

describe("an agent", () => {
  it.each(OF_AGENTS)("says %s for %j", (code, facts, sentence) => {
    expect(agentReasons({ ...AGENT, ...facts })[0]).toMatchObject({ code, sentence });
  });

  it("has a case here for every code, and names all reasons in their order", () => {
    expect(new Set(OF_AGENTS.map(([code]) => code))).toEqual(new Set(AGENT_CODES));
    const everything = Object.assign({}, ...OF_AGENTS.map(([, facts]) => facts), {
      isPushed: false,
      holds: [HOLD],
    });
    const codes = agentReasons({ ...AGENT, ...everything }).map(({ code }) => code);
    expect(codes).toEqual([
      "paused",
      "no_model",
      "worker_blocked",
      "at_capacity",
      "held",
      "waits_for_answer",
      "working",
    ]);
  });
});

describe("a worker", () => {
  it.each(OF_WORKERS)("says %s for %j", (code, facts, sentence) => {
    expect(workerReasons({ ...WORKER, ...facts })[0]).toMatchObject({ code, sentence });
  });

  it("has a case here for every code, and says what to do about what people can change", () => {
    expect(new Set(OF_WORKERS.map(([code]) => code))).toEqual(new Set(WORKER_CODES));
    const paused = workerReasons({ ...WORKER, state: "paused" })[0];
    expect(paused).toMatchObject({ since: 3, until: 9, fix: { command: "mc workers resume 4" } });
  });
});
