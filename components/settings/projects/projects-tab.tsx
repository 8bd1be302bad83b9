"use client";

import { Plus } from "lucide-react";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { asInteger } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import type { ProjectWire } from "@/lib/projects/schema";
import { ProjectDialog } from "./project-dialog";
import { ProjectMenu } from "./project-menu";

/** The project that is edited. */
const EDITED = { edit: asInteger };

const POLICY: Record<ProjectWire["review_policy"], string> = {
  required: "Review by default",
  always: "Everything is reviewed",
  never: "No review",
};

export function ProjectsTab({
  projects,
  creating,
  onCreatingChange,
}: { projects: readonly ProjectWire[] } & CreatingProps) {
  const isAdmin = useViewer().role === "admin";
  const [{ edit: edited }, setAddress] = useAddress(EDITED);
  const editing = projects.find((project) => project.id === edited) ?? null;
  const live = projects.filter((project) => project.archived_at === null);
  const archived = projects.filter((project) => project.archived_at !== null);
  const row = (project: ProjectWire) => (
    <ProjectRow
      key={project.id}
      project={project}
      onEdit={isAdmin ? () => setAddress({ edit: project.id }) : undefined}
    />
  );
  return (
    <>
      <Intro
        action={
          isAdmin ? (
            <Button variant="primary" onClick={() => onCreatingChange(true)}>
              <Plus className="size-4" />
              Create project
            </Button>
          ) : null
        }
      >
        A project gives its tickets their prefix and number, and says whether work needs a review. A
        key can be limited to one.
      </Intro>
      <SettingList label="Projects">{live.map(row)}</SettingList>
      {archived.length > 0 ? (
        <>
          <h2 className="px-4 pt-6 pb-2 font-medium text-ink-3 text-xs">Archived</h2>
          <SettingList label="Archived projects">{archived.map(row)}</SettingList>
        </>
      ) : null}
      {isAdmin ? (
        <>
          <ProjectDialog project={null} open={creating} onOpenChange={onCreatingChange} />
          <ProjectDialog
            project={editing}
            open={editing !== null}
            onOpenChange={(open) => {
              if (!open) setAddress({ edit: null });
            }}
          />
        </>
      ) : null}
    </>
  );
}

function ProjectRow({ project, onEdit }: { project: ProjectWire; onEdit?: () => void }) {
  const { open = 0, total = 0 } = project.tasks ?? {};
  const isArchived = project.archived_at !== null;
  return (
    <SettingRow
      muted={isArchived}
      title={
        <>
          <span className="min-w-0 break-words">{project.name}</span>
          <Badge tone="outline" className="font-mono">
            {project.ticket_prefix}
          </Badge>
          {project.is_default ? <Badge tone="accent">Default</Badge> : null}
        </>
      }
      details={
        <>
          <Detail>
            {total === 0
              ? "No tasks yet"
              : `${open} open of ${total} ${total === 1 ? "task" : "tasks"}`}
          </Detail>
          <Detail>{POLICY[project.review_policy]}</Detail>
          {project.auto_triage ? <Detail>Auto-triage</Detail> : null}
          {project.checks.length > 0 ? (
            <Detail>Checks: {project.checks.map(({ name }) => name).join(", ")}</Detail>
          ) : null}
          {project.description ? <Detail>{project.description}</Detail> : null}
        </>
      }
    >
      {onEdit ? <ProjectMenu project={project} onEdit={onEdit} /> : null}
    </SettingRow>
  );
}
