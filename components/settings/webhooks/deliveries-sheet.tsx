"use client";

import { useState } from "react";
import { redeliverAction } from "@/app/(app)/settings/webhooks/actions";
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
import { CodeBlock } from "@/components/ui/display/code-block";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Sheet, SheetContent } from "@/components/ui/overlays/sheet";
import type { Attempt, DeliveryWire, WebhookWire } from "@/lib/webhooks/shapes";
import {
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

const FILTERS: Record<DeliveryFilter, string> = {
  all: "All",
  failed: "Given up",
  retrying: "Retrying",
  delivered: "Delivered",
};

const STATE: Record<DeliveryWire["state"], DeliveryState> = {
  delivered: { label: "Delivered", tone: "success" },
  failed: { label: "Given up", tone: "danger" },
  retrying: { label: "Retrying", tone: "warning" },
  queued: { label: "Queued", tone: "accent" },
};

function Deliveries({ webhook }: { webhook: WebhookWire }) {
  const [state, setState] = useState<DeliveryFilter>("all");
  const reading = useDeliveries(webhook.id, state);
  return (
    <DeliveryLog
      reading={reading}
      deliveries={reading.data?.deliveries}
      hasMore={reading.data?.has_more ?? false}
      filters={FILTERS}
      filter={state}
      onFilterChange={setState}
      nothing="Nothing has been sent to this webhook."
    >
      {(delivery, disclosure) => (
        <DeliveryItem
          {...disclosure}
          type={delivery.event_type}
          mark={delivery.status_code ?? (delivery.error ? "no answer" : "")}
          state={STATE[delivery.state]}
          time={delivery.updated_at}
        >
          <WebhookDelivery id={delivery.id} canRedeliver={webhook.enabled} />
        </DeliveryItem>
      )}
    </DeliveryLog>
  );
}

function WebhookDelivery({ id, canRedeliver }: { id: number; canRedeliver: boolean }) {
  const reading = useDelivery(id);
  const { change, pending } = useChange(useRefreshWebhooks());
  const delivery = reading.data;
  if (!delivery) return <ReadingProblem reading={reading} what="The delivery" />;
  return (
    <DeliveryDetails
      messageId={delivery.message_id}
      again={
        canRedeliver ? (
          <Button
            size="sm"
            pending={pending}
            onClick={() => void change(() => redeliverAction(id), "It is sent again")}
          >
            Send again
          </Button>
        ) : null
      }
    >
      <ol aria-label="Attempts" className="flex flex-col gap-2">
        {delivery.attempts.toReversed().map((attempt) => (
          <AttemptItem key={`${attempt.at}-${attempt.ms}`} attempt={attempt} />
        ))}
      </ol>
      <DeliveryPayload
        payload={delivery.payload}
        gone="The event is no longer kept, so its payload is gone."
      />
    </DeliveryDetails>
  );
}

function AttemptItem({ attempt: { at, status, error, response, ms } }: { attempt: Attempt }) {
  return (
    <li className="flex flex-col gap-1">
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
