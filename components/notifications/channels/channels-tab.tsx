"use client";

import { Bell, Plus } from "lucide-react";
import { useState } from "react";
import { useChannels } from "@/components/notifications/use-notifications";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { ChannelsWire, ChannelWire } from "@/lib/notifications/shapes";
import { ChannelDialog } from "./channel-dialog";
import { ChannelRow } from "./channel-row";
import { CHANNEL_KIND } from "./channel-words";
import { MailServerDialog } from "./mail-server-dialog";
import { ThisBrowser } from "./this-browser";
import { useOwnBrowser } from "./use-own-browser";

type Kind = ChannelWire["kind"];

interface ChannelsTabProps {
  /** The channel whose log is open. */
  log: number | null;
  onLogChange: (channel: number | null) => void;
}

/** Where the person is told: in Baton always, and wherever they want. */
export function ChannelsTab({ log, onLogChange }: ChannelsTabProps) {
  const reading = useChannels();
  const own = useOwnBrowser();
  const [adding, setAdding] = useState<Kind | null>(null);
  const { data } = reading;
  const mine = data?.channels.find(
    ({ kind, shown }) => kind === "push" && own.id !== null && shown.browser === own.id,
  );
  const others = data?.channels.filter(({ id }) => id !== mine?.id) ?? [];
  return (
    <>
      <Intro action={data ? <AddMenu kinds={data.kinds} onAdd={setAdding} /> : null}>
        Where you are told that you are needed. A message carries links that approve or reject; each
        asks before it does it, and works once.
      </Intro>
      <ReadingProblem reading={reading} what="The channels" />
      {data === undefined ? (
        reading.isError ? null : (
          <SkeletonRows count={3} label="Loading the channels" />
        )
      ) : (
        <SettingList label="Channels">
          <SettingRow
            title={
              <>
                <Bell aria-hidden className="size-4 text-ink-3" />
                In Baton
                <Badge tone="success">Always on</Badge>
              </>
            }
            details={
              <Detail>
                The count beside Notifications says what you have not seen. It goes when anybody has
                answered.
              </Detail>
            }
          />
          <ThisBrowser own={own} channel={mine ?? null} onOpenLog={onLogChange} log={log} />
          {others.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              ownEmail={data.email}
              isLogOpen={log === channel.id}
              onLogChange={(open) => onLogChange(open ? channel.id : null)}
            />
          ))}
        </SettingList>
      )}
      {adding ? (
        <ChannelDialog
          key={adding}
          open
          onOpenChange={(open) => !open && setAdding(null)}
          kind={adding}
          channel={null}
          ownEmail={data?.email ?? null}
        />
      ) : null}
    </>
  );
}

interface AddMenuProps {
  kinds: ChannelsWire["kinds"];
  onAdd: (kind: Kind) => void;
}

function AddMenu({ kinds, onAdd }: AddMenuProps) {
  const isAdmin = useViewer().role === "admin";
  const [isMailOpen, setMailOpen] = useState(false);
  const offered = kinds.filter(({ kind }) => kind !== "push");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isAdmin ? (
        <>
          <Button onClick={() => setMailOpen(true)}>Mail server</Button>
          <MailServerDialog open={isMailOpen} onOpenChange={setMailOpen} />
        </>
      ) : null}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="primary">
            <Plus className="size-4" />
            Add channel
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="max-w-80">
          {offered.map(({ kind, available, reason }) => {
            const { label, icon: Icon } = CHANNEL_KIND[kind];
            return (
              <DropdownMenuItem
                key={kind}
                disabled={!available}
                onSelect={() => requestAnimationFrame(() => onAdd(kind))}
                className="h-auto min-h-8 py-1.5 pointer-coarse:min-h-11"
              >
                <Icon aria-hidden />
                <span className="min-w-0">
                  {label}
                  {available || reason === null ? null : (
                    <span className="block text-pretty text-xs">{reason}</span>
                  )}
                </span>
              </DropdownMenuItem>
            );
          })}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
