"use client";

import { ChevronRight, Inbox } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { replayDeliveryAction } from "@/app/(app)/settings/triggers/actions";
import { callAction } from "@/components/forms/call-action";
import { sayFailed } from "@/components/forms/refusal";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Badge, type BadgeProps } from "@/components/ui/display/badge";
import { CodeBlock } from "@/components/ui/display/code-block";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/overlays/sheet";
import { toast } from "@/components/ui/overlays/toast";
import type { TriggerDeliveryWire, TriggerWire } from "@/lib/triggers/shapes";
import {
  DELIVERY_FILTERS,
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

const FILTER_LABEL: Record<DeliveryFilter, string> = {
  all: "All",
  created: "Tasks",
  failed: "Failed",
  skipped: "Skipped",
  ignored: "Ignored",
};

function Deliveries({ trigger }: { trigger: TriggerWire }) {
  const [outcome, setOutcome] = useState<DeliveryFilter>("all");
  const [opened, setOpened] = useState<number | null>(null);
  const reading = useTriggerDeliveries(trigger.id, outcome);
  const page = reading.data;
  return (
    <SheetBody className="p-0">
      <div className="border-b px-4 py-2">
        <Segmented label="Which deliveries" value={outcome} onValueChange={setOutcome}>
          {DELIVERY_FILTERS.map((each) => (
            <SegmentedItem key={each} value={each}>
              {FILTER_LABEL[each]}
            </SegmentedItem>
          ))}
        </Segmented>
      </div>
      <ReadingProblem reading={reading} what="The deliveries" />
      {page === undefined ? (
        reading.isError ? null : (
          <SkeletonRows count={6} label="Loading the deliveries" />
        )
      ) : page.deliveries.length === 0 ? (
        <EmptyState
          icon={Inbox}
          title="Nothing here"
          description={
            outcome === "all" ? "Nothing has fired this trigger." : "No delivery is like that."
          }
        />
      ) : (
        <ul aria-label="Deliveries" className="divide-y divide-line border-b">
          {page.deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              isOpen={opened === delivery.id}
              onToggle={() => setOpened(opened === delivery.id ? null : delivery.id)}
            />
          ))}
        </ul>
      )}
      {page?.next_cursor ? (
        <p className="px-4 py-3 text-ink-3 text-xs">
          These are the newest 100; the API lists the others.
        </p>
      ) : null}
    </SheetBody>
  );
}

const OUTCOME: Record<TriggerDeliveryWire["outcome"], { label: string; tone: BadgeProps["tone"] }> =
  {
    received: { label: "Received", tone: "accent" },
    created: { label: "Task created", tone: "success" },
    skipped: { label: "Skipped", tone: "warning" },
    ignored: { label: "Ignored", tone: "neutral" },
    failed: { label: "Failed", tone: "danger" },
  };

interface DeliveryRowProps {
  delivery: TriggerDeliveryWire;
  isOpen: boolean;
  onToggle: () => void;
}

function DeliveryRow({ delivery, isOpen, onToggle }: DeliveryRowProps) {
  const { label, tone } = OUTCOME[delivery.outcome];
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          className={isOpen ? "size-4 shrink-0 rotate-90 text-ink-3" : "size-4 shrink-0 text-ink-3"}
        />
        <span className="min-w-0 flex-1 truncate font-mono text-xs">{delivery.type}</span>
        <span className="font-mono text-ink-3 text-xs">{delivery.ticket_ref}</span>
        <Badge tone={tone}>{label}</Badge>
        <span className="w-16 text-right text-ink-3 text-xs">
          <RelativeTime time={delivery.created_at} />
        </span>
      </button>
      {isOpen ? <DeliveryDetail delivery={delivery} /> : null}
    </li>
  );
}

function DeliveryDetail({
  delivery: { id, trigger_id, ...delivery },
}: {
  delivery: TriggerDeliveryWire;
}) {
  const reading = useTriggerDelivery(trigger_id, id);
  const refresh = useRefreshTriggers();
  const [pending, setPending] = useState(false);
  const { message_id, answer, outcome, reason, missing, ticket_ref } = delivery;

  async function replay() {
    setPending(true);
    const done = await callAction(() => replayDeliveryAction(trigger_id, id));
    setPending(false);
    if (!done.ok) return sayFailed(done, () => void replay());
    toast.success("It fires the trigger again");
    await refresh();
  }

  return (
    <div className="flex flex-col gap-3 px-4 pb-4 text-xs">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 break-all font-mono text-ink-3">{message_id}</p>
        {outcome === "received" || reading.data?.payload == null ? null : (
          <Button size="sm" pending={pending} onClick={() => void replay()}>
            Fire again
          </Button>
        )}
      </div>
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
        .
      </p>
      {missing.length === 0 ? null : (
        <p className="text-warning">
          It had nothing for {missing.map((path) => `{{${path}}}`).join(", ")}, so that is empty.
        </p>
      )}
      <ReadingProblem reading={reading} what="The delivery" />
      {reading.data === undefined ? null : reading.data.payload === null ? (
        <p className="text-ink-3">What was sent was too large to be kept.</p>
      ) : (
        <CodeBlock caption="Payload" code={JSON.stringify(reading.data.payload, null, 2)} />
      )}
    </div>
  );
}
