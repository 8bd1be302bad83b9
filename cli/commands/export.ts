import { once } from "node:events";
import { open as openFile, rename, rm } from "node:fs/promises";
import { Command } from "commander";
import { Unreachable } from "@/client/failures";
import { EXIT, Failure } from "../failure";
import { progressLine } from "../records/summary";
import type { Globals, Open, Session } from "../session";
import { projectIdOf } from "../verbs/project";

interface Options {
  kind: string;
  format: string;
  output?: string;
}

const HELP = `
Kinds: everything (JSON lines that \`mc import baton\` takes), projects, agents, tasks, links, comments, runs (with tokens and costs),
reviews, schedules, webhooks (without secrets), costs (by day, agent, project and model), events. It takes an admin's key; with one that
is limited to a project, or with --project, only that project's. Everything with keys and settings too is: mc backup`;

/** `mc export` */
export function exportCommand(open: Open): Command {
  const command = new Command("export")
    .description("export everything, or one kind of record, as JSON lines or CSV")
    .option("--kind <kind>", "what to export", "everything")
    .option("--format <format>", "jsonl or csv", "jsonl")
    .option("--output <file>", "write into a file in place of standard output")
    .addHelpText("after", HELP);
  return command.action(async (options: Options) =>
    exportRows(open(command.optsWithGlobals<Globals>()), options),
  );
}

async function exportRows(session: Session, { kind, format, output }: Options): Promise<void> {
  const baton = await session.baton();
  const { signal } = session;
  const project = session.settings.project;
  const project_id = project === null ? undefined : await projectIdOf(session, project);
  const query = { kind, format, ...(project_id === undefined ? {} : { project_id }) };
  const bytes = await baton.open("/api/exports", { query }, { signal, timeoutMs: 60_000 });
  if (output === undefined) {
    await read(session, bytes, kind, async (chunk) => {
      if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
    });
    return;
  }
  const partial = `${output}.partial`;
  const handle = await openFile(partial, "w", 0o600);
  try {
    const rows = await read(session, bytes, kind, async (chunk) => {
      await handle.writeFile(chunk);
    });
    await handle.close();
    await rename(partial, output);
    session.out.note(`${output}: ${rows.toLocaleString("en")} lines`);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** Passes the bytes on and counts their lines. An export of everything ends with a line that says so. */
async function read(
  session: Session,
  bytes: ReadableStream<Uint8Array>,
  kind: string,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<number> {
  const progress = progressLine(session, 10_000);
  const reader = bytes.getReader();
  let lines = 0;
  let tail = "";
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      session.signal.throwIfAborted();
      throw new Unreachable(session.settings.url, cause);
    });
    if (done) break;
    await write(value);
    for (const byte of value) if (byte === 10) lines++;
    tail = (tail + Buffer.from(value.subarray(-200)).toString("latin1")).slice(-200);
    progress(lines, "lines");
  }
  if (process.stderr.isTTY && !session.globals.quiet) process.stderr.write("\r\u001b[K");
  if (kind === "everything" && !/\n?\{"kind":"end","records":\d+\}\n$/.test(tail)) {
    throw new Failure("the export broke off", {
      exitCode: EXIT.server,
      code: "incomplete",
      retryable: true,
      fix: "the server's log says why; then try again",
    });
  }
  return lines;
}
