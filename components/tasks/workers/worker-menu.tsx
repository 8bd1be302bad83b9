"use client";

import { CircleStop, Hourglass, Pause, Play } from "lucide-react";
import { useState } from "react";
import { orderWorkerAction } from "@/app/(app)/workers/actions";
import { orThrow } from "@/components/forms/refusal";
import { useChange } from "@/components/forms/use-change";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { WorkerWire } from "@/lib/workers/shapes";
import { OrderDialog } from "./order-dialog";
import { useRefreshWorkers } from "./use-workers";

/** The orders that a worker hears. */
export function WorkerMenu({ worker }: { worker: WorkerWire }) {
  const { id, agent, host, wanted, holds } = worker;
  const refresh = useRefreshWorkers();
  const { change } = useChange(refresh);
  const [asking, setAsking] = useState<"pause" | "drain" | "stop" | null>(null);
  const ask = (what: "pause" | "drain" | "stop") => requestAnimationFrame(() => setAsking(what));
  return (
    <>
      <RowMenu name={`${agent} on ${host}`}>
        {wanted === "run" ? null : (
          <DropdownMenuItem
            onSelect={() =>
              void change(() => orderWorkerAction(id, { wanted: "run" }), `${agent} goes on`)
            }
          >
            <Play />
            Resume
          </DropdownMenuItem>
        )}
        {wanted === "pause" ? null : (
          <DropdownMenuItem onSelect={() => ask("pause")}>
            <Pause />
            Pause…
          </DropdownMenuItem>
        )}
        {wanted === "drain" ? null : (
          <DropdownMenuItem onSelect={() => ask("drain")}>
            <Hourglass />
            Drain…
          </DropdownMenuItem>
        )}
        {wanted === "stop" ? null : (
          <DropdownMenuItem tone="danger" onSelect={() => ask("stop")}>
            <CircleStop />
            Stop…
          </DropdownMenuItem>
        )}
      </RowMenu>
      {asking === "pause" || asking === "drain" ? (
        <OrderDialog worker={worker} wanted={asking} onClose={() => setAsking(null)} />
      ) : null}
      <ConfirmDialog
        open={asking === "stop"}
        onOpenChange={(open) => setAsking(open ? "stop" : null)}
        title={`Stop ${agent} on ${host}?`}
        description={
          holds.length === 0
            ? "Its process ends. It has nothing to hand back."
            : `Its programs are ended, and ${holds.length === 1 ? "its task is" : `its ${holds.length} tasks are`} handed back without using up an attempt. Then its process ends.`
        }
        confirmLabel="Stop worker"
        cancelLabel="Let it work"
        onConfirm={async () => {
          await orThrow(() => orderWorkerAction(id, { wanted: "stop" }));
          await refresh();
          toast(`${agent} stops on ${host}`);
        }}
      />
    </>
  );
}
