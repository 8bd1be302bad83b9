"use client";

import { Network } from "lucide-react";
import Link from "next/link";
import { useCallback, useState } from "react";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import type { EventWire } from "@/lib/events/shapes";
import type { RunWire } from "@/lib/runs/shapes";

/** Leads to the tree that a run is part of, as soon as there is one. */
export function TreeLink({ run, inTree }: { run: number; inTree: boolean }) {
  const [hasOpened, setOpened] = useState(inTree);
  useLiveEvents(
    useCallback(
      (events: readonly EventWire[]) => {
        const isBelow = ({ data }: EventWire) =>
          (data as { run?: Partial<RunWire> }).run?.parent_run_id === run;
        if (events.some(isBelow)) setOpened(true);
      },
      [run],
    ),
  );
  if (!hasOpened) return null;
  return (
    <Link
      href={`/canvas?run=${run}`}
      prefetch={false}
      className={buttonVariants({ variant: "ghost" })}
    >
      <Network aria-hidden className="size-4 text-ink-3" /> Tree
    </Link>
  );
}
