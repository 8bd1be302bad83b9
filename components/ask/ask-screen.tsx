"use client";

import { MessagesSquare } from "lucide-react";
import { asInteger, asListOf, asText, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { useAgents } from "@/components/sync/data/use-agents";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { ReadOnlyBadge, useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { PageHeader } from "@/components/ui/display/page-header";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { AgentChips } from "./agent-chips";
import { AskForm } from "./ask-form";
import { Compare } from "./compare";
import { Conversation } from "./conversation";
import { useFans } from "./use-turns";

const ADDRESS = { agents: orElse(asListOf(asText), []), fan: asInteger };

/** Asks agents something without a task: one in its conversation, or several to compare their answers. */
export function AskScreen() {
  const { canWrite } = useViewer();
  const { data: known } = useAgents();
  const [{ agents, fan }, set] = useAddress(ADDRESS);
  const [first] = agents;
  return (
    <>
      <PageHeader title="Ask" meta={<ReadOnlyBadge />}>
        {fan === null ? null : (
          <Button onClick={() => set({ fan: null }, { history: "push" })}>
            Ask something else
          </Button>
        )}
      </PageHeader>
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 p-4 pb-16 md:p-6">
        {fan !== null ? (
          <Compare id={fan} />
        ) : (
          <>
            {canWrite && known?.length !== 0 ? (
              <div className="flex max-w-3xl flex-col gap-3">
                <AgentChips chosen={agents} onChange={(next) => set({ agents: next })} />
                <AskForm
                  agents={agents}
                  onSeveral={(next) => set({ fan: next }, { history: "push" })}
                />
              </div>
            ) : null}
            {first && agents.length === 1 ? (
              <div className="max-w-3xl">
                <Conversation key={first} agent={first} />
              </div>
            ) : (
              <Fans onOpen={(id) => set({ fan: id }, { history: "push" })} />
            )}
          </>
        )}
      </div>
    </>
  );
}

/** The questions that went to several agents. */
function Fans({ onOpen }: { onOpen: (id: number) => void }) {
  const reading = useFans();
  const fans = reading.data ?? [];
  return (
    <section aria-labelledby="compared" className="flex max-w-3xl flex-col gap-2">
      <ReadingProblem reading={reading} what="The comparisons" part />
      {reading.data && fans.length === 0 ? (
        <EmptyState
          icon={MessagesSquare}
          title="Nothing was compared yet"
          description="Choose one agent to talk to it, or several to see their answers side by side."
        />
      ) : null}
      {fans.length > 0 ? (
        <>
          <h2 id="compared" className="font-semibold text-sm">
            Compared before
          </h2>
          <ul className="divide-y divide-line rounded-lg border">
            {fans.map(({ id, prompt, answers, created_at, picked_run_id }) => (
              <li key={id}>
                <button
                  type="button"
                  onClick={() => onOpen(id)}
                  className="flex min-h-11 w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span dir="auto" className="line-clamp-2 min-w-0 flex-1 basis-60">
                    {prompt}
                  </span>
                  <span className="text-ink-3 text-xs">
                    {answers.map(({ agent }) => agent).join(", ")}
                    {picked_run_id === null ? "" : " · picked"} · <RelativeTime time={created_at} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
