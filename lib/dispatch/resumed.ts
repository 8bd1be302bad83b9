import type { Queryable } from "@/lib/core/database";
import type { Said } from "@/lib/runs/turns.sql";
import { bounded, Material } from "@/lib/runtimes/prompt-material";
import type { TaskRow } from "@/lib/tasks/row";
import { type EarlierSession, sessionsBefore } from "@/lib/tasks/structure/resumed.sql";

/** How much of an earlier conversation is quoted where its session is gone, and how much of it a model is told again, in characters. */
const MOST_CHARS_QUOTED = 60_000;
const MOST_CHARS_TOLD = 200_000;

/** What a task goes on from that resumes the session of an earlier stage. */
export interface Resumed {
  session: EarlierSession;
  /** What was said in it, oldest first, for a model that the same agent is: its own conversation. */
  history: Said[];
  /** The same as a part of a prompt, for whoever does not have the session. */
  told: string;
}

/** The session of an earlier stage that `agent` is to go on in, with what was said there; null for a task that begins afresh. */
export async function resumedBy(
  db: Queryable,
  task: Pick<TaskRow, "id" | "workflow">,
  agent: string,
): Promise<Resumed | null> {
  const sessions = await sessionsBefore(db, task);
  const [session] = sessions;
  if (!session) return null;
  const ids = sessions.flatMap(({ run_id }) => run_id ?? []);
  const texts = await textsOf(db, ids);
  const isOthers = sessions.findIndex((each) => each.agent !== agent);
  const own = sessions.slice(0, isOthers === -1 ? sessions.length : isOthers);
  const said = (of: readonly EarlierSession[], most: number) =>
    latestOf(
      of.flatMap(({ run_id }) => texts.get(run_id ?? 0) ?? []),
      most,
    );
  return {
    session,
    history: said(own, MOST_CHARS_TOLD),
    told: toldOf(session, said(sessions, MOST_CHARS_QUOTED)),
  };
}

/** Prompts and answers of these runs, as far as they are kept. Index: run_texts_pkey. */
async function textsOf(db: Queryable, ids: readonly number[]): Promise<Map<number, Said>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<(Said & { run_id: number })[]>`
    SELECT run_id, prompt, output FROM run_texts WHERE run_id = ANY(${[...ids]}::int[]) AND prompt IS NOT NULL AND output <> ''`;
  return new Map(rows.map(({ run_id, prompt, output }) => [run_id, { prompt, output }]));
}

/** The first of these, newest first, that there is room for; the newest one in any case, cut. Returns them oldest first. */
function latestOf(said: readonly Said[], most: number): Said[] {
  const kept: Said[] = [];
  let room = most;
  for (const { prompt, output } of said) {
    room -= prompt.length + output.length;
    if (room < 0 && kept.length > 0) break;
    const cut = (text: string) => (room < 0 ? (bounded(text, most / 2) ?? "") : text);
    kept.unshift({ prompt: cut(prompt), output: cut(output) });
  }
  return kept;
}

function toldOf({ stage, item, ticket_ref }: EarlierSession, said: readonly Said[]): string {
  const which = item === null ? stage : `${stage}, iteration ${item + 1}`;
  const heading = "# What was said before";
  const whose = `This goes on from the work on ${which}${ticket_ref === null ? "" : ` (${ticket_ref})`}. Its session is not here, so you begin anew`;
  if (said.length === 0) return `${heading}\n\n${whose}; nothing is kept of what was said in it.`;
  const material = new Material(said.flatMap(({ prompt, output }) => [prompt, output]));
  const parts = said.flatMap(({ prompt, output }) => [
    `What was asked:\n\n${material.quote(prompt)}`,
    `What was answered:\n\n${material.quote(output)}`,
  ]);
  return [
    heading,
    `${whose}, with what was asked and answered there. ${material.rule}`,
    ...parts,
  ].join("\n\n");
}
