import type { AgentRef } from "@/lib/agents/find";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { readRun } from "@/lib/runs/queries";
import type { RunWithTexts } from "@/lib/runs/wire";
import { bounded, Material } from "@/lib/runtimes/prompt-material";
import { type Asked, askAgent, type Question } from "./ask";
import { parentFor } from "./authority";
import { problemOf } from "./result";

const MOST_QUOTED = 140_000;

export interface Pipe extends Omit<Question, "agent" | "prompt" | "fanId"> {
  /** The run whose output is handed on. */
  runId: number;
  to: AgentRef;
  /** What is to be done with it. */
  message?: string;
}

/**
 * Asks an agent something about the output of a run, which is quoted as material. Fails with `conflict` and the reason if that run is
 * open, failed or has no output, and as `askAgent` does.
 */
export async function pipeRun(ctx: Context, { runId, to, message, ...rest }: Pipe): Promise<Asked> {
  // Whoever may not ask hears that, and not how the run ended.
  await parentFor(ctx, rest.parentRunId, rest.projectId);
  const from = await readRun(ctx, runId);
  const problem = problemOf(from);
  if (problem !== null) {
    throw new DomainError("conflict", `${problem}. There is nothing to hand on`, {
      reason: "no_result",
      run_id: runId,
      fix:
        from.outcome === null
          ? `wait for it with GET /api/runs/${runId}?wait=60`
          : `ask ${from.agent} again, and hand that answer on`,
    });
  }
  return askAgent(ctx, {
    projectId: from.project_id ?? undefined,
    ...rest,
    agent: to,
    prompt: pipedPrompt(from, message),
    sameAs: `${runId}: ${message ?? ""}`,
  });
}

function pipedPrompt({ id, agent, output }: RunWithTexts, message: string | undefined): string {
  const words = message?.trim() || "Here is the output from the previous step:";
  const quoted = bounded(output, MOST_QUOTED) ?? "";
  const material = new Material([quoted]);
  return `${words}\n\n${material.rule}\n\nOutput of run ${id} of ${agent}:\n${material.quote(quoted)}`;
}
