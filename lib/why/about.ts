import type { Context } from "@/lib/core/context";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import type { ReasonFields } from "@/lib/core/reasons";
import { whyTask } from "@/lib/tasks/read/why";
import { TaskRef } from "@/lib/tasks/schema";
import { whyAgent } from "./agent";
import { whyWorker } from "./worker";

/** A task, an agent or a worker, and why it does not go on; at least one reason. */
export interface Explanation {
  kind: "task" | "agent" | "worker";
  /** What clients call it: a ticket's reference, an agent's name, `worker:ID`. */
  name: string;
  /** What it is now, as the end of a sentence that begins with its name. */
  about: string;
  reasons: ({ code: string } & ReasonFields)[];
}

/** As whom is looked: tasks in one project, agents and workers wherever the caller's key reaches, for they belong to no project. */
export interface Looking {
  ctx: Context;
  whole: Context;
}

/** What can be asked about, as the tools describe their argument. */
export const WHAT =
  "A ticket's id such as myapp-003, an agent's name, or worker:4; agent:NAME for an agent that is named like a ticket";

/**
 * Why a task does not go on, or an agent or a worker does nothing: what `GET /api/tasks|agents|workers/{id}/why` answer, from one word.
 * What is no task may be an agent. Fails with `not_found`, and with `invalid` for an empty word or a worker's id that is no number.
 */
export async function why({ ctx, whole }: Looking, what: string): Promise<Explanation> {
  const word = what.trim();
  if (word === "") throw invalid("what", `must not be empty: ${WHAT}`);
  const [, kind, ref = word] = /^(worker|agent):(.*)$/s.exec(word) ?? [];
  if (kind === "worker") return ofWorker(whole, ref);
  if (kind === "agent") return ofAgent(whole, ref);
  const task = TaskRef.safeParse(word);
  try {
    if (task.success) return await ofTask(ctx, task.data);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  try {
    return await ofAgent(whole, word);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new DomainError("not_found", `There is no task and no agent ${word.slice(0, 120)}`, {
      fix: "name a ticket by its id, an agent by its name, or a worker as worker:4",
    });
  }
}

async function ofTask(ctx: Context, ref: TaskRef): Promise<Explanation> {
  const { task, reasons } = await whyTask(ctx, ref);
  const { ticket_ref: name, status, title } = task;
  return { kind: "task", name, about: `is ${status}: ${title}`, reasons };
}

async function ofAgent(ctx: Context, ref: string): Promise<Explanation> {
  const { agent, reasons } = await whyAgent(ctx, ref);
  return { kind: "agent", name: agent.name, about: `is ${agent.state}`, reasons };
}

async function ofWorker(ctx: Context, ref: string): Promise<Explanation> {
  const id = /^\d{1,10}$/.test(ref) ? Number(ref) : 0;
  if (id < 1 || id > MAX_INT)
    throw invalid("what", `must name a worker by its number, such as worker:4, not worker:${ref}`);
  const { worker, reasons } = await whyWorker(ctx, id);
  const about = `of ${worker.agent} on ${worker.host} is ${worker.state}`;
  return { kind: "worker", name: `worker:${id}`, about, reasons };
}

/** The same as lines of text: what it is, then each reason with its times and what to do about it. Times are UTC. */
export function explained({ name, about, reasons }: Explanation): string {
  const lines = reasons.flatMap(({ sentence, since, until, fix }) => [
    `- ${sentence}${time("Since", since)}${time("Until", until)}`,
    ...(fix ? [`  ${fix.label}${fix.command === null ? "" : `: ${fix.command}`}`] : []),
  ]);
  return [`${name} ${about}`, ...lines].join("\n");
}

const time = (word: string, seconds: number | null): string =>
  seconds === null ? "" : ` ${word} ${new Date(seconds * 1_000).toISOString()}.`;
