"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, ShieldCheck } from "lucide-react";
import { revokeStandingAnswerAction } from "@/app/(app)/settings/standing-answers/actions";
import { orThrow } from "@/components/forms/refusal";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { everyPage } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";
import type { StandingAnswerWire } from "@/lib/requests/shapes";
import { StandingAnswerDialog } from "./standing-answer-dialog";

interface Page {
  standing_answers: StandingAnswerWire[];
  next_cursor: string | null;
}

type StandingAnswersProps = { projects: readonly ProjectWire[] } & CreatingProps;

/** The answers that agents get without a person: what for, for whom, until when; each can be revoked. */
export function StandingAnswersTab({ projects, creating, onCreatingChange }: StandingAnswersProps) {
  const { canWrite } = useViewer();
  const reading = useQuery({
    queryKey: queryKeys.standingAnswers,
    queryFn: async ({ signal }) =>
      (await everyPage<Page>("/api/standing-answers?limit=200", signal)).flatMap(
        ({ standing_answers }) => standing_answers,
      ),
  });
  const { data } = reading;
  return (
    <>
      <Intro
        action={
          canWrite ? (
            <Button variant="primary" onClick={() => onCreatingChange(true)}>
              <Plus className="size-4" />
              Add an answer
            </Button>
          ) : null
        }
      >
        When you allow or deny a tool, you can have the answer remembered. Requests that fit one of
        these are answered at once, and nobody is asked.
      </Intro>
      <ReadingProblem reading={reading} what="The standing answers" />
      {data === undefined ? (
        reading.isError ? null : (
          <SkeletonRows count={2} label="Loading the standing answers" />
        )
      ) : data.length === 0 ? (
        <EmptyState
          icon={ShieldCheck}
          title="No standing answers"
          description="Every permission that an agent asks for waits for a person. Add one here, or choose “The same for …” when you answer one."
        />
      ) : (
        <SettingList label="Standing answers">
          {data.map((answer) => (
            <AnswerRow key={answer.id} answer={answer} />
          ))}
        </SettingList>
      )}
      {creating && canWrite ? (
        <StandingAnswerDialog projects={projects} onClose={() => onCreatingChange(false)} />
      ) : null}
    </>
  );
}

function AnswerRow({ answer }: { answer: StandingAnswerWire }) {
  const { canWrite, role } = useViewer();
  const client = useQueryClient();
  const { id, tool, option, agent, project_id, project_name, used_count, last_used_at } = answer;
  const mayRevoke = canWrite && (project_id !== null || role === "admin");

  async function revoke() {
    await orThrow(() => revokeStandingAnswerAction(id));
    await client.invalidateQueries({ queryKey: queryKeys.standingAnswers });
    toast(`${tool} is asked for again`);
  }

  return (
    <SettingRow
      title={
        <>
          <code className="wrap-anywhere font-mono text-sm">{tool}</code>
          <Badge tone={option === "deny" ? "danger" : option === "allow" ? "success" : "neutral"}>
            {option}
          </Badge>
        </>
      }
      details={
        <>
          <Detail>{agent ?? "Every agent"}</Detail>
          <Detail>{project_name ?? "Every project"}</Detail>
          <Detail>
            {answer.expires_at === null ? (
              "Until it is revoked"
            ) : (
              <>
                Ends <UpcomingTime time={answer.expires_at} />
              </>
            )}
          </Detail>
          <Detail>
            By {answer.created_by} <RelativeTime time={answer.created_at} />
          </Detail>
          <Detail>
            {used_count === 0
              ? "Not used yet"
              : used_count === 1
                ? "Used once"
                : `Used ${used_count} times`}
            {last_used_at === null ? null : (
              <>
                , last <RelativeTime time={last_used_at} />
              </>
            )}
          </Detail>
        </>
      }
    >
      {mayRevoke ? (
        <ConfirmDialog
          trigger={<Button>Revoke</Button>}
          title={`Revoke the answer for ${tool}?`}
          description={`The next time ${agent ?? "an agent"} wants to use it in ${project_name ?? "a project"}, a person is asked.`}
          confirmLabel="Revoke it"
          cancelLabel="Keep it"
          onConfirm={revoke}
        />
      ) : null}
    </SettingRow>
  );
}
