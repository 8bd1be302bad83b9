"use client";

import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { removeChannelAction, subscribeBrowserAction } from "@/app/(app)/notifications/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { withProof } from "@/components/forms/with-proof";
import { useRefreshNotifications } from "@/components/notifications/use-notifications";
import { apiGet } from "@/components/sync/api";
import { PUSH_WORDS, pushStateOf } from "@/components/sync/push/push-state";
import { subscribe, unsubscribe } from "@/components/sync/push/this-browser";
import { Button } from "@/components/ui/controls/button";
import { Badge, type BadgeProps } from "@/components/ui/display/badge";
import { SettingRow } from "@/components/ui/display/setting-list";
import { Callout } from "@/components/ui/feedback/callout";
import type { ChannelWire } from "@/lib/notifications/shapes";
import { ChannelRow } from "./channel-row";
import type { OwnBrowser } from "./use-own-browser";

interface ThisBrowserProps {
  own: OwnBrowser;
  /** The person's channel that sends to this browser. */
  channel: ChannelWire | null;
  log: number | null;
  onOpenLog: (channel: number | null) => void;
}

/** Push to the browser in which the page is open: on, off, or what stands in the way. */
export function ThisBrowser({ own, channel, log, onOpenLog }: ThisBrowserProps) {
  const refresh = useRefreshNotifications();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { facts } = own;
  const state = facts && pushStateOf({ ...facts, isSubscribed: channel !== null });

  async function change(work: () => Promise<void>) {
    setPending(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem((error as Error).message);
    }
    await Promise.all([own.look(), refresh()]);
    setPending(false);
  }

  const turnOn = () =>
    change(async () => {
      const { public_key } = await apiGet<{ public_key: string }>("/api/notification-push");
      const settings = await subscribe(public_key);
      const answer = await withProof(() => subscribeBrowserAction(settings));
      if (!answer.ok) throw new Error(messageOf(answer));
    });
  const turnOff = ({ id }: ChannelWire) =>
    change(async () => {
      await unsubscribe();
      const answer = await callAction(() => removeChannelAction(id));
      if (!answer.ok) throw new Error(messageOf(answer));
    });

  if (channel !== null && state === "on") {
    return (
      <ChannelRow
        channel={channel}
        ownEmail={null}
        isThisBrowser
        isLogOpen={log === channel.id}
        onLogChange={(open) => onOpenLog(open ? channel.id : null)}
        onRemove={() => turnOff(channel)}
        problem={problem}
      />
    );
  }
  return (
    <SettingRow
      title={
        <>
          <MonitorSmartphone aria-hidden className="size-4 text-ink-3" />
          This browser
          {state ? <StateBadge state={state} /> : null}
        </>
      }
      details={
        <>
          <p className="min-h-8 pl-4 text-pretty sm:min-h-4">{state ? PUSH_WORDS[state] : null}</p>
          {problem === null ? null : (
            <Callout tone="danger" role="alert" className="mt-1 ml-4 w-full">
              {problem}
            </Callout>
          )}
        </>
      }
    >
      <Button
        size="sm"
        variant="primary"
        pending={pending}
        disabled={state !== "off"}
        onClick={() => void turnOn()}
      >
        Turn on
      </Button>
    </SettingRow>
  );
}

type State = keyof typeof PUSH_WORDS;

const BADGES: Record<State, { label: string; tone: BadgeProps["tone"] }> = {
  on: { label: "On", tone: "success" },
  off: { label: "Off", tone: "neutral" },
  denied: { label: "Blocked", tone: "danger" },
  insecure: { label: "Needs https", tone: "warning" },
  install_first: { label: "Add to home screen first", tone: "warning" },
  unsupported: { label: "Not supported", tone: "neutral" },
};

function StateBadge({ state }: { state: State }) {
  const { label, tone } = BADGES[state];
  return <Badge tone={tone}>{label}</Badge>;
}
