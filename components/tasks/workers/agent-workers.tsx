"use client";

import Link from "next/link";
import { useWorkers } from "./use-workers";
import { WorkerRow } from "./worker-row";
import { arranged, isOver } from "./worker-words";

/** The processes that work under an agent's name. Nothing where none was heard of lately. */
export function AgentWorkers({ agent }: { agent: string }) {
  const { data } = useWorkers(false);
  const own = arranged((data ?? []).filter((worker) => worker.agent === agent));
  if (own.length === 0) return null;
  const atWork = own.filter((worker) => !isOver(worker)).length;
  return (
    <section aria-labelledby="workers-title">
      <h2 id="workers-title" className="mb-2 flex items-baseline gap-2 font-semibold text-sm">
        Workers
        <span className="font-normal text-ink-3 text-xs tabular-nums">{atWork} at work</span>
        <Link
          href="/workers"
          prefetch={false}
          className="ml-auto rounded-sm font-normal text-accent-ink text-xs hover:underline"
        >
          All workers
        </Link>
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border">
        {own.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} withAgent={false} />
        ))}
      </ul>
    </section>
  );
}
