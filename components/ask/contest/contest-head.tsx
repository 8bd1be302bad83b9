"use client";

import { ChevronRight, Gavel, Trophy } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { judgeContestAction } from "@/app/(app)/ask/contests/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { useViewer } from "@/components/sync/viewer";
import { Markdown } from "@/components/ui/display/markdown";
import { PageHeader } from "@/components/ui/display/page-header";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Callout } from "@/components/ui/feedback/callout";
import { toast } from "@/components/ui/overlays/toast";
import type { ContestWire } from "@/lib/turns/shapes";
import { agentOf, isAtWork, isPickable, standingInWords } from "./contest-words";
import { useShowContest } from "./use-contest";

// It reads the agents, which may be there before its code is.
const JudgeSelect = dynamic(
  () => import("@/components/ask/judge-select").then((room) => room.JudgeSelect),
  { ssr: false, loading: () => null },
);

/** What is compared, and how far everybody is. */
export function ContestHead({ contest, badge }: { contest: ContestWire; badge: ReactNode }) {
  const { group, picked } = contest;
  return (
    <PageHeader
      title={<span dir="auto">{group.title}</span>}
      meta={
        <>
          <Link
            href={`/tasks/${group.ticket_ref}`}
            className="rounded-sm font-mono underline-offset-2 hover:underline"
          >
            {group.ticket_ref}
          </Link>
          {badge}
        </>
      }
      description={picked ? undefined : standingInWords(contest)}
    />
  );
}

/** The way to a judge, once nobody is at work any more. */
export function ContestJudge({ contest }: { contest: ContestWire }) {
  const { group, entries, picked, judge_run_id, judge_problem } = contest;
  const { canWrite } = useViewer();
  const show = useShowContest();
  const isJudging = judge_run_id !== null && judge_problem === null;
  const mayJudge =
    canWrite &&
    picked === null &&
    !isJudging &&
    !entries.some(isAtWork) &&
    entries.filter(isPickable).length > 1;
  if (!mayJudge) return null;

  async function judge(agent: string) {
    const answer = await callAction(() => judgeContestAction(group.id, { agent }));
    if (answer.ok) show(answer.data);
    else toast.error(messageOf(answer));
  }
  return <JudgeSelect without={entries.map(agentOf)} ask={judge} />;
}

/** What all of them were asked to do, folded away. */
export function ContestTask({ contest: { group, entries } }: { contest: ContestWire }) {
  const task = entries[0]?.task ?? group;
  const text = [task.description, task.acceptance_criteria].filter(Boolean).join("\n\n");
  if (text === "") return null;
  return (
    <details className="group min-w-0 text-sm">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 text-ink-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 text-ink-3 transition-transform group-open:rotate-90"
        />
        What they were asked
      </summary>
      <div className="mt-2 max-h-60 max-w-3xl overflow-y-auto rounded-lg bg-sunken px-3 py-2">
        <Markdown className="text-sm">{text}</Markdown>
      </div>
    </details>
  );
}

/** Which work was picked by whom and why, or how far its judge is. */
export function ContestOutcome({ contest }: { contest: ContestWire }) {
  const { entries, picked, picked_by, picked_at, pick_reason, checks_override } = contest;
  const { judge, judge_run_id, judge_problem } = contest;
  const best = entries.find(({ task }) => task.ticket_ref === picked);
  if (best)
    return (
      <Callout icon={<Trophy />} quiet>
        <span className="font-medium">{agentOf(best)}</span>
        {picked_by ? `, picked by ${picked_by} ` : " "}
        {picked_at ? <RelativeTime time={picked_at} /> : null}
        {pick_reason ? `: ${pick_reason}` : "."}
        {checks_override && checks_override !== pick_reason
          ? ` Against its checks: ${checks_override}`
          : checks_override
            ? " (against its checks)"
            : ""}
      </Callout>
    );
  if (judge_run_id === null) return null;
  return (
    <Callout icon={<Gavel />} tone={judge_problem ? "warning" : "plain"} role="status">
      {judge_problem ? `No pick. ${judge_problem}` : `${judge} compares them, without their names:`}{" "}
      <Link href={`/runs/${judge_run_id}`} prefetch={false} className="underline">
        run #{judge_run_id}
      </Link>
    </Callout>
  );
}
