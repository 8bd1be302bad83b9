"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { ConnectSteps } from "@/components/agents/keys/connect-guide";
import { formatDuration } from "@/components/format/times";
import { useOrigin } from "@/components/sync/data/use-origin";
import { Tokens } from "@/components/ui/display/figure";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { AgentWire, Slice } from "@/lib/agents/shapes";
import type { StatisticsWire } from "@/lib/runs/shapes";
import { DayStrip } from "./day-strip";
import { RunCost, SuccessRate } from "./figures";
import { useAgentDay } from "./use-agent";
import { STATISTICS_DAYS } from "./use-statistics";

// The server draws them; their code comes beside that of the page.
const AgentSettings = dynamic(() => import("./agent-settings").then((room) => room.AgentSettings));

const AgentWorkers = dynamic(
  () => import("@/components/tasks/workers/agent-workers").then((room) => room.AgentWorkers),
  { loading: () => null },
);

type OverviewTabProps = {
  agent: AgentWire;
  statistics: StatisticsWire | undefined;
  day: Slice[];
  origin: string;
};

const SOURCES: Record<string, string> = {
  self: "It registered itself",
  manual: "Created by a person",
  observed: "First heard of when it polled the queue",
};

export function OverviewTab({ agent, statistics, day: firstDay, origin }: OverviewTabProps) {
  const day = useAgentDay(agent, firstDay);
  const isAwaited = agent.last_seen === null && agent.runtime === "pull";
  return (
    <div className="grid max-w-6xl gap-x-12 gap-y-8 p-4 md:p-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-8">
        {isAwaited ? <Awaited agent={agent} origin={origin} /> : null}
        <section aria-labelledby="settings-title">
          <h2 id="settings-title" className="mb-2 font-semibold text-sm">
            Settings
          </h2>
          <AgentSettings agent={agent} />
        </section>
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <AgentWorkers agent={agent.name} />
        <section aria-labelledby="day-title">
          <h2 id="day-title" className="mb-2 font-semibold text-sm">
            Last 24 hours
          </h2>
          <DayStrip slices={day} />
        </section>
        <section aria-labelledby="figures-title">
          <h2 id="figures-title" className="mb-2 font-semibold text-sm">
            Last {STATISTICS_DAYS} days
          </h2>
          <Figures statistics={statistics} />
        </section>
        <section aria-labelledby="about-title">
          <h2 id="about-title" className="mb-2 font-semibold text-sm">
            About
          </h2>
          <KeyValueList>
            <KeyValue label="Doing">
              {agent.last_activity ?? <Unset>It has not said</Unset>}
            </KeyValue>
            <KeyValue label="Last sign of life">
              {agent.last_seen === null ? (
                <Unset>Never</Unset>
              ) : (
                <RelativeTime time={agent.last_seen} />
              )}
            </KeyValue>
            <KeyValue label="Known since">
              <RelativeTime time={agent.created_at} />
              <span className="text-ink-3">· {SOURCES[agent.source] ?? agent.source}</span>
            </KeyValue>
            <KeyValue label="Changed">
              <RelativeTime time={agent.updated_at} />
            </KeyValue>
            <KeyValue label="Id">
              <span className="font-mono text-xs">{agent.id}</span>
            </KeyValue>
          </KeyValueList>
        </section>
      </div>
    </div>
  );
}

function Figures({ statistics }: { statistics: StatisticsWire | undefined }) {
  const figures: [string, ReactNode][] = [
    ["Runs", statistics?.runs ?? 0],
    ["Success", <SuccessRate key="success" statistics={statistics} />],
    ["Average run", statistics?.average_ms == null ? "–" : formatDuration(statistics.average_ms)],
    ["Tokens in", <Tokens key="in" count={statistics?.tokens_in ?? 0} />],
    ["Tokens out", <Tokens key="out" count={statistics?.tokens_out ?? 0} />],
    ["Cost", <RunCost key="cost" statistics={statistics} />],
  ];
  return (
    <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border bg-line">
      {figures.map(([label, value]) => (
        <div key={label} className="flex flex-col-reverse bg-panel px-3 py-2.5">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd className="font-medium text-lg tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Awaited({ agent, origin: fromServer }: { agent: AgentWire; origin: string }) {
  const origin = useOrigin(fromServer);
  return (
    <section aria-labelledby="awaited-title" className="rounded-lg border p-4">
      <h2 id="awaited-title" className="flex items-center gap-2 font-semibold text-sm">
        <span aria-hidden className="size-2 animate-breathe rounded-full bg-accent" />
        Waiting for the first sign of life
      </h2>
      <p className="mt-1 text-ink-2">
        Run these where {agent.name} lives, with a key from the Keys tab in{" "}
        <code className="rounded-xs bg-hover px-1 py-0.5 font-mono text-xs">MC_API_KEY</code>.
      </p>
      <ConnectSteps origin={origin} agent={agent} />
    </section>
  );
}

function Unset({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
