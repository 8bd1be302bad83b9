"use client";

import { ChevronRight, SearchX, Server } from "lucide-react";
import { useRef } from "react";
import { asFlag, asInteger, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { ReadOnlyBadge } from "@/components/sync/viewer";
import { useWorkers } from "@/components/tasks/workers/use-workers";
import { WorkerRow } from "@/components/tasks/workers/worker-row";
import { arranged, isAtWork, isOver } from "@/components/tasks/workers/worker-words";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/display/code-block";
import { PageHeader } from "@/components/ui/display/page-header";
import { Step, Steps } from "@/components/ui/display/steps";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { WorkerWire } from "@/lib/workers/shapes";
import { startCommands } from "./start-commands";

const ADDRESS = { open: asInteger, ended: orElse(asFlag, false) };

interface WorkersScreenProps {
  workers: WorkerWire[];
  /** The address of this installation, as the browser asked for it. */
  origin: string;
}

/** The processes on people's machines that work for agents: what each does, and the orders they hear. */
export function WorkersScreen({ workers: initial, origin }: WorkersScreenProps) {
  const [{ open, ended }, set] = useAddress(ADDRESS);
  const reading = useWorkers(false, { initial });
  const known = reading.data ?? initial;
  const atWork = arranged(known.filter((worker) => !isOver(worker)));
  const isElsewhere = open !== null && !atWork.some(({ id }) => id === open);
  const showsEnded = ended || isElsewhere;
  const all = useWorkers(true, { enabled: showsEnded });
  const over = arranged((all.data ?? known).filter(isOver));
  const held = atWork.reduce((sum, { holds }) => sum + holds.filter(isAtWork).length, 0);
  return (
    <>
      <PageHeader
        title="Workers"
        meta={
          <>
            {atWork.length > 0 ? `${atWork.length} · ${held} at work` : null}
            <ReadOnlyBadge />
          </>
        }
      />
      <ReadingProblem reading={reading} what="The list of workers" />
      {atWork.length > 0 ? (
        <WorkerList label="Workers" workers={atWork} pointed={open} />
      ) : (
        <StartGuide origin={origin} isFirst={over.length === 0} />
      )}
      <section aria-label="Lost and ended workers">
        <button
          type="button"
          aria-expanded={showsEnded}
          onClick={() => set({ ended: !showsEnded, open: null })}
          className="flex h-10 w-full items-center gap-2 border-b px-4 text-left text-ink-2 text-sm hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:h-11 max-md:px-3"
        >
          <ChevronRight
            aria-hidden
            className={cn("size-3.5 text-ink-3", showsEnded && "rotate-90")}
          />
          Lost and ended
          {over.length > 0 && (showsEnded || all.data) ? (
            <span className="text-ink-3 text-xs tabular-nums">{over.length}</span>
          ) : null}
        </button>
        {showsEnded ? (
          <>
            <ReadingProblem reading={all} what="The workers that ended" part />
            {over.length > 0 ? (
              <WorkerList label="Lost and ended workers" workers={over} pointed={open} />
            ) : all.isPending ? (
              <SkeletonRows count={2} label="Loading the workers that ended" />
            ) : (
              <p className="flex items-center gap-2 px-4 py-4 text-ink-3 text-sm max-md:px-3">
                <SearchX aria-hidden className="size-4" />
                None. What ended long ago is removed.
              </p>
            )}
          </>
        ) : null}
      </section>
    </>
  );
}

interface WorkerListProps {
  label: string;
  workers: readonly WorkerWire[];
  /** The one that the address points at. */
  pointed: number | null;
}

function WorkerList({ label, workers, pointed }: WorkerListProps) {
  const shown = useRef<number | null>(null);
  return (
    <ul
      aria-label={label}
      // A link to a worker brings it into view, once.
      ref={(list) => {
        if (!list || pointed === null || shown.current === pointed) return;
        const row = list.querySelector(`#worker-${pointed}`);
        if (!row) return;
        shown.current = pointed;
        row.scrollIntoView({ block: "nearest" });
      }}
      className="divide-y divide-line border-b"
    >
      {workers.map((worker) => (
        <WorkerRow key={worker.id} worker={worker} isPointed={worker.id === pointed} />
      ))}
    </ul>
  );
}

/** No worker is there: how to start one. The list replaces it when one reports. */
function StartGuide({ origin, isFirst }: { origin: string; isFirst: boolean }) {
  return (
    <section
      aria-labelledby="start-worker"
      className="mx-auto w-full max-w-2xl px-4 py-10 md:py-14"
    >
      <div className="flex items-start gap-3">
        <Server aria-hidden className="mt-0.5 size-5 shrink-0 stroke-[1.5] text-ink-3" />
        <div>
          <h2 id="start-worker" className="font-semibold text-lg">
            {isFirst ? "Start your first worker" : "No worker is at work"}
          </h2>
          <p className="mt-1 text-pretty text-ink-2">
            A worker runs Claude Code, Codex or any program of your own on one of your machines, in
            a worktree for every task. It opens no port: it asks Baton for work.
          </p>
        </div>
      </div>
      <Steps className="mt-6">
        {startCommands(origin).map(({ title, meaning, command }, index) => (
          <Step key={title} number={index + 1} title={title} meaning={meaning}>
            <CodeBlock code={command} />
          </Step>
        ))}
      </Steps>
      <p className="mt-6 flex items-center gap-2 text-ink-2 text-sm">
        <span aria-hidden className="size-2 animate-breathe rounded-full bg-accent" />
        Listening. This page shows the worker soon after it starts.
      </p>
    </section>
  );
}
