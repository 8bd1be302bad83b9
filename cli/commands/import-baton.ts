import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Command } from "commander";
import { usage } from "../failure";
import { type ImportRecord, RecordSender } from "../records/send";
import { counted, progressLine, report } from "../records/summary";
import type { Globals, Open, Session } from "../session";

const HELP = `
The file is one that \`mc export\` wrote. Ids, ticket numbers and times stay as they are. Keys, users and secrets are not in an export:
make them anew. Schedules come paused, webhooks disabled, and work in progress is assigned to whoever had it. An import that broke off goes
on when it is started again. To move everything, keys and settings too, use a backup: mc backup, mc restore.`;

/** `mc import baton FILE` */
export function importBatonCommand(open: Open): Command {
  const command = new Command("baton")
    .description("import everything that another Baton exported, into an empty installation")
    .argument("<file.jsonl>", "what `mc export` wrote")
    .option(
      "--into-used",
      "also into an installation with work of its own: what is taken gets new ids",
    )
    .option("--dry-run", "say what would be done, and do nothing")
    .addHelpText("after", HELP);
  return command.action(async (file: string, options: { intoUsed?: boolean; dryRun?: boolean }) =>
    importBaton(open(command.optsWithGlobals<Globals>()), file, options),
  );
}

interface Head {
  source: string;
  counts: Record<string, number>;
}

async function importBaton(
  session: Session,
  file: string,
  { intoUsed, dryRun }: { intoUsed?: boolean; dryRun?: boolean },
): Promise<void> {
  const head = await check(file);
  const total = Object.values(head.counts).reduce((sum, count) => sum + count, 0);
  const progress = progressLine(session);
  const sender = new RecordSender(await session.baton(), head.source, (sent) =>
    progress(sent, `of ${total.toLocaleString("en")} records`),
  );
  const present = await sender.begin(intoUsed !== true);
  if (dryRun) {
    const facts = { file, dry_run: true, counts: head.counts, present };
    if (session.globals.json) await session.out.value(facts);
    else
      await session.out.line(
        `Would bring in: ${counted(head.counts)}. Here already: ${counted(present)}.`,
      );
    return;
  }
  for await (const { line, number } of linesOf(file)) {
    const record = recordOf(line, file, number);
    // The server says which field is wrong.
    if (record.kind !== "export" && record.kind !== "end")
      await sender.add(record as unknown as ImportRecord);
  }
  await report(session, await sender.finish(), { file });
}

/** Reads the whole file once, so that nothing is sent of one that was cut off. */
async function check(file: string): Promise<Head> {
  let head: (Head & { kind: string }) | null = null;
  let records = 0;
  let end: { records?: unknown } | null = null;
  for await (const { line, number } of linesOf(file)) {
    if (end !== null)
      throw usage(`${file} goes on after its end`, "take the file as mc export wrote it");
    if (number > 1 && !line.startsWith('{"kind":"end"')) {
      records++;
      continue;
    }
    const record = recordOf(line, file, number);
    if (number === 1) head = record as unknown as Head & { kind: string };
    else end = record;
  }
  if (head?.kind !== "export" || typeof head.source !== "string")
    throw usage(`${file} is no export of everything`, "make one: mc export --output baton.jsonl");
  if (end === null || end.records !== records)
    throw usage(`${file} was cut off`, "export again; nothing was sent");
  return head;
}

function recordOf(line: string, file: string, number: number): { kind: string; records?: unknown } {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record === "object" && record !== null && "kind" in record)
      return record as { kind: string };
  } catch {}
  throw usage(`line ${number} of ${file} is no record`, "take the file as mc export wrote it");
}

async function* linesOf(file: string): AsyncGenerator<{ line: string; number: number }> {
  const input = createReadStream(file, "utf8");
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  failed.catch(() => undefined);
  let number = 0;
  try {
    const each = lines[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await Promise.race([each.next(), failed]);
      if (done) return;
      if (value !== "") yield { line: value, number: ++number };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw usage(`there is no file ${file}`);
    throw error;
  } finally {
    lines.close();
  }
}
