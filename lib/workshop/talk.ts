import { z } from "zod";
import { agentNameOf } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { RunWithTexts } from "@/lib/runs/wire";
import { askAgent } from "@/lib/turns/ask";
import { fanOut, readFan } from "@/lib/turns/fans";
import { pipeRun } from "@/lib/turns/pipe";
import { problemOf, resultOfAgent } from "@/lib/turns/result";
import type { AgentTurns } from "@/lib/turns/shapes";
import { runWithin, turnsWithin } from "@/lib/turns/wait";
import { type Call, type ToolAnswer, workshopTool } from "./tool";

/** Asking agents, and waiting for their answers without polling. */

const agent = z.string().min(1).max(100).describe("The agent's name");
const prompt = z.string().min(1).max(200_000).describe("What to do");

export const ask = workshopTool({
  name: "ask",
  title: "Ask an agent",
  description: "Send a prompt to an agent and wait for its answer.",
  input: z.strictObject({ agent, prompt }),
  reads: false,
  run: async (call, input) => {
    const { run } = await askAgent(call.ctx, input);
    return answerOf(call, await within(call, run.id, call.patienceSeconds));
  },
});

export const cast = workshopTool({
  name: "cast",
  title: "Cast to an agent",
  description: "Send a prompt to an agent without waiting. Use await to get the result.",
  input: z.strictObject({ agent, prompt }),
  reads: false,
  run: async ({ ctx }, input) => {
    const { run, queue } = await askAgent(ctx, input);
    return {
      text: `Cast to ${run.agent}. Use await to get the result.`,
      data: { agent: run.agent, run_id: run.id, queue },
    };
  },
});

const timeout = (usual: number) =>
  z
    .int()
    .min(0)
    .max(86_400_000)
    .default(usual)
    .describe("How long to wait, in milliseconds; 0 only looks");

export const awaitAgent = workshopTool({
  name: "await",
  title: "Wait for an agent",
  description:
    "Wait until an agent has answered everything it was asked, and get its latest answer. A failed answer is told as a failure.",
  input: z.strictObject({ agent, timeout: timeout(120_000) }),
  reads: true,
  run: async (call, { agent: name, timeout: ms }) => {
    const [state] = await untilIdle(call, [name], ms);
    if (state && state.state !== "idle") {
      const text =
        ms === 0
          ? `${name} is still working. Call await again later, or use status to check.`
          : `${name} timed out (still working).`;
      return { text, data: { agent: name, state: state.state, run_id: state.latest?.id ?? null } };
    }
    return latestAnswer(call, name);
  },
});

export const awaitAll = workshopTool({
  name: "await_all",
  title: "Wait for all agents",
  description: "Wait until every agent that was asked something has answered, and get all answers.",
  input: z.strictObject({ timeout: timeout(120_000) }),
  reads: true,
  run: async (call, { timeout: ms }) => {
    const states = await untilIdle(call, await askedByCaller(call), ms);
    if (states.length === 0) return { text: "No agents.", data: { agents: [] } };
    const results = [];
    for (const { agent: name, state } of states) {
      const { text, problem, run } = await resultOfAgent(call.ctx, name);
      results.push({ agent: name, state, text, problem, run_id: run?.id ?? null });
    }
    const blocks = results.map(({ agent: name, state, text, problem }) => {
      const head = `## ${name}${state === "idle" ? "" : " (still working)"}`;
      const said = state === "idle" ? (text ?? `(no result) ${problem}`) : "(no result yet)";
      return `${head}\n${said}`;
    });
    return { text: blocks.join("\n\n"), data: { agents: results } };
  },
});

export const pipe = workshopTool({
  name: "pipe",
  title: "Hand a result on",
  description: "Wait for one agent's answer, give it to another one, and wait for its answer.",
  input: z.strictObject({
    from: agent.describe("The agent whose answer is handed on"),
    to: agent.describe("The agent that gets it"),
    message: z.string().max(50_000).optional().describe("What is to be done with it"),
  }),
  reads: false,
  run: async (call, { from, to, message }) => {
    const [state] = await untilIdle(call, [from], call.patienceSeconds * 1_000);
    if (state && state.state !== "idle") throw stillWorking(from, state.latest?.id ?? null);
    const { run, problem } = await resultOfAgent(call.ctx, from);
    if (!run || problem !== null) throw noResult(from, problem);
    const { run: asked } = await pipeRun(call.ctx, {
      runId: run.id,
      to,
      ...(message ? { message } : {}),
    });
    return answerOf(call, await within(call, asked.id, call.patienceSeconds));
  },
});

export const fan = workshopTool({
  name: "fan",
  title: "Ask several agents",
  description: "Send the same message to several agents at once. Use await_all to collect.",
  input: z.strictObject({
    message: prompt.describe("What to ask them"),
    agents: z.array(agent).min(1).max(20).describe("The agents' names"),
  }),
  reads: false,
  run: async ({ ctx }, { message, agents }) => {
    const names = [...new Set(agents)];
    const { id } = await fanOut(ctx, { prompt: message, agents: names, fresh: false });
    const made = await readFan(ctx, id);
    const sent = made.answers.map(({ agent: name }) => name);
    const refused = made.refused.map(
      ({ agent: name, problem }) => ` Not sent to ${name}: ${problem}.`,
    );
    return {
      text: `Sent to ${sent.join(", ")}. Use await_all to collect.${refused.join("")}`,
      data: { fan_id: id, sent, refused: made.refused },
    };
  },
});

export const result = workshopTool({
  name: "result",
  title: "Read an agent's result",
  description: "The latest answer of an agent, without waiting.",
  input: z.strictObject({ agent }),
  reads: true,
  run: async (call, { agent: name }) => {
    const { run } = await resultOfAgent(call.ctx, name);
    if (!run) return { text: "(no result)", data: { agent: name, result: null } };
    return latestAnswer(call, name);
  },
});

/** The answer of the agent's latest turn. Fails if that turn has none; an earlier one never stands in for it. */
async function latestAnswer(call: Call, name: string): Promise<ToolAnswer> {
  const { run, text, problem } = await resultOfAgent(call.ctx, name);
  if (problem !== null || !run) {
    const term = run?.outcome === "timed_out" ? "timeout" : (run?.error_class ?? "no_result");
    throw noResult(name, problem, term);
  }
  return {
    text: text?.trim() ? text : "(no response)",
    data: { agent: name, run_id: run.id, result: text, cost_usd: run.cost_usd },
  };
}

/** What a turn came to. Fails if it is not over, or has no answer. */
function answerOf({ patienceSeconds }: Call, run: RunWithTexts): ToolAnswer {
  if (run.outcome === null) throw stillWorking(run.agent, run.id, patienceSeconds);
  const problem = problemOf(run);
  if (problem !== null) {
    const term = run.outcome === "timed_out" ? "timeout" : (run.error_class ?? run.outcome);
    throw noResult(run.agent, problem, term);
  }
  return {
    text: run.output?.trim() ? run.output : "(no response)",
    data: { agent: run.agent, run_id: run.id, result: run.output, cost_usd: run.cost_usd },
  };
}

const stillWorking = (name: string, runId: number | null, seconds?: number): DomainError =>
  new DomainError(
    "conflict",
    `${name} is still working${seconds === undefined ? "" : ` after ${seconds} s`}${runId === null ? "" : `, on run ${runId}`}`,
    { reason: "timeout", run_id: runId, fix: "nothing is lost, use await to get the result" },
  );

const noResult = (name: string, problem: string | null, term = "no_result"): DomainError =>
  new DomainError("conflict", problem ?? `${name} has no result`, {
    reason: term,
    fix: `ask ${name} again`,
  });

/** Who waits costs nothing: events wake them. */
async function within(call: Call, runId: number, seconds: number): Promise<RunWithTexts> {
  const { ctx, signal, caller } = call;
  const run = await runWithin(ctx, runId, { seconds, signal, caller });
  return { ...run, prompt: run.prompt ?? null, output: run.output ?? null };
}

function untilIdle(call: Call, agents: string[] | null, ms: number): Promise<AgentTurns[]> {
  const { ctx, signal, caller, patienceSeconds } = call;
  const seconds = Math.min(ms / 1_000, patienceSeconds);
  return turnsWithin(ctx, agents === null ? {} : { agents }, { seconds, signal, caller });
}

/** The agents that the caller's run has asked something; everybody for callers without a run. Index: runs_parent_idx. */
async function askedByCaller({ ctx }: Call): Promise<string[] | null> {
  const { actor } = ctx;
  if (actor.kind !== "agent" || actor.runId === null) return null;
  const own = agentNameOf(actor);
  const rows = await ctx.db.$queryRaw<{ agent: string }[]>`
    SELECT DISTINCT r.agent FROM runs r JOIN agents a ON a.name = r.agent AND a.deleted_at IS NULL
    WHERE r.parent_run_id = ${actor.runId} AND r.agent <> ${own} ORDER BY r.agent`;
  return rows.map(({ agent: name }) => name);
}
