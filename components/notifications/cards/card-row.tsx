"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { CardWire } from "@/lib/notifications/shapes";
import { kindWords } from "./card-words";

const TONES: Record<string, string> = {
  error: "text-danger",
  warning: "text-warning",
  info: "text-accent-ink",
};

interface CardRowProps {
  card: CardWire;
  /** Of the controls in the row: the list is one stop of the Tab key. */
  tabIndex: 0 | -1;
  onOpen: (card: CardWire) => void;
  onDismiss: (card: CardWire) => void;
}

/** One card: what is wanted and where. It leads to the place where it is answered. */
export const CardRow = memo(function CardRow({ card, tabIndex, onOpen, onDismiss }: CardRowProps) {
  const { label, icon: Icon } = kindWords(card.kind);
  const isOpen = card.state === "open";
  const isNew = isOpen && !card.seen;
  return (
    <div className="relative flex items-start gap-3 border-b py-2.5 pr-2 pl-4 hover:bg-hover">
      {isNew ? (
        <span
          aria-hidden
          className="-translate-y-1/2 absolute top-5 left-1.5 size-1.5 rounded-full bg-accent"
        />
      ) : null}
      <Icon
        aria-hidden
        className={cn(
          "mt-0.5 size-4 shrink-0",
          isOpen ? (TONES[card.severity] ?? "text-ink-3") : "text-ink-3",
        )}
      />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
          <Link
            href={card.href}
            prefetch={false}
            data-row="card"
            tabIndex={tabIndex}
            onClick={() => onOpen(card)}
            className={cn(
              "min-w-0 max-w-full break-words text-sm outline-none before:absolute before:inset-0 focus-visible:before:outline-2 focus-visible:before:outline-focus focus-visible:before:-outline-offset-2",
              isOpen && "font-medium",
            )}
          >
            {isNew ? <span className="sr-only">New: </span> : null}
            <span dir="auto">{card.title}</span>
          </Link>
          <Badge tone="outline">{label}</Badge>
          {card.ticket_ref && !card.title.includes(card.ticket_ref) ? (
            <span className="font-mono text-ink-3 text-xs">{card.ticket_ref}</span>
          ) : null}
        </div>
        <p dir="auto" className="mt-0.5 line-clamp-2 break-words text-ink-2 text-xs">
          {isOpen || card.outcome === null ? card.text : <Outcome outcome={card.outcome} />}
        </p>
      </div>
      <div className="relative flex shrink-0 items-center gap-1 text-ink-3 text-xs">
        <RelativeTime time={card.closed_at ?? card.changed_at} />
        {isOpen ? (
          <IconButton
            label={`Put away: ${card.title}`}
            className="-my-1"
            tabIndex={tabIndex}
            onClick={() => onDismiss(card)}
          >
            <X className="size-4" />
          </IconButton>
        ) : null}
      </div>
    </div>
  );
});

function Outcome({ outcome }: { outcome: string }) {
  return <>Answered: {outcome}</>;
}
