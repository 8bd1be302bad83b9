"use client";

import { ChevronRight, Inbox } from "lucide-react";
import { useState } from "react";
import { redeliverAction } from "@/app/(app)/settings/webhooks/actions";
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
import type { Attempt, DeliveryWire, WebhookWire } from "@/lib/webhooks/shapes";
import {
  DELIVERY_FILTERS,
  type DeliveryFilter,
  useDeliveries,
  useDelivery,
  useRefreshWebhooks,
} from "./use-webhooks";

type DeliveriesSheetProps = {
  webhook: WebhookWire;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** What was sent to a webhook, newest first; each opens to its payload and attempts. */
export function DeliveriesSheet({ webhook, open, onOpenChange }: DeliveriesSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title={`Deliveries of ${webhook.name}`} description={webhook.url}>
        <Deliveries webhook={webhook} />
      </SheetContent>
    </Sheet>
  );
}

const FILTER_LABEL: Record<DeliveryFilter, string> = {
  all: "All",
  failed: "Given up",
  retrying: "Retrying",
  delivered: "Delivered",
};

function Deliveries({ webhook }: { webhook: WebhookWire }) {
  const [state, setState] = useState<DeliveryFilter>("all");
  const [opened, setOpened] = useState<number | null>(null);
  const reading = useDeliveries(webhook.id, state);
  const page = reading.data;
  return (
    <SheetBody className="p-0">
      <div className="border-b px-4 py-2">
        <Segmented label="Which deliveries" value={state} onValueChange={setState}>
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
            state === "all" ? "Nothing has been sent to this webhook." : "No delivery is like that."
          }
        />
      ) : (
        <ul aria-label="Deliveries" className="divide-y divide-line border-b">
          {page.deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              isOpen={opened === delivery.id}
              canRedeliver={webhook.enabled}
              onToggle={() => setOpened(opened === delivery.id ? null : delivery.id)}
            />
          ))}
        </ul>
      )}
      {page?.has_more ? (
        <p className="px-4 py-3 text-ink-3 text-xs">
          These are the newest 100; the API lists the others.
        </p>
      ) : null}
    </SheetBody>
  );
}

const STATE: Record<DeliveryWire["state"], { label: string; tone: BadgeProps["tone"] }> = {
  delivered: { label: "Delivered", tone: "success" },
  failed: { label: "Given up", tone: "danger" },
  retrying: { label: "Retrying", tone: "warning" },
  queued: { label: "Queued", tone: "accent" },
};

interface DeliveryRowProps {
  delivery: DeliveryWire;
  isOpen: boolean;
  canRedeliver: boolean;
  onToggle: () => void;
}

function DeliveryRow({ delivery, isOpen, canRedeliver, onToggle }: DeliveryRowProps) {
  const { label, tone } = STATE[delivery.state];
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
        <span className="min-w-0 flex-1 truncate font-mono text-xs">{delivery.event_type}</span>
        <span className="text-ink-3 text-xs tabular-nums">
          {delivery.status_code ?? (delivery.error ? "no answer" : "")}
        </span>
        <Badge tone={tone}>{label}</Badge>
        <span className="w-16 text-right text-ink-3 text-xs">
          <RelativeTime time={delivery.updated_at} />
        </span>
      </button>
      {isOpen ? <DeliveryDetail id={delivery.id} canRedeliver={canRedeliver} /> : null}
    </li>
  );
}

function DeliveryDetail({ id, canRedeliver }: { id: number; canRedeliver: boolean }) {
  const reading = useDelivery(id);
  const refresh = useRefreshWebhooks();
  const [pending, setPending] = useState(false);
  const delivery = reading.data;

  async function redeliver() {
    setPending(true);
    const answer = await callAction(() => redeliverAction(id));
    setPending(false);
    if (!answer.ok) return sayFailed(answer, () => void redeliver());
    toast.success("It is sent again");
    await refresh();
  }

  if (!delivery) return <ReadingProblem reading={reading} what="The delivery" />;
  return (
    <div className="flex flex-col gap-3 px-4 pb-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 break-all font-mono text-ink-3 text-xs">
          {delivery.message_id}
        </p>
        {canRedeliver ? (
          <Button size="sm" pending={pending} onClick={() => void redeliver()}>
            Send again
          </Button>
        ) : null}
      </div>
      <ol aria-label="Attempts" className="flex flex-col gap-2">
        {delivery.attempts.toReversed().map((attempt) => (
          <AttemptItem key={`${attempt.at}-${attempt.ms}`} attempt={attempt} />
        ))}
      </ol>
      {delivery.payload === null ? (
        <p className="text-ink-3 text-xs">The event is no longer kept, so its payload is gone.</p>
      ) : (
        <CodeBlock caption="Payload" code={JSON.stringify(delivery.payload, null, 2)} />
      )}
    </div>
  );
}

function AttemptItem({ attempt: { at, status, error, response, ms } }: { attempt: Attempt }) {
  return (
    <li className="flex flex-col gap-1 text-xs">
      <p className={error === null ? "text-ink-2" : "text-danger"}>
        {error ?? `answered ${status}`} <span className="text-ink-3">in {ms} ms, </span>
        <span className="text-ink-3">
          <RelativeTime time={at} />
        </span>
      </p>
      {response === null ? null : <CodeBlock caption="Answer" code={response} />}
    </li>
  );
}
