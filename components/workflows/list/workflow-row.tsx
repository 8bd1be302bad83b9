"use client";

import { Archive, ArchiveRestore, Copy } from "lucide-react";
import Link from "next/link";
import { archiveWorkflowAction, restoreWorkflowAction } from "@/app/(app)/workflows/actions";
import { orThrow } from "@/components/forms/refusal";
import { copyText } from "@/components/ui/controls/copy-text";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, SettingRow } from "@/components/ui/display/setting-list";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import { toast } from "@/components/ui/overlays/toast";
import { useRefreshWorkflows } from "@/components/workflows/editor/use-workflow";
import { workflowHref } from "@/components/workflows/links";
import type { WorkflowWire } from "@/lib/workflows/catalog/shapes";
import { LastRuns } from "./last-runs";

interface WorkflowRowProps {
  workflow: WorkflowWire;
  canWrite: boolean;
}

/** One definition, with what came of its last runs. */
export function WorkflowRow({ workflow, canWrite }: WorkflowRowProps) {
  const { archived_at, description, last_runs, latest, name, stages } = workflow;
  const { last_used_at, use_count } = workflow;
  return (
    <SettingRow
      muted={archived_at !== null}
      title={
        <>
          <Link
            href={workflowHref(name)}
            data-stop={`workflow-${workflow.id}`}
            className="wrap-anywhere min-w-0 rounded-sm hover:underline"
          >
            {name}
          </Link>
          <Badge>v{latest.version}</Badge>
          {archived_at === null ? null : <Badge tone="warning">Archived</Badge>}
          {description ? (
            <span className="w-full truncate font-normal text-ink-2">{description}</span>
          ) : null}
        </>
      }
      details={
        <>
          <Detail>{stages === 1 ? "1 stage" : `${stages} stages`}</Detail>
          <Detail>
            {latest.created_by}, <RelativeTime time={latest.created_at} />
          </Detail>
          {use_count === 0 ? (
            <Detail>Never run</Detail>
          ) : (
            <Detail>
              {use_count === 1 ? "1 run" : `${use_count} runs`}
              {last_used_at === null ? null : (
                <>
                  , last <RelativeTime time={last_used_at} />
                </>
              )}
            </Detail>
          )}
        </>
      }
    >
      <LastRuns runs={last_runs} />
      <WorkflowMenu workflow={workflow} canWrite={canWrite} />
    </SettingRow>
  );
}

function WorkflowMenu({ workflow: { archived_at, name }, canWrite }: WorkflowRowProps) {
  const refresh = useRefreshWorkflows();
  async function change(verb: "archive" | "restore") {
    const act = verb === "archive" ? archiveWorkflowAction : restoreWorkflowAction;
    try {
      await orThrow(() => act(name));
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "It did not work. Try again.");
      return;
    }
    await refresh();
    if (verb === "archive") {
      toast(`Archived ${name}`, {
        action: { label: "Undo", onClick: () => void change("restore") },
      });
    } else toast.success(`${name} is back`);
  }
  return (
    <RowMenu name={name}>
      <DropdownMenuItem
        onSelect={async () => {
          if (await copyText(name)) toast("Copied the name");
        }}
      >
        <Copy aria-hidden className="text-ink-3" />
        Copy name
      </DropdownMenuItem>
      {canWrite ? (
        archived_at === null ? (
          <DropdownMenuItem onSelect={() => void change("archive")}>
            <Archive aria-hidden className="text-ink-3" />
            Archive
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => void change("restore")}>
            <ArchiveRestore aria-hidden className="text-ink-3" />
            Take out of the archive
          </DropdownMenuItem>
        )
      ) : null}
    </RowMenu>
  );
}
