import { Command } from "commander";
import type { Answer } from "@/client/client";
import { oneLine } from "../output/table";
import { timeText } from "../output/values";
import type { Globals, Open } from "../session";

type Why = Answer<"tasks.why">;
type Reason = Why["reasons"][number];

/** `mc why TASK`: what a task waits for. */
export function whyCommand(open: Open): Command {
  const command = new Command("why")
    .description("why a task does not go on, and what to do about it")
    .argument("<task>", "its number or reference");
  return command.action(async (ref: string) => {
    const { baton, out, signal } = open(command.optsWithGlobals<Globals>());
    const why = await (await baton()).call("tasks.why", { path: { id: ref } }, { signal });
    const reasons = why.reasons.map((reason) => ({ ...reason, fix: fixFor(reason, why.task) }));
    if (out.json) return out.value({ ...why, reasons });
    const { ticket_ref, status, title } = why.task;
    if (out.quiet) return out.line(oneLine(reasons.map(({ code }) => code).join(" ")));
    await out.line(
      `${out.paint(oneLine(ticket_ref), "bold")} is ${oneLine(status)}: ${oneLine(title)}`,
    );
    for (const { message, since, until, fix } of reasons) {
      const times = [
        since === null ? "" : ` Since ${timeText(since)}.`,
        until === null ? "" : ` Until ${timeText(until)}.`,
      ];
      await out.line(`- ${oneLine(message)}${times.join("")}`);
      if (fix) await out.line(`  ${out.paint(oneLine(fix), "dim")}`);
    }
  });
}

/** The next thing to do about it, as a command. */
function fixFor({ code, ticket_ref, request_id }: Reason, task: Why["task"]): string | undefined {
  const { assigned_to, ticket_ref: ref } = task;
  switch (code) {
    case "failed":
      return `mc tasks retry ${ref} "what to do differently"`;
    case "review":
      return `mc reviews approve ${ref} "why it is good"`;
    case "blocked":
      return `mc tasks retry ${ref}`;
    case "waits_for_answer":
      return `mc requests show ${request_id}`;
    case "in_progress":
      return `mc tasks runs ${ref}`;
    case "unknown_agent":
      return `mc agents register ${assigned_to}`;
    case "at_capacity":
      return `mc tasks list --assigned-to ${assigned_to} --status in_progress`;
    default:
      return ticket_ref === null ? undefined : `mc why ${ticket_ref}`;
  }
}
