import type { Queryable } from "@/lib/core/database";
import { fingerprint } from "@/lib/rounds/hash";
import { paragraphsOf } from "@/lib/rounds/paragraphs";
import { type PatchFile, readPatch } from "@/lib/rounds/patch";
import { TEXT_FIELDS, type TextField } from "@/lib/rounds/schema";
import type { ChangeWire } from "@/lib/runs/evidence/schema";
import type { TaskRow } from "@/lib/tasks/row";
import type { RoundFacts } from "./facts";

export interface Paragraph {
  index: number;
  hash: string;
  text: string;
}

/** A changed file, with the hash of its part of the diff. */
export type WorkFile = ChangeWire["files"][number] & { hash: string };

/** What was handed in with a round. */
export interface Work {
  round: number;
  run_id: number | null;
  commit: string | null;
  files: WorkFile[];
  /** Those that the stored diff has. */
  patch: PatchFile[];
  texts: ReadonlyMap<TextField, Paragraph[]>;
}

interface Stored {
  commit_sha: string | null;
  files: ChangeWire["files"] | null;
  diff: string | null;
  output: string | null;
}

/** Index: run_changes_pkey, run_texts_pkey. */
export async function workOf(
  db: Queryable,
  task: TaskRow,
  round: RoundFacts,
  isNewest: boolean,
): Promise<Work> {
  const [stored] =
    round.run_id === null
      ? []
      : await db.$queryRaw<Stored[]>`
          SELECT c.commit_sha, c.files, c.diff, x.output FROM (SELECT ${round.run_id}::int AS run_id) r
            LEFT JOIN run_changes c USING (run_id) LEFT JOIN run_texts x USING (run_id)`;
  const patch = readPatch(stored?.diff ?? "");
  const byPath = new Map(patch.map((file) => [file.path, file]));
  const files = (stored?.files ?? []).map((file) => ({
    ...file,
    hash: hashOfFile(file, byPath.get(file.path), stored?.commit_sha ?? null),
  }));
  // Of earlier work there is only what its run said.
  const resolution = isNewest ? task.resolution : (stored?.output ?? null);
  return {
    round: round.number,
    run_id: round.run_id,
    commit: round.commit,
    files,
    patch,
    texts: textsOf({ ...task, resolution }),
  };
}

/** Of what is changed and not of where, so that a file which only moved along with its base counts as the same. */
function hashOfFile(
  { path, from, status, added, removed }: ChangeWire["files"][number],
  file: PatchFile | undefined,
  commit: string | null,
): string {
  const facts = [path, from ?? null, status, added, removed];
  if (!file) return fingerprint(...facts, commit);
  if (file.lines.length === 0) return fingerprint(...facts, ...file.header);
  const modes = file.header.filter((line) => /^(old|new|deleted) /.test(line));
  const lines = file.lines.map(
    ({ text, before, after }) => `${before === null ? "+" : after === null ? "-" : " "}${text}`,
  );
  return fingerprint(...facts, ...modes, ...lines);
}

export function textsOf(task: Pick<TaskRow, TextField>): ReadonlyMap<TextField, Paragraph[]> {
  return new Map(
    TEXT_FIELDS.map((field) => {
      const paragraphs = paragraphsOf(task[field] ?? "");
      return [
        field,
        paragraphs.map((text, index) => ({ index, hash: fingerprint(text), text })),
      ] as const;
    }),
  );
}
