"use client";

import { Inbox } from "lucide-react";
import { useMessages } from "@/components/notifications/use-notifications";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/overlays/sheet";
import type { ChannelWire, MessageWire } from "@/lib/notifications/shapes";
import { placeOf } from "./channel-words";

type MessagesSheetProps = {
  channel: ChannelWire;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** What was sent over a channel, newest first, with each attempt. */
export function MessagesSheet({ channel, open, onOpenChange }: MessagesSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title={`Sent over ${channel.name}`} description={placeOf(channel)}>
        <SheetBody className="p-0">
          <Messages channel={channel.id} />
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Messages({ channel }: { channel: number }) {
  const reading = useMessages(channel);
  const page = reading.data;
  if (page === undefined) {
    if (reading.isError) return <ReadingProblem reading={reading} what="The log" />;
    return <SkeletonRows count={6} label="Loading the log" />;
  }
  return (
    <>
      <ReadingProblem reading={reading} what="The log" />
      {page.messages.length === 0 ? (
        <EmptyState
          icon={Inbox}
          title="Nothing was sent yet"
          description="The first thing that needs you, or a test, is the first entry."
        />
      ) : (
        <ul aria-label="Messages" className="divide-y divide-line border-b">
          {page.messages.map((message) => (
            <MessageItem key={message.id} message={message} />
          ))}
        </ul>
      )}
      {page.next_before === null ? null : (
        <p className="px-4 py-3 text-ink-3 text-xs">
          These are the newest 100; the API lists the others.
        </p>
      )}
    </>
  );
}

function MessageItem({ message }: { message: MessageWire }) {
  const { attempts, cards, created_at, purpose, state, title } = message;
  const isSent = state === "sent";
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span dir="auto" className="min-w-40 flex-1 break-words text-sm">
          {title}
        </span>
        {purpose === "cards" ? null : (
          <Badge tone="outline">{purpose === "test" ? "Test" : "Confirmation"}</Badge>
        )}
        {cards > 1 ? <Badge tone="neutral">{cards} cards</Badge> : null}
        <Badge tone={isSent ? "success" : "danger"}>{isSent ? "Sent" : "Failed"}</Badge>
        <span className="w-16 text-right text-ink-3 text-xs">
          <RelativeTime time={created_at} />
        </span>
      </div>
      <ol aria-label="Attempts" className="flex flex-col gap-0.5 text-xs">
        {attempts.toReversed().map(({ at, error, status, ms }) => (
          <li key={`${at}-${ms}`} className={error === null ? "text-ink-3" : "text-danger"}>
            {error ?? (status === null ? "taken" : `answered ${status}`)}{" "}
            <span className="text-ink-3">
              in {ms} ms, <RelativeTime time={at} />
            </span>
          </li>
        ))}
      </ol>
    </li>
  );
}
