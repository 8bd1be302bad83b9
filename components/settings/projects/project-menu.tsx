"use client";

import { Archive, ArchiveRestore, Columns3, ListChecks, Pencil, Star } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { removeProjectAction, updateProjectAction } from "@/app/(app)/settings/actions";
import { orThrow } from "@/components/forms/refusal";
import { saveWithEtag } from "@/components/forms/save-with-etag";
import { useChange } from "@/components/forms/use-change";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { ChecksDialog } from "@/components/tasks/checks/checks-dialog";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";

import { readProject } from "./save-project";

type ProjectMenuProps = { project: ProjectWire; onEdit: () => void };

export function ProjectMenu({ project, onEdit }: ProjectMenuProps) {
  const router = useRouter();
  const refresh = useRefreshSettings();
  const { change } = useChange(refresh);
  const [asking, setAsking] = useState(false);
  const [checking, setChecking] = useState(false);
  const isArchived = project.archived_at !== null;
  const isUnused = project.tasks?.total === 0;

  const update = (input: { is_default?: true; archived?: false }, said: string) =>
    void change(() => updateProjectAction(project.id, input), said);

  return (
    <>
      <RowMenu name={project.name}>
        <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => requestAnimationFrame(() => setChecking(true))}>
          <ListChecks />
          Checks…
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => router.push(`/board?project=${project.id}`)}>
          <Columns3 />
          Show on the board
        </DropdownMenuItem>
        {project.is_default || isArchived ? null : (
          <DropdownMenuItem
            onSelect={() => update({ is_default: true }, `${project.name} is the default project`)}
          >
            <Star />
            Make default
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        {isArchived ? (
          <DropdownMenuItem onSelect={() => update({ archived: false }, `${project.name} is back`)}>
            <ArchiveRestore />
            Unarchive
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem
            tone="danger"
            disabled={project.is_default}
            onSelect={() => requestAnimationFrame(() => setAsking(true))}
          >
            <Archive />
            {project.is_default ? "Archive (not the default)" : isUnused ? "Delete" : "Archive"}
          </DropdownMenuItem>
        )}
      </RowMenu>
      {checking ? (
        <ChecksDialog
          of={project.name}
          checks={project.checks}
          draft={{ object: `project:${project.id}`, field: "checks" }}
          send={async (checks) => {
            const answer = await saveWithEtag({
              seen: project,
              send: (etag) => updateProjectAction(project.id, { checks: checks ?? [], etag }),
              read: () => readProject(project.id),
              isContested: (now) => JSON.stringify(now.checks) !== JSON.stringify(project.checks),
              onConflict: async () => "Somebody changed the checks meanwhile",
            });
            if (answer.ok) await refresh();
            return answer;
          }}
          onClose={() => setChecking(false)}
        />
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`${isUnused ? "Delete" : "Archive"} ${project.name}?`}
        description={
          isUnused
            ? "It never had a task, so it is deleted for good, with the keys that are limited to it."
            : "Nothing new goes in, and it leaves the lists. Its tasks stay readable, and it can be brought back."
        }
        confirmLabel={isUnused ? "Delete project" : "Archive project"}
        onConfirm={async () => {
          const mode = isUnused ? "delete" : "archive";
          await orThrow(() => removeProjectAction(project.id, mode));
          toast.success(`${isUnused ? "Deleted" : "Archived"} ${project.name}`);
          await refresh();
        }}
      />
    </>
  );
}
