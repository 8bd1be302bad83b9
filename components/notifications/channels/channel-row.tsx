"use client";

import { MailCheck, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import {
  confirmChannelAction,
  removeChannelAction,
  testChannelAction,
  updateChannelAction,
} from "@/app/(app)/notifications/actions";
import { callAction } from "@/components/forms/call-action";
import { orThrow, sayFailed } from "@/components/forms/refusal";
import { useChange } from "@/components/forms/use-change";
import { useRefreshNotifications } from "@/components/notifications/use-notifications";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail, SettingRow } from "@/components/ui/display/setting-list";
import { Callout } from "@/components/ui/feedback/callout";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import type { ChannelWire } from "@/lib/notifications/shapes";
import { ChannelDialog } from "./channel-dialog";
import { CHANNEL_KIND, HEALTH, placeOf, testWords } from "./channel-words";
import { MessagesSheet } from "./messages-sheet";

interface ChannelRowProps {
  channel: ChannelWire;
  /** The address of the person's account. */
  ownEmail: string | null;
  isThisBrowser?: boolean;
  isLogOpen: boolean;
  onLogChange: (open: boolean) => void;
  /** In place of removing the channel alone. */
  onRemove?: () => Promise<void>;
  /** Why something did not work that was not begun here. */
  problem?: string | null;
}

type Told = { tone: "plain" | "danger"; words: string };

/** A channel with its health, its test and its log. */
export function ChannelRow({
  channel,
  ownEmail,
  isThisBrowser = false,
  isLogOpen,
  onLogChange,
  onRemove,
  problem = null,
}: ChannelRowProps) {
  const { id, name } = channel;
  const refresh = useRefreshNotifications();
  const [isTested, setTested] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const { icon: Icon } = CHANNEL_KIND[channel.kind];
  const { label, tone } = HEALTH[channel.health];
  const shown = told ?? (problem === null ? null : { tone: "danger" as const, words: problem });

  async function test() {
    setTested(true);
    setTold(null);
    const answer = await callAction(() => testChannelAction(id));
    setTested(false);
    if (!answer.ok) return sayFailed(answer, () => void test());
    setTold({ tone: answer.data.success ? "plain" : "danger", words: testWords(answer.data) });
    await refresh();
  }

  return (
    <SettingRow
      muted={!channel.enabled}
      title={
        <>
          <span className="flex min-w-0 items-start gap-2">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
            <span dir="auto" className="wrap-anywhere min-w-0">
              {name}
            </span>
          </span>
          {isThisBrowser ? <Badge tone="accent">This browser</Badge> : null}
          <Badge tone={tone}>{label}</Badge>
        </>
      }
      details={
        <>
          <ChannelDetails channel={channel} />
          <div role="status" className="w-full pl-4">
            {shown ? (
              <Callout tone={shown.tone} className="mt-1">
                {shown.words}
              </Callout>
            ) : null}
          </div>
        </>
      }
    >
      <Button size="sm" pending={isTested} onClick={() => void test()} aria-label={`Test ${name}`}>
        Test
      </Button>
      <Button size="sm" onClick={() => onLogChange(true)} aria-label={`Log of ${name}`}>
        Log
      </Button>
      <ChannelMenu channel={channel} ownEmail={ownEmail} onRemove={onRemove} />
      <MessagesSheet channel={channel} open={isLogOpen} onOpenChange={onLogChange} />
    </SettingRow>
  );
}

function ChannelDetails({ channel }: { channel: ChannelWire }) {
  const { kind, last_sent_at, last_error, next_attempt_at, waiting } = channel;
  return (
    <>
      <Detail>
        <span className="break-all">{placeOf(channel) || CHANNEL_KIND[kind].label}</span>
      </Detail>
      {last_sent_at === null ? null : (
        <Detail>
          Last sent <RelativeTime time={last_sent_at} />
        </Detail>
      )}
      {waiting > 0 ? <Detail>{waiting} waiting</Detail> : null}
      {last_error === null ? null : (
        <Detail>
          <span className="break-words">{last_error}</span>
        </Detail>
      )}
      {next_attempt_at === null ? null : (
        <Detail>
          Next attempt <UpcomingTime time={next_attempt_at} />
        </Detail>
      )}
      {channel.health === "unconfirmed" ? (
        <Detail>
          Press the link in the mail that went there; until then nothing else is sent.
        </Detail>
      ) : null}
    </>
  );
}

interface ChannelMenuProps {
  channel: ChannelWire;
  ownEmail: string | null;
  onRemove?: () => Promise<void>;
}

function ChannelMenu({ channel, ownEmail, onRemove }: ChannelMenuProps) {
  const { id, name, enabled } = channel;
  const refresh = useRefreshNotifications();
  const { change } = useChange(refresh);
  const [asking, setAsking] = useState<"edit" | "remove" | null>(null);
  const ask = (what: "edit" | "remove") => requestAnimationFrame(() => setAsking(what));

  return (
    <>
      <RowMenu name={name}>
        <DropdownMenuItem onSelect={() => ask("edit")}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        {channel.health === "unconfirmed" ? (
          <DropdownMenuItem
            onSelect={() => void change(() => confirmChannelAction(id), "The mail was sent again")}
          >
            <MailCheck />
            Send the confirmation again
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuItem
          onSelect={() =>
            void change(
              () => updateChannelAction(id, { enabled: !enabled }),
              enabled ? `${name} is off` : `${name} is on`,
            )
          }
        >
          {enabled ? <Pause /> : <Play />}
          {enabled ? "Turn off" : "Turn on"}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => ask("remove")}>
          <Trash2 />
          Remove
        </DropdownMenuItem>
      </RowMenu>
      {asking === "edit" ? (
        <ChannelDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          kind={channel.kind}
          channel={channel}
          ownEmail={ownEmail}
        />
      ) : null}
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={(open) => setAsking(open ? "remove" : null)}
        title={`Remove ${name}?`}
        description="Nothing is sent there any more, and its log is gone. Rules that name it send to their other channels."
        confirmLabel="Remove channel"
        onConfirm={async () => {
          if (onRemove) return onRemove();
          await orThrow(() => removeChannelAction(id));
          await refresh();
        }}
      />
    </>
  );
}
