import { Command } from "commander";
import type { Answer, Baton } from "@/client/client";
import { Refused } from "@/client/failures";
import { usage } from "../failure";
import { oneLine } from "../output/table";
import { timeText } from "../output/values";
import type { Globals, Open } from "../session";

type Reason = Omit<Answer<"tasks.why">["reasons"][number], "code"> & { code: string };

/** What is asked about, as a line, and why it does not go on. */
interface Why {
  /** What the API answered. */
  answer: unknown;
  name: string;
  about: string;
  reasons: readonly Reason[];
}

/** `mc why TASK`, `mc why AGENT`, `mc why worker:ID`: what it waits for. */
export function whyCommand(open: Open): Command {
  const command = new Command("why")
    .description(
      "why a task does not go on, or an agent or a worker does nothing, and what to do about it",
    )
    .argument(
      "<what>",
      "a task's number or reference, an agent's name or agent:NAME, or worker:ID",
    );
  return command.action(async (what: string) => {
    const { baton, out, signal } = open(command.optsWithGlobals<Globals>());
    const { answer, name, about, reasons } = await why(await baton(), what, signal);
    if (out.json) return out.value(answer);
    if (out.quiet) return out.line(oneLine(reasons.map(({ code }) => code).join(" ")));
    await out.line(`${out.paint(oneLine(name), "bold")} ${oneLine(about)}`);
    for (const { sentence, since, until, fix } of reasons) {
      const times = [
        since === null ? "" : ` Since ${timeText(since)}.`,
        until === null ? "" : ` Until ${timeText(until)}.`,
      ];
      await out.line(`- ${oneLine(sentence)}${times.join("")}`);
      if (fix) await out.line(`  ${out.paint(oneLine(fix.command ?? fix.label), "dim")}`);
    }
  });
}

async function why(baton: Baton, what: string, signal: AbortSignal): Promise<Why> {
  const [, kind, ref = ""] = /^(worker:(?=\d+$)|agent:)(.+)$/.exec(what) ?? [];
  if (kind === "worker:") return ofWorker(baton, ref, signal);
  if (kind === "agent:") return ofAgent(baton, ref, signal);
  try {
    return await ofTask(baton, what, signal);
  } catch (error) {
    // No reference of a task is the name of an agent: what is no task may be one.
    if (!(error instanceof Refused) || (error.status !== 404 && error.status !== 400)) throw error;
    return ofAgent(baton, what, signal).catch((other: unknown) => {
      if (!(other instanceof Refused) || other.status !== 404) throw other;
      throw usage(`there is no task and no agent "${what}"`, "look: mc tasks list, mc agents list");
    });
  }
}

async function ofTask(baton: Baton, id: string, signal: AbortSignal): Promise<Why> {
  const answer = await baton.call("tasks.why", { path: { id } }, { signal });
  const { ticket_ref, status, title } = answer.task;
  return { answer, name: ticket_ref, about: `is ${status}: ${title}`, reasons: answer.reasons };
}

async function ofAgent(baton: Baton, id: string, signal: AbortSignal): Promise<Why> {
  const answer = await baton.call("agents.why", { path: { id } }, { signal });
  const { name, state } = answer.agent;
  return { answer, name, about: `is ${state}`, reasons: answer.reasons };
}

async function ofWorker(baton: Baton, id: string, signal: AbortSignal): Promise<Why> {
  const answer = await baton.call("workers.why", { path: { id } }, { signal });
  const { agent, host, state } = answer.worker;
  return {
    answer,
    name: `worker ${id}`,
    about: `of ${agent} on ${host} is ${state}`,
    reasons: answer.reasons,
  };
}
