import type { TxContext } from "@/lib/core/context";
import type { RowKind } from "./kinds";
import { chooseIds, type Ids, knownIds, rememberIds } from "./rows";
import type { RecordDeviation } from "./schema";

/** What an import of records found and did, as it goes. */
export interface Account {
  source: string;
  created: Record<string, number>;
  present: Record<string, number>;
  renumbered: { kind: string; source_id: string; id: number; ref: string | null }[];
  deviations: RecordDeviation[];
}

export function deviate(account: Account, kind: string, id: string | number, what: string): void {
  account.deviations.push({ kind, source_id: String(id), what });
}

function add(counts: Record<string, number>, kind: RowKind, number: number): void {
  if (number > 0) counts[kind] = (counts[kind] ?? 0) + number;
}

/** Splits records into those that are here, which are counted, and those that are not. A record that comes twice counts once. */
export async function freshOf<T extends { id: string | number }>(
  tx: TxContext,
  account: Account,
  kind: RowKind,
  records: readonly T[],
): Promise<T[]> {
  const known = await knownIds(
    tx,
    account.source,
    kind,
    records.map(({ id }) => id),
  );
  const unique = new Map(records.map((record) => [String(record.id), record]));
  add(account.present, kind, [...unique.keys()].filter((id) => known.has(id)).length);
  return [...unique.values()].filter(({ id }) => !known.has(String(id)));
}

/** Gives new records their ids, remembers and counts them, and reports ids that changed. */
export async function admit(
  tx: TxContext,
  account: Account,
  kind: RowKind,
  records: readonly { id: string | number }[],
): Promise<Ids> {
  if (records.length === 0) return new Map();
  const ids = await chooseIds(
    tx,
    kind,
    records.map(({ id }) => id),
  );
  await remember(tx, account, kind, ids);
  return ids;
}

/** The same for records that were given their ids otherwise. */
export async function remember(
  tx: TxContext,
  account: Account,
  kind: RowKind,
  ids: Ids,
): Promise<void> {
  await rememberIds(tx, account.source, kind, ids);
  add(account.created, kind, ids.size);
  for (const [source_id, id] of ids) {
    // Only numbers are ids that somebody may have written down.
    if (/^\d+$/.test(source_id) && Number(source_id) !== id)
      account.renumbered.push({ kind, source_id, id, ref: null });
  }
}

/** The ids here of what these records refer to; those that refer to nothing here are left out and reported. */
export async function withTask<T extends { id: string | number; task_id: number }>(
  tx: TxContext,
  account: Account,
  kind: RowKind,
  records: readonly T[],
): Promise<(T & { task: number })[]> {
  const tasks = await knownIds(
    tx,
    account.source,
    "task",
    records.map(({ task_id }) => task_id),
  );
  return records.flatMap((record) => {
    const task = tasks.get(String(record.task_id));
    if (task !== undefined) return [{ ...record, task }];
    deviate(
      account,
      kind,
      record.id,
      `its task ${record.task_id} was not brought in: it is left out`,
    );
    return [];
  });
}
