import type { TxContext } from "@/lib/core/context";
import { Overtaken } from "@/lib/core/errors";
import { withdrawGates } from "@/lib/requests/gate";
import type { TaskRow } from "@/lib/tasks/row";
import type { StageState } from "@/lib/workflows/shapes";
import { type Move, moveTasks } from "./move";
import type { StageRow } from "./rows";
import type { StageKey } from "./rules";

/** What becomes of a stage's row. What is left out stays. */
export interface StagePatch {
  state?: StageState;
  reason?: string | null;
  attempts?: number;
  output?: unknown;
  dueInMs?: number | null;
  dueAt?: Date | null;
}

/** A stage as events name it. */
export interface ChangedStage {
  name: string;
  item: number | null;
  task_id: number | null;
  task_ref: string | null;
  state: StageState;
  reason: string | null;
  attempts: number;
}

interface Entry {
  row: StageRow;
  patch: StagePatch;
  move: Move | null;
}

/** What is to be done about stages and their tasks, put together so that it takes a few statements however many they are. */
export class Patches {
  private readonly entries = new Map<number, Entry>();

  private entry(row: StageRow): Entry {
    const known = this.entries.get(row.id);
    if (known) return known;
    const entry: Entry = { row, patch: {}, move: null };
    this.entries.set(row.id, entry);
    return entry;
  }

  stage(row: StageRow, patch: StagePatch): void {
    Object.assign(this.entry(row).patch, patch);
  }

  task(row: StageRow, move: Omit<Move, "id">): void {
    if (row.task_id === null) return;
    const entry = this.entry(row);
    entry.move = { ...entry.move, ...move, id: row.task_id };
  }

  /** What this row will be, as far as it is known. */
  stateOf(row: StageRow): StageState {
    return this.entries.get(row.id)?.patch.state ?? row.state;
  }

  attemptsOf(row: StageRow): number {
    return this.entries.get(row.id)?.patch.attempts ?? row.attempts;
  }

  /** The rows that were worked on and now end, or begin anew. */
  get interrupted(): StageRow[] {
    return [...this.entries.values()].flatMap(({ row, patch }) =>
      row.state === "active" && patch.state !== undefined ? [row] : [],
    );
  }

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  /**
   * Writes everything: the stages first, so that the trigger on tasks finds that stage and task agree and queues nothing. Returns the tasks
   * that were changed, and the stages.
   */
  async write(tx: TxContext): Promise<{ tasks: Map<number, TaskRow>; stages: ChangedStage[] }> {
    const entries = [...this.entries.values()];
    await writeStages(tx, entries);
    const closing = entries.flatMap(({ row, patch }) =>
      row.task_id !== null && row.gate?.state === "open" && (patch.state ?? row.state) !== "active"
        ? [row.task_id]
        : [],
    );
    const tasks = await moveTasks(
      tx,
      entries.flatMap(({ row, move }) => (move ? [{ ...move, ...wasOf(row) }] : [])),
    );
    // After the tasks are locked, as an answer does it.
    const withdrawn = await withdrawGates(tx, closing, "The stage does not wait for it any more.");
    if (withdrawn < closing.length) throw new Overtaken("An approval");
    const stages = entries.map(({ row, patch }) => ({
      name: row.name,
      item: row.item_index,
      task_id: row.task_id,
      task_ref: row.task_ref,
      state: patch.state ?? row.state,
      reason: patch.reason === undefined ? row.reason : patch.reason,
      attempts: patch.attempts ?? row.attempts,
    }));
    return { tasks, stages };
  }
}

const wasOf = ({ task_status, is_archived }: StageRow): Pick<Move, "was"> =>
  task_status === null ? {} : { was: { status: task_status, isArchived: is_archived } };

const SETTLED: readonly StageState[] = ["succeeded", "failed", "skipped", "cancelled"];
const MAX_REASON = 2_000;

/** Index: workflow_stages_pkey. */
async function writeStages(tx: TxContext, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ row, patch }) => {
    const state = patch.state ?? row.state;
    const isBegun = state === "active" && (patch.attempts ?? row.attempts) !== row.attempts;
    const reason = patch.reason === undefined ? row.reason : patch.reason;
    return {
      id: row.id,
      state,
      reason: reason?.slice(0, MAX_REASON).toWellFormed() ?? null,
      attempts: patch.attempts ?? row.attempts,
      output: patch.output === undefined ? row.output : patch.output,
      begun: isBegun,
      settled: SETTLED.includes(state),
      resets: state === "waiting",
      due_ms: patch.dueInMs ?? null,
      due_at: patch.dueAt ?? null,
      keeps_due: state === "active" && patch.dueInMs === undefined && patch.dueAt === undefined,
    };
  });
  await tx.db.$executeRaw`
    UPDATE workflow_stages s SET state = r.state, reason = r.reason, attempts = r.attempts, output = NULLIF(r.output, 'null'),
      activated_at = CASE WHEN r.resets THEN NULL WHEN r.begun THEN clock_timestamp() ELSE s.activated_at END,
      settled_at = CASE WHEN r.settled THEN COALESCE(CASE WHEN s.state = r.state THEN s.settled_at END, clock_timestamp()) END,
      due_at = CASE WHEN r.due_at IS NOT NULL THEN r.due_at
                    WHEN r.due_ms IS NOT NULL THEN clock_timestamp() + r.due_ms * interval '1 millisecond'
                    WHEN r.keeps_due THEN s.due_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id int, state text, reason text, attempts int, output jsonb, begun boolean,
      settled boolean, resets boolean, due_ms float8, due_at timestamptz, keeps_due boolean)
    WHERE s.id = r.id`;
}

export const keyOf = (row: StageRow): StageKey => ({ name: row.name, item: row.item_index });
