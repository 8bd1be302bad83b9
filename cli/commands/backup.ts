import { existsSync } from "node:fs";
import { open as openFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { Unreachable } from "@/client/failures";
import { DamagedBackup, HEAD, MANIFEST, readArchive } from "@/scripts/backup/archive.mjs";
import { EXIT, Failure, usage } from "../failure";
import type { Globals, Open, Session } from "../session";

/** For how long Baton may prepare before the first byte comes. */
const BEGIN_MS = 120_000;

const HELP = `
Everything as it was at one moment, while Baton goes on working: the database and the pictures. It takes an admin's key that is not
limited to a project. The file is written under another name until it is whole, and only you can read it: it contains all that Baton
knows. Sealed values in it (keys of runtimes, secrets of webhooks) need the installation's secret, which is not in it.
Restore it with: mc restore FILE; prove it with: mc restore FILE --check`;

/** What of a backup's head and manifest is shown. */
interface Head {
  created_at: string;
  version: string;
  fingerprint: string;
  tables: { table: string; bytes: number }[];
  pictures: number;
}
interface Manifest {
  tables: { name: string; rows: number; sealed: number }[];
  pictures: unknown[];
  missing_pictures: string[];
}

/** `mc backup FILE` */
export function backupCommand(open: Open): Command {
  const command = new Command("backup")
    .description("write a backup of everything into a file, while Baton works")
    .argument("<file>", "the file to write, such as baton.tar")
    .option("--force", "replace the file if there is one")
    .addHelpText("after", HELP);
  return command.action(async (file: string, { force }: { force?: boolean }) =>
    backup(open(command.optsWithGlobals<Globals>()), file, force === true),
  );
}

async function backup(session: Session, file: string, force: boolean): Promise<void> {
  if (existsSync(file) && !force)
    throw usage(`${file} is there already`, "choose another name, or add --force");
  const baton = await session.baton();
  const { signal } = session;
  const bytes = await baton.open("/api/backup", {}, { signal, timeoutMs: BEGIN_MS });
  const partial = `${file}.partial`;
  try {
    const { head, manifest, length } = await receive(session, bytes, partial);
    await rename(partial, file);
    await report(session, { file: path.resolve(file), head, manifest, length });
  } catch (error) {
    await rm(partial, { force: true });
    if (signal.aborted || error instanceof Failure) throw error;
    throw failureOf(error, file);
  }
}

/** Writes what comes into the file and looks at it meanwhile: only a whole backup whose checksum is right counts. */
async function receive(session: Session, bytes: ReadableStream<Uint8Array>, partial: string) {
  const handle = await openFile(partial, "w", 0o600);
  let length = 0;
  async function* written() {
    const reader = bytes.getReader();
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        session.signal.throwIfAborted();
        throw new Unreachable(session.settings.url, cause);
      });
      if (done) return;
      await handle.writeFile(value);
      length += value.length;
      yield value;
    }
  }
  try {
    await handle.chmod(0o600);
    const read = new Map<string, string>();
    const progress = progressOf(session);
    for await (const { name, content } of readArchive(written())) {
      if (name === HEAD || name === MANIFEST) read.set(name, content.toString("utf8"));
      progress(name, length, read.get(HEAD));
    }
    progress("", length, read.get(HEAD));
    await handle.sync();
    const head = JSON.parse(read.get(HEAD) ?? "null") as Head;
    const manifest = JSON.parse(read.get(MANIFEST) ?? "null") as Manifest;
    return { head, manifest, length };
  } finally {
    await handle.close();
  }
}

/** One line that is rewritten on a terminal; otherwise one for every tenth of the tables, by their size. */
function progressOf({ globals }: Session) {
  let tables: Head["tables"] | null = null;
  let tenths = -1;
  let last = "";
  return (name: string, length: number, head: string | undefined) => {
    if (globals.quiet || head === undefined) return;
    tables ??= (JSON.parse(head) as Head).tables;
    const table = name.startsWith("tables/") ? name.split("/")[1] : undefined;
    const place = tables.findIndex((each) => each.table === table);
    const total = tables.reduce((sum, each) => sum + each.bytes, 0) || 1;
    const done =
      place < 0 ? total : tables.slice(0, place).reduce((sum, each) => sum + each.bytes, 0);
    const percent = Math.floor((100 * done) / total);
    const what =
      table?.replace(/^public\./, "") ?? (name.startsWith("attachments/") ? "pictures" : "");
    const line = `${megabytes(length)} ${percent} % ${what}`.trimEnd();
    if (process.stderr.isTTY) {
      if (name === "") process.stderr.write("\r\u001b[K");
      else process.stderr.write(`\r\u001b[K${line}`);
    } else if (Math.floor(percent / 10) > tenths && line !== last) console.error(line);
    tenths = Math.floor(percent / 10);
    last = line;
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

async function report(
  { out }: Session,
  {
    file,
    head,
    manifest,
    length,
  }: { file: string; head: Head; manifest: Manifest; length: number },
): Promise<void> {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const sealed = manifest.tables.reduce(
    (sum, table) => sum + (table.name === "idempotency_keys" ? 0 : table.sealed),
    0,
  );
  const facts = {
    file,
    bytes: length,
    created_at: head.created_at,
    tables: manifest.tables.length,
    rows,
    pictures: manifest.pictures.length,
    missing_pictures: manifest.missing_pictures.length,
    sealed_values: sealed,
    secret_fingerprint: head.fingerprint,
  };
  if (out.quiet) await out.line(file);
  else if (out.json) await out.value(facts);
  else {
    await out.line(
      `${file}: ${megabytes(length)}, ${rows.toLocaleString("en")} rows and ${facts.pictures} pictures as of ${head.created_at}.`,
    );
    await out.line(
      sealed === 0
        ? "Nothing in it is sealed."
        : `${sealed} values in it are sealed with the installation's secret (fingerprint ${head.fingerprint}): keep that apart.`,
    );
    if (facts.missing_pictures > 0)
      await out.line(`${facts.missing_pictures} pictures have no file on the server.`);
  }
}

function failureOf(error: unknown, file: string): unknown {
  if (error instanceof DamagedBackup) {
    return new Failure(
      `the backup did not come whole (${error.message}), and nothing of it was kept`,
      {
        exitCode: EXIT.server,
        code: "incomplete",
        retryable: true,
        fix: "the server's log says why; then try again",
      },
    );
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG")
    return usage(
      `there is no room for ${file}, and nothing of the backup was kept`,
      "make room, or choose another disk",
    );
  if (code !== undefined && /^E(ACCES|NOENT|ROFS|PERM|ISDIR|NOTDIR)$/.test(code))
    return usage(`${file} cannot be written: ${message}`);
  return error;
}
