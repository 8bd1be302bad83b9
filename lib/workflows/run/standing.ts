import type { Wait } from "@/lib/workflows/definition/schema";
import type { StageRow } from "./rows";
import type { Standing } from "./rules";

/** How the task of a stage or an item stands, from its row. `isBroken`: it was begun and could not be. Pure. */
export function standingOf(
  row: StageRow,
  { isBroken, wait }: { isBroken: boolean; wait: Wait | undefined },
): Standing {
  const { task_status: status } = row;
  if (isBroken) return "overdue";
  if (status === "done" || status === "failed" || status === "cancelled") return status;
  if (row.task_id === null || status === null || row.is_archived) return "gone";
  if (row.state !== "active") return row.state === "waiting" && row.is_paused ? "paused" : "open";
  const { gate } = row;
  if (gate && row.task_kind === "approval" && gate.state !== "open") {
    if (gate.state !== "answered") return "overdue";
    return isRejection(gate.option) ? "rejected" : "approved";
  }
  if (row.wait?.met) return "approved";
  if (row.wait?.failed !== undefined) return "overdue";
  if (!row.is_due) return "open";
  return wait && ("for" in wait || "until" in wait) ? "approved" : "overdue";
}

/** Whatever choices there are: the option that says reject is no approval, and neither is no option at all. */
const isRejection = (option: string | null): boolean =>
  option === null || option.toLowerCase() === "reject";
