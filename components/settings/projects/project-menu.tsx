"use client";

import { Archive, ArchiveRestore, Columns3, Ellipsis, Pencil, Star } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { removeProjectAction, updateProjectAction } from "@/app/(app)/settings/actions";
import { callAction } from "@/components/forms/call-action";
import { orThrow, sayFailed } from "@/components/forms/refusal";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";

type ProjectMenuProps = { project: ProjectWire; onEdit: () => void };

export function ProjectMenu({ project, onEdit }: ProjectMenuProps) {
  const router = useRouter();
  const refresh = useRefreshSettings();
  const [asking, setAsking] = useState(false);
  const isArchived = project.archived_at !== null;
  const isUnused = project.tasks?.total === 0;

  async function change(input: { is_default?: true; archived?: false }, done: string) {
    const answer = await callAction(() => updateProjectAction(project.id, input));
    if (!answer.ok) return sayFailed(answer, () => void change(input, done));
    toast.success(done);
    await refresh();
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Actions for ${project.name}`}
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis className="size-4" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
            <Pencil />
            Edit
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => router.push(`/board?project=${project.id}`)}>
            <Columns3 />
            Show on the board
          </DropdownMenuItem>
          {project.is_default || isArchived ? null : (
            <DropdownMenuItem
              onSelect={() =>
                void change({ is_default: true }, `${project.name} is the default project`)
              }
            >
              <Star />
              Make default
            </DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          {isArchived ? (
            <DropdownMenuItem
              onSelect={() => void change({ archived: false }, `${project.name} is back`)}
            >
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
        </DropdownMenuContent>
      </DropdownMenu>
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
