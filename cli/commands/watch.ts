import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { type FollowOptions, followEvents, type Heard } from "@/client/follow";
import { usage } from "../failure";
import { coloursOf } from "../output/colours";
import type { Output } from "../output/output";
import { escapedJson, oneLine } from "../output/table";
import type { Globals, Open, Session } from "../session";
import { projectIdOf } from "../verbs/project";

interface Options {
  types?: string;
  task?: string;
  since?: string;
  cursor?: string;
  count?: string;
}

const HELP = `
With --json, and wherever standard output is no terminal, each event is a line of JSON. The stream is resumed where it was after
every interruption; --cursor FILE also resumes after this program was stopped, however long ago. Where events that were not
read are no longer kept, a line of type "reset" says so, and nothing is skipped in silence.`;

/** `mc events watch`, and the same of some types alone, such as `mc requests watch`. */
export function watchCommand(open: Open, types?: string): Command {
  const command = new Command("watch")
    .description(
      types === undefined ? "follow events as they happen" : "follow them as they happen",
    )
    .addOption(
      new Option(
        "--types <a,b>",
        "only these: task, agent, run, review, or whole names such as task.created",
      )
        .default(types)
        .hideHelp(types !== undefined),
    )
    .option("--task <task>", "only those of a task")
    .option("--since <id>", "begin after this event, in place of now")
    .option("--cursor <file>", "keep the place in a file, and resume from it")
    .option("--count <n>", "end after this many events")
    .addHelpText("after", HELP);
  return command.action(async (options: Options) =>
    watch(open(command.optsWithGlobals<Globals>()), options),
  );
}

async function watch(session: Session, options: Options): Promise<void> {
  const { out } = session;
  const baton = await session.baton();
  const most = countOf(options.count);
  const cursor = options.cursor === undefined ? null : new Cursor(options.cursor);
  const follow = await filterOf(session, options);
  follow.since = cursor?.read() ?? options.since;
  let printed = 0;
  try {
    for await (const heard of followEvents(baton, follow)) {
      if (heard.kind === "event") {
        await printEvent(out, heard);
        printed++;
        if (heard.id !== null) cursor?.reached(heard.id);
        if (printed === most) return;
      } else if (heard.kind === "gap") {
        if (out.json) await out.line(heard.json);
        out.note(
          `mc: events after ${heard.after} are no longer kept, so some are missing here. ${heard.message}.`,
        );
      } else if (heard.kind === "lost") {
        out.note(`mc: ${heard.message}; connecting again in ${heard.retryInMs / 1_000} s.`);
      } else {
        cursor?.reached(heard.id);
        if (heard.kind === "connected" && heard.again)
          out.note(`mc: connected again, after event ${heard.id}.`);
      }
    }
  } finally {
    cursor?.save();
  }
}

async function filterOf(session: Session, options: Options): Promise<FollowOptions> {
  const { project } = session.settings;
  if (options.since !== undefined && !/^\d{1,18}$/.test(options.since))
    throw usage(
      `--since ${options.since} is no event's id`,
      "take the id of an event that you saw",
    );
  return {
    types: options.types?.split(",").map((type) => type.trim()),
    projectId: project === null ? undefined : await projectIdOf(session, project),
    taskId: options.task === undefined ? undefined : await taskIdOf(session, options.task),
    signal: session.signal,
  };
}

async function taskIdOf(session: Session, task: string): Promise<number> {
  if (/^\d+$/.test(task)) return Number(task);
  const baton = await session.baton();
  const { signal } = session;
  return (await baton.call("tasks.read", { path: { id: task } }, { signal })).task.id;
}

function countOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d*$/.test(text)) throw usage(`--count ${text} is no number of events`);
  return Number(text);
}

interface Subject {
  ticket_ref?: string;
  title?: string;
  name?: string;
  status?: string;
}

async function printEvent(out: Output, event: Extract<Heard, { kind: "event" }>): Promise<void> {
  if (out.json) return out.line(escapedJson(event.json));
  const { data, actor, agent, timestamp } = JSON.parse(event.json) as {
    data?: (Subject & { request?: Subject & { state?: string } }) | null;
    actor?: { name?: string };
    agent?: string | null;
    timestamp: number;
  };
  if (out.quiet) return out.line(event.id ?? event.type);
  const { paint } = out;
  const { request } = data ?? {};
  const subject = request ? { ...request, status: request.state } : (data ?? {});
  const { ticket_ref: ref, title, name, status } = subject;
  const shown = (value: unknown) => oneLine(String(value ?? ""));
  const words = [
    paint(new Date(timestamp).toTimeString().slice(0, 8), "dim"),
    shown(event.type).padEnd(20),
    shown(ref),
    status && paint(shown(status), ...coloursOf(status)),
    shown(title ?? name),
    paint(shown(actor?.name ?? agent), "dim"),
  ];
  await out.line(words.filter(Boolean).join("  "));
}

/** The place in the stream, kept in a file. It is written seldom: whoever resumes may get the last moment's events once more. */
class Cursor {
  readonly #file: string;
  #at: string | undefined;
  #saved: string | undefined;
  #savedAt = 0;

  constructor(file: string) {
    this.#file = file;
  }

  read(): string | undefined {
    let text: string;
    try {
      text = readFileSync(this.#file, "utf8").trim();
    } catch {
      return undefined;
    }
    if (!/^\d{1,18}$/.test(text)) {
      const fix = "delete it to begin now, or write an event's id into it";
      throw usage(`${this.#file} holds no place in the stream`, fix);
    }
    return text;
  }

  reached(id: string): void {
    this.#at = id;
    if (Date.now() - this.#savedAt > 1_000) this.save();
  }

  save(): void {
    if (this.#at === undefined || this.#at === this.#saved) return;
    const fresh = `${this.#file}.${process.pid}`;
    try {
      writeFileSync(fresh, `${this.#at}\n`);
      renameSync(fresh, this.#file);
    } catch (error) {
      const fix = "give --cursor a file in a folder that you may write to";
      throw usage(`the place cannot be kept: ${(error as Error).message}`, fix);
    }
    this.#saved = this.#at;
    this.#savedAt = Date.now();
  }
}
