"use client";

import { Gavel, Trophy } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { judgeFanAction, pickAnswerAction } from "@/app/(app)/ask/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { agentHref } from "@/components/shell/nav";
import { ApiError } from "@/components/sync/api";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { SelectOne } from "@/components/ui/controls/select";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Callout } from "@/components/ui/feedback/callout";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { toast } from "@/components/ui/overlays/toast";
import type { FanWire } from "@/lib/turns/shapes";
import { Answer, AnswerFacts } from "./answer";
import { JudgeSelect } from "./judge-select";
import { useFan, useRefreshTurns } from "./use-turns";

type FanAnswer = FanWire["answers"][number];
const NOTHING = "none";

/** The answers of several agents to the same question, side by side. */
export function Compare({ id }: { id: number }) {
  const reading = useFan(id);
  const { error, data: fan } = reading;
  if (error instanceof ApiError && error.status === 404)
    return (
      <ErrorState
        title="There is no such comparison"
        message="It was deleted, or the link is wrong."
        fix="Choose another one from the list."
      />
    );
  return (
    <>
      <ReadingProblem reading={reading} what="The comparison" />
      {fan && !hasFailed(reading) ? (
        <Answers fan={fan} />
      ) : error ? null : (
        <Skeleton className="m-4 h-40" />
      )}
    </>
  );
}

function Answers({ fan }: { fan: FanWire }) {
  const { canWrite } = useViewer();
  const refresh = useRefreshTurns();
  const [base, setBase] = useState(NOTHING);
  const [picking, setPicking] = useState<FanAnswer | null>(null);
  const { answers, picked_run_id, refused } = fan;
  const texts = answers.filter(({ run }) => run.outcome === "succeeded" && run.output);
  const compared = texts.find(({ agent }) => agent === base)?.run.output ?? null;
  return (
    <section aria-label="Answers" className="flex flex-col gap-3">
      <div className="rounded-lg bg-sunken px-3 py-2">
        <p className="mb-0.5 text-ink-3 text-xs">
          {fan.asked_by}, <RelativeTime time={fan.created_at} />
          {fan.open > 0 ? ` · ${fan.open} of ${answers.length} still to come` : ""}
        </p>
        <p
          dir="auto"
          className="wrap-anywhere max-h-48 overflow-y-auto whitespace-pre-wrap text-sm"
        >
          {fan.prompt}
        </p>
      </div>
      {refused.map(({ agent, problem }) => (
        <Callout key={agent} tone="warning">
          {agent} was not asked: {problem}
        </Callout>
      ))}
      <Verdict fan={fan} />
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        {texts.length > 1 ? (
          <SelectOne
            label="Mark what differs"
            value={base}
            options={[
              { value: NOTHING, label: "Show the answers as they are" },
              ...texts.map(({ agent }) => ({
                value: agent,
                label: `Mark what differs from ${agent}`,
              })),
            ]}
            onValueChange={setBase}
            className="w-auto"
          />
        ) : null}
        {canWrite && picked_run_id === null && texts.length > 1 ? <Judge fan={fan} /> : null}
      </div>
      <ul className="grid grid-flow-col auto-cols-[minmax(20rem,1fr)] gap-3 overflow-x-auto pb-2 max-md:grid-flow-row max-md:auto-cols-auto">
        {answers.map((answer) => (
          <li
            key={answer.run.id}
            className={cn(
              "flex min-w-0 flex-col gap-2 rounded-lg border p-3",
              answer.run.id === picked_run_id && "border-success/60 bg-success/5",
            )}
          >
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="min-w-0 truncate font-semibold text-sm">
                <Link href={agentHref(answer.agent)} prefetch={false} className="hover:underline">
                  {answer.agent}
                </Link>
              </h2>
              {answer.checks ? (
                <Badge tone={answer.checks.failed > 0 ? "danger" : "success"}>
                  {answer.checks.failed > 0
                    ? `${answer.checks.failed} checks failed`
                    : `${answer.checks.passed} checks passed`}
                </Badge>
              ) : null}
              {answer.run.id === picked_run_id ? <Badge tone="success">Picked</Badge> : null}
              {canWrite && picked_run_id === null && answer.run.outcome === "succeeded" ? (
                <Button size="sm" className="ml-auto" onClick={() => setPicking(answer)}>
                  Pick<span className="sr-only"> the answer of {answer.agent}</span>
                </Button>
              ) : null}
            </div>
            <AnswerFacts run={answer.run} />
            <div className="min-w-0 overflow-x-auto">
              {answer.run.outcome !== null && answer.problem ? (
                <p className="wrap-anywhere whitespace-pre-wrap text-danger text-sm">
                  {answer.problem}
                </p>
              ) : (
                <Answer run={answer.run} beside={answer.agent === base ? null : compared} />
              )}
            </div>
          </li>
        ))}
      </ul>
      {picking ? (
        <ReasonDialog
          title={`Pick the answer of ${picking.agent}?`}
          description="Everybody sees which one was picked, and why."
          draft={{ object: `fan:${fan.id}`, field: "pick" }}
          field={{ label: "Reason", rows: 3, maxLength: 2_000 }}
          missing="Say why it is the best one."
          confirm={{ label: "Pick it", tone: "primary" }}
          cancel="Not yet"
          send={async (reason) => {
            const answer = await callAction(() =>
              pickAnswerAction(fan.id, { run_id: picking.run.id, reason: reason.trim() }),
            );
            if (!answer.ok) return { done: false, error: messageOf(answer) };
            await refresh();
            return { done: true };
          }}
          onClose={() => setPicking(null)}
        />
      ) : null}
    </section>
  );
}

/** Which answer was picked by whom and why, or how far its judge is. */
function Verdict({ fan }: { fan: FanWire }) {
  const { picked_run_id, picked_by, pick_reason, judge_run_id, judge_problem, answers } = fan;
  const picked = answers.find(({ run }) => run.id === picked_run_id);
  if (picked)
    return (
      <Callout icon={<Trophy />} quiet>
        <span className="font-medium">{picked.agent}</span>, picked by {picked_by}
        {pick_reason ? `: ${pick_reason}` : "."}
      </Callout>
    );
  if (judge_run_id === null) return null;
  return (
    <Callout icon={<Gavel />} tone={judge_problem ? "warning" : "plain"}>
      {judge_problem ? `The judge picked none: ${judge_problem}` : "A judge compares them:"}{" "}
      <Link href={`/runs/${judge_run_id}`} prefetch={false} className="underline">
        run #{judge_run_id}
      </Link>
    </Callout>
  );
}

/** Has another agent compare the answers. */
function Judge({ fan }: { fan: FanWire }) {
  const refresh = useRefreshTurns();
  if (fan.open > 0) return null;

  async function ask(agent: string) {
    const answer = await callAction(() => judgeFanAction(fan.id, { agent }));
    if (!answer.ok) toast.error(messageOf(answer));
    await refresh();
  }
  return <JudgeSelect without={fan.answers.map(({ agent }) => agent)} ask={ask} />;
}
