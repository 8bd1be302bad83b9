"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { resetAgentAction } from "@/app/(app)/ask/actions";
import { orThrow } from "@/components/forms/refusal";
import { agentHref } from "@/components/shell/nav";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Cost } from "@/components/ui/display/figure";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Answer, AnswerFacts } from "./answer";
import { useRefreshTurns, useTurnStatus, useTurns } from "./use-turns";

/** What an agent was asked and answered, newest first, with what waits for it. */
export function Conversation({ agent }: { agent: string }) {
  const reading = useTurns(agent);
  const { data: status } = useTurnStatus(agent);
  const turns = reading.data?.pages.flatMap((page) => page.turns) ?? [];
  const [newest] = reading.data?.pages ?? [];
  const current = status?.conversation?.id ?? null;
  return (
    <section aria-label={`Turns of ${agent}`} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <h2 className="font-semibold">
          <Link href={agentHref(agent)} prefetch={false} className="rounded-sm hover:underline">
            {agent}
          </Link>
        </h2>
        <span className="text-ink-3 text-xs tabular-nums">
          {status && status.queued > 0
            ? `${status.queued} of ${status.queue_limit} places of its queue taken`
            : null}
          {newest && newest.cost_usd !== null ? (
            <>
              {status && status.queued > 0 ? " · " : ""}
              <Cost usd={newest.cost_usd} /> in all
            </>
          ) : null}
        </span>
        {current !== null ? <ResetButton agent={agent} isBusy={status?.state !== "idle"} /> : null}
      </div>
      <ReadingProblem reading={reading} what="The turns" part />
      {reading.isPending ? <SkeletonRows count={2} label="Loading the turns" /> : null}
      {reading.data && turns.length === 0 ? (
        <p className="text-ink-3 text-sm">Nobody has asked it anything yet.</p>
      ) : null}
      <ol className="flex flex-col gap-4">
        {turns.map((turn, at) => (
          <li key={turn.id} className="flex flex-col gap-2">
            {at > 0 && turn.conversation_id !== turns[at - 1]?.conversation_id ? (
              <p className="border-t pt-2 text-ink-3 text-xs">An earlier conversation</p>
            ) : null}
            <article aria-label={`Turn ${turn.id}`} className="flex flex-col gap-2">
              <div className="rounded-lg bg-sunken px-3 py-2">
                <p className="mb-0.5 text-ink-3 text-xs">
                  {turn.asked_by ?? "Somebody"},{" "}
                  <RelativeTime time={turn.queued_at ?? turn.started_at} />
                </p>
                <p
                  dir="auto"
                  className="wrap-anywhere max-h-48 overflow-y-auto whitespace-pre-wrap text-sm"
                >
                  {turn.prompt ?? "The question is not kept any more."}
                </p>
              </div>
              <div className="flex flex-col gap-2 px-3">
                <Answer run={turn} />
                <AnswerFacts run={turn} />
              </div>
            </article>
          </li>
        ))}
      </ol>
      {reading.hasNextPage ? (
        <Button
          className="self-center"
          pending={reading.isFetchingNextPage}
          onClick={() => void reading.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </section>
  );
}

function ResetButton({ agent, isBusy }: { agent: string; isBusy: boolean }) {
  const { canWrite } = useViewer();
  const refresh = useRefreshTurns();
  const [open, setOpen] = useState(false);
  if (!canWrite) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" className="ml-auto">
          <RotateCcw aria-hidden className="size-3.5" />
          New conversation
        </Button>
      }
      title={`Begin a new conversation with ${agent}?`}
      description={
        isBusy
          ? "What it is asked now is cancelled. It knows nothing of earlier turns from then on; they stay here."
          : "It knows nothing of earlier turns from then on; they stay here."
      }
      tone={isBusy ? "danger" : "primary"}
      confirmLabel={isBusy ? "Cancel and begin" : "Begin anew"}
      onConfirm={async () => {
        await orThrow(() => resetAgentAction(agent, isBusy));
        await refresh();
        toast(`${agent} begins a new conversation`);
      }}
    />
  );
}
