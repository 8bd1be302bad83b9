"use client";

import { Webhook } from "lucide-react";
import { useState } from "react";
import { testWebhookAction } from "@/app/(app)/settings/webhooks/actions";
import { callAction } from "@/components/forms/call-action";
import { sayFailed } from "@/components/forms/refusal";
import { DeliveringList, DeliveringRow } from "@/components/settings/deliveries/delivering-list";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { Badge, type BadgeProps } from "@/components/ui/display/badge";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail } from "@/components/ui/display/setting-list";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";
import type { WebhookWire } from "@/lib/webhooks/shapes";
import { DeliveriesSheet } from "./deliveries-sheet";
import { useRefreshWebhooks, useWebhooks } from "./use-webhooks";
import { CreateWebhookDialog, EditWebhookDialog } from "./webhook-dialog";
import { WebhookMenu } from "./webhook-menu";

type WebhooksTabProps = { projects: readonly ProjectWire[] } & CreatingProps;

/** The addresses that events are sent to, each with its health. */
export function WebhooksTab({ projects, creating, onCreatingChange }: WebhooksTabProps) {
  const reading = useWebhooks();
  return (
    <>
      <DeliveringList
        one="webhook"
        many="webhooks"
        icon={Webhook}
        intro="Events are sent to these addresses in order, each at least once, and signed. What fails is tried again for 28 hours."
        invitation="Create one to tell another system what happens here."
        reading={reading}
        onCreate={() => onCreatingChange(true)}
        rows={reading.data?.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} projects={projects} />
        ))}
      />
      <CreateWebhookDialog projects={projects} open={creating} onOpenChange={onCreatingChange} />
    </>
  );
}

const HEALTH: Record<WebhookWire["health"], { label: string; tone: BadgeProps["tone"] }> = {
  idle: { label: "Nothing sent yet", tone: "neutral" },
  healthy: { label: "Healthy", tone: "success" },
  failing: { label: "Failing", tone: "warning" },
  disabled: { label: "Disabled after failures", tone: "danger" },
  off: { label: "Off", tone: "neutral" },
};

interface WebhookRowProps {
  webhook: WebhookWire;
  projects: readonly ProjectWire[];
}

function WebhookRow({ webhook, projects }: WebhookRowProps) {
  const [isOpen, setOpen] = useState(false);
  const [isEdited, setEdited] = useState(false);
  const refresh = useRefreshWebhooks();
  const [isTested, setTested] = useState(false);
  const { label, tone } = HEALTH[webhook.health];

  async function test() {
    setTested(true);
    const answer = await callAction(() => testWebhookAction(webhook.id));
    setTested(false);
    if (!answer.ok) sayFailed(answer, () => void test());
    else if (answer.data.state === "delivered")
      toast.success(
        `${webhook.name} answered ${answer.data.status_code} in ${answer.data.duration_ms} ms`,
      );
    else toast.error(`The test failed: ${answer.data.error}`);
    await refresh();
  }

  return (
    <DeliveringRow
      name={webhook.name}
      muted={!webhook.enabled}
      state={<Badge tone={tone}>{label}</Badge>}
      project={projects.find(({ id }) => id === webhook.project_id)}
      details={<WebhookDetails webhook={webhook} />}
      isTesting={isTested}
      onTest={() => void test()}
      onDeliveries={() => setOpen(true)}
    >
      <WebhookMenu webhook={webhook} onEdit={() => setEdited(true)} onTest={() => void test()} />
      <DeliveriesSheet webhook={webhook} open={isOpen} onOpenChange={setOpen} />
      <EditWebhookDialog webhook={webhook} open={isEdited} onOpenChange={setEdited} />
    </DeliveringRow>
  );
}

function WebhookDetails({ webhook }: { webhook: WebhookWire }) {
  const { url, events, successful_deliveries, failed_deliveries, last_fired_at } = webhook;
  const isAll = events.length === 1 && events[0] === "*";
  return (
    <>
      <Detail>
        <span className="break-all font-mono">{url}</span>
      </Detail>
      <Detail>{isAll ? "Everything" : events.join(", ")}</Detail>
      <Detail>
        {successful_deliveries} delivered
        {failed_deliveries > 0 ? `, ${failed_deliveries} given up` : ""}
      </Detail>
      {last_fired_at === null ? null : (
        <Detail>
          Last attempt <RelativeTime time={last_fired_at} />
        </Detail>
      )}
      {webhook.last_error === null ? null : <Detail>{webhook.last_error}</Detail>}
      {webhook.next_attempt_at === null ? null : (
        <Detail>
          Next attempt <UpcomingTime time={webhook.next_attempt_at} />
        </Detail>
      )}
      {webhook.old_secrets.map(({ secret, expires_at }) => (
        <Detail key={secret}>
          Old secret {secret} ends <UpcomingTime time={expires_at} />
        </Detail>
      ))}
    </>
  );
}
