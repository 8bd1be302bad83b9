"use client";

import Link from "next/link";
import { useState } from "react";
import { replayDeliveryAction } from "@/app/(app)/settings/triggers/actions";
import { useChange } from "@/components/forms/use-change";
import {
  DeliveryDetails,
  DeliveryItem,
  DeliveryLog,
  DeliveryPayload,
  type DeliveryState,
} from "@/components/settings/deliveries/delivery-log";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Sheet, SheetContent } from "@/components/ui/overlays/sheet";
import type { TriggerDeliveryWire, TriggerWire } from "@/lib/triggers/shapes";
import {
  type DeliveryFilter,
  useRefreshTriggers,
  useTriggerDeliveries,
  useTriggerDelivery,
} from "./use-triggers";

type TriggerDeliveriesSheetProps = {
  trigger: TriggerWire;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** What fired a trigger, newest first; each opens to what was sent and what came of it. */
export function TriggerDeliveriesSheet({
  trigger,
  open,
  onOpenChange,
}: TriggerDeliveriesSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        title={`Deliveries of ${trigger.name}`}
        description={trigger.url ?? "What happened in Baton."}
      >
        <Deliveries trigger={trigger} />
      </SheetContent>
    </Sheet>
  );
}

const FILTERS: Record<DeliveryFilter, string> = {
  all: "All",
  created: "Tasks",
  failed: "Failed",
  skipped: "Skipped",
  ignored: "Ignored",
};

const OUTCOME: Record<TriggerDeliveryWire["outcome"], DeliveryState> = {
  received: { label: "Received", tone: "accent" },
  created: { label: "Task created", tone: "success" },
  skipped: { label: "Skipped", tone: "warning" },
  ignored: { label: "Ignored", tone: "neutral" },
  failed: { label: "Failed", tone: "danger" },
};

function Deliveries({ trigger }: { trigger: TriggerWire }) {
  const [outcome, setOutcome] = useState<DeliveryFilter>("all");
  const reading = useTriggerDeliveries(trigger.id, outcome);
  return (
    <DeliveryLog
      reading={reading}
      deliveries={reading.data?.deliveries}
      hasMore={reading.data?.next_cursor != null}
      filters={FILTERS}
      filter={outcome}
      onFilterChange={setOutcome}
      nothing="Nothing has fired this trigger."
    >
      {(delivery, disclosure) => (
        <DeliveryItem
          {...disclosure}
          type={delivery.type}
          mark={<span className="font-mono">{delivery.ticket_ref}</span>}
          state={OUTCOME[delivery.outcome]}
          time={delivery.created_at}
        >
          <TriggerDelivery delivery={delivery} />
        </DeliveryItem>
      )}
    </DeliveryLog>
  );
}

function TriggerDelivery({ delivery }: { delivery: TriggerDeliveryWire }) {
  const { id, trigger_id, message_id, answer, outcome, reason, missing, ticket_ref } = delivery;
  const run = delivery.workflow_run_id;
  const reading = useTriggerDelivery(trigger_id, id);
  const { change, pending } = useChange(useRefreshTriggers());
  const replay = () =>
    void change(() => replayDeliveryAction(trigger_id, id), "It fires the trigger again");
  return (
    <DeliveryDetails
      messageId={message_id}
      again={
        outcome === "received" || reading.data?.payload == null ? null : (
          <Button size="sm" pending={pending} onClick={replay}>
            Fire again
          </Button>
        )
      }
    >
      <p className="text-ink-2">
        Answered <strong className="font-medium">{answer}</strong>
        {reason === null ? null : `: ${reason}`}
        {ticket_ref === null ? null : (
          <>
            . It became{" "}
            <Link href={`/tasks/${ticket_ref}`} className="font-mono text-accent hover:underline">
              {ticket_ref}
            </Link>
          </>
        )}
        {run === null ? null : (
          <>
            , the head of{" "}
            <Link href={`/workflow-runs/${run}`} className="text-accent hover:underline">
              run #{run}
            </Link>
          </>
        )}
        .
      </p>
      {missing.length === 0 ? null : (
        <p className="text-warning">
          It had nothing for {missing.map((path) => `{{${path}}}`).join(", ")}, so that is empty.
        </p>
      )}
      <ReadingProblem reading={reading} what="The delivery" />
      {reading.data === undefined ? null : (
        <DeliveryPayload
          payload={reading.data.payload}
          gone="What was sent was too large to be kept."
        />
      )}
    </DeliveryDetails>
  );
}
