import type { TxContext } from "@/lib/core/context";
import type { Beginning } from "./begin";

/** Lets stages wait for an event or for another task. */
export async function watchFor(
  _tx: TxContext,
  waits: readonly { stageId: number; wait: NonNullable<Beginning["wait"]> }[],
): Promise<void> {
  if (waits.length === 0) return;
}
