"use server";

import { AgentPath } from "@/lib/agents/schema";
import { type ActionResult, act } from "@/lib/api/action";
import { RowId, singleLine } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import type { RunWire } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { askAgent } from "@/lib/turns/ask";
import { fanOut, pickAnswer, readFan } from "@/lib/turns/fans";
import { judgeFan } from "@/lib/turns/judge";
import { resetAgent } from "@/lib/turns/reset";
import { AskAgent, CreateFan, JudgeFan, PickAnswer, ResetAgent } from "@/lib/turns/schema";
import type { FanWire } from "@/lib/turns/shapes";

const RequestKey = singleLine(255);

/** Asks an agent something without a task. The same key again is the same question. */
export async function askAgentAction(
  agent: string,
  prompt: string,
  key: string,
): Promise<ActionResult<RunWire>> {
  return act(async (ctx) => {
    const { run } = await askAgent(ctx, {
      agent: parse(AgentPath, { id: agent }, "agent").id,
      prompt: parse(AskAgent, { prompt }, "call").prompt,
      key: parse(RequestKey, key, "key"),
    });
    return runToWire({ ...run, prompt: null, output: null });
  });
}

/** Asks several agents the same, to compare their answers. */
export async function askSeveralAction(
  agents: string[],
  prompt: string,
  key: string,
): Promise<ActionResult<number>> {
  return act(async (ctx) => {
    const { wait: _, ...message } = parse(CreateFan, { agents, prompt }, "call");
    return (await fanOut(ctx, { ...message, key: parse(RequestKey, key, "key") })).id;
  });
}

/** Picks one of the answers, with the reason. */
export async function pickAnswerAction(
  fanId: number,
  input: PickAnswer,
): Promise<ActionResult<FanWire>> {
  return act(async (ctx) => {
    const id = parse(RowId, fanId, "fan");
    await pickAnswer(ctx, { id, ...parse(PickAnswer, input, "call") });
    return readFan(ctx, id);
  });
}

/** Has an agent compare the answers and pick one. */
export async function judgeFanAction(
  fanId: number,
  input: JudgeFan,
): Promise<ActionResult<FanWire>> {
  return act(async (ctx) => {
    const id = parse(RowId, fanId, "fan");
    await judgeFan(ctx, { id, ...parse(JudgeFan, input, "call") });
    return readFan(ctx, id);
  });
}

/** Lets an agent begin a new conversation; `cancel` ends what it is asked now. */
export async function resetAgentAction(
  agent: string,
  cancel: boolean,
): Promise<ActionResult<number>> {
  return act(async (ctx) => {
    const { id } = parse(AgentPath, { id: agent }, "agent");
    return (await resetAgent(ctx, id, parse(ResetAgent, { cancel }, "call"))).cancelled;
  });
}
