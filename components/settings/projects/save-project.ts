import { updateProjectAction } from "@/app/(app)/settings/actions";
import { saveWithEtag } from "@/components/forms/save-with-etag";
import { apiGet } from "@/components/sync/api";
import type { ActionResult } from "@/lib/api/action";
import type { EventWire } from "@/lib/events/shapes";
import type { ProjectWire } from "@/lib/projects/schema";

type Change = Omit<Parameters<typeof updateProjectAction>[1], "etag">;

/** Who changed a project in the meantime, and which of the fields that are about to be saved. */
export interface ProjectConflict {
  by: string;
  fields: (keyof ProjectWire)[];
  /** The project as it is now. */
  project: ProjectWire;
}

interface SaveProject {
  /** The project as the user saw it when they changed it. */
  seen: ProjectWire;
  change: Change;
  /** Asked when somebody else changed the same fields; nothing is written then. */
  onConflict: (conflict: ProjectConflict) => void;
}

/** Saves only the changed fields, against the project as the user saw it. */
export function saveProject({
  seen,
  change,
  onConflict,
}: SaveProject): Promise<ActionResult<ProjectWire>> {
  return saveWithEtag({
    seen,
    send: (etag) => updateProjectAction(seen.id, { ...change, etag }),
    read: () => readProject(seen.id),
    isContested: (project) => contestedFields(seen, project, change).length > 0,
    async onConflict(project) {
      const by = (await whoChanged(seen.id)) ?? "Somebody";
      onConflict({ by, fields: contestedFields(seen, project, change), project });
      return `${by} changed the same meanwhile`;
    },
  });
}

/** The fields of a change that differ between the project as it was seen and as it is. */
function contestedFields(
  seen: ProjectWire,
  now: ProjectWire,
  change: Change,
): (keyof ProjectWire)[] {
  const names = Object.keys(change) as (keyof ProjectWire)[];
  return names.filter((name) => seen[name] !== now[name]);
}

/** The project as it is now, or null when it cannot be read. */
export async function readProject(id: number): Promise<ProjectWire | null> {
  return apiGet<{ project: ProjectWire }>(`/api/projects/${id}`).then(
    ({ project }) => project,
    () => null,
  );
}

async function whoChanged(id: number): Promise<string | null> {
  return apiGet<{ activities: EventWire[] }>("/api/activities?types=project.updated&limit=20").then(
    ({ activities }) =>
      activities.find(({ data }) => Object(data.project).id === id)?.actor.name ?? null,
    () => null,
  );
}
