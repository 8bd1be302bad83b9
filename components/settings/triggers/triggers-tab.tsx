"use client";

import { Zap } from "lucide-react";
import { useState } from "react";
import { DeliveringList, DeliveringRow } from "@/components/settings/deliveries/delivering-list";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail } from "@/components/ui/display/setting-list";
import type { ProjectWire } from "@/lib/projects/schema";
import type { TriggerWire } from "@/lib/triggers/shapes";
import { TriggerDeliveriesSheet } from "./trigger-deliveries";
import { CreateTriggerDialog, EditTriggerDialog } from "./trigger-dialog";
import { firesOn } from "./trigger-form";
import { TriggerMenu } from "./trigger-menu";
import { TryTriggerDialog } from "./try-trigger-dialog";
import { useTriggers } from "./use-triggers";

type TriggersTabProps = { projects: readonly ProjectWire[] } & CreatingProps;

/** What creates tasks when something happens, each with what came of it. */
export function TriggersTab({ projects, creating, onCreatingChange }: TriggersTabProps) {
  const reading = useTriggers();
  return (
    <>
      <DeliveringList
        one="trigger"
        many="triggers"
        icon={Zap}
        intro="A task is created when something happens: at GitHub, in another system that sends a signed message, or here. Each message counts once."
        invitation="Create one to turn an issue, a failed check or a finished task into work."
        reading={reading}
        onCreate={() => onCreatingChange(true)}
        rows={reading.data?.map((trigger) => (
          <TriggerRow key={trigger.id} trigger={trigger} projects={projects} />
        ))}
      />
      <CreateTriggerDialog projects={projects} open={creating} onOpenChange={onCreatingChange} />
    </>
  );
}

interface TriggerRowProps {
  trigger: TriggerWire;
  projects: readonly ProjectWire[];
}

function TriggerRow({ trigger, projects }: TriggerRowProps) {
  const [isOpen, setOpen] = useState(false);
  const [isEdited, setEdited] = useState(false);
  const [isTried, setTried] = useState(false);
  return (
    <DeliveringRow
      name={trigger.name}
      muted={trigger.paused}
      state={<StateBadge trigger={trigger} />}
      project={projects.find(({ id }) => id === trigger.project_id)}
      details={<TriggerDetails trigger={trigger} />}
      onTest={() => setTried(true)}
      onDeliveries={() => setOpen(true)}
    >
      <TriggerMenu trigger={trigger} onEdit={() => setEdited(true)} onTest={() => setTried(true)} />
      <TriggerDeliveriesSheet trigger={trigger} open={isOpen} onOpenChange={setOpen} />
      <EditTriggerDialog trigger={trigger} open={isEdited} onOpenChange={setEdited} />
      <TryTriggerDialog trigger={trigger} open={isTried} onOpenChange={setTried} />
    </DeliveringRow>
  );
}

function StateBadge({
  trigger: { paused, secret_readable, last_error, last_delivery_at },
}: {
  trigger: TriggerWire;
}) {
  if (paused) return <Badge tone="neutral">Paused</Badge>;
  if (secret_readable === false) return <Badge tone="danger">Needs a secret</Badge>;
  if (last_error !== null) return <Badge tone="danger">Failing</Badge>;
  if (last_delivery_at === null) return <Badge tone="neutral">Nothing yet</Badge>;
  return <Badge tone="success">Active</Badge>;
}

function TriggerDetails({ trigger }: { trigger: TriggerWire }) {
  const { counts, refused, last_delivery_at, last_error, last_refused_at, pause_note } = trigger;
  const refusals = Object.values(refused).reduce((sum, each) => sum + each, 0);
  const others = [
    counts.failed > 0 ? `${counts.failed} failed` : null,
    counts.skipped > 0 ? `${counts.skipped} skipped` : null,
    counts.ignored > 0 ? `${counts.ignored} ignored` : null,
  ].filter((part) => part !== null);
  return (
    <>
      <Detail>{firesOn(trigger)}</Detail>
      {trigger.url === null ? null : (
        <Detail>
          <span className="break-all font-mono">{trigger.url}</span>
        </Detail>
      )}
      <Detail>{counts.created === 1 ? "1 task" : `${counts.created} tasks`}</Detail>
      {others.length > 0 ? <Detail>{others.join(", ")}</Detail> : null}
      {last_delivery_at === null ? null : (
        <Detail>
          Last fired <RelativeTime time={last_delivery_at} />
        </Detail>
      )}
      {trigger.secret_readable === false ? (
        <Detail>Its secret cannot be read: no message is taken until it gets a new one</Detail>
      ) : null}
      {last_error === null ? null : <Detail>{last_error}</Detail>}
      {refusals === 0 || last_refused_at === null ? null : (
        <Detail>
          {refusals} refused, last <RelativeTime time={last_refused_at} />: {trigger.last_refusal}
        </Detail>
      )}
      {pause_note === null ? null : <Detail>{pause_note}</Detail>}
    </>
  );
}
