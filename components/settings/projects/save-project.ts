import { updateProjectAction } from "@/app/(app)/settings/actions";
import { callAction } from "@/components/forms/call-action";
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

/**
 * Saves only the changed fields, against the project as the user saw it. Where somebody else changed other fields
 * meanwhile, both changes apply.
 */
export async function saveProject({
  seen,
  change,
  onConflict,
}: SaveProject): Promise<ActionResult<ProjectWire>> {
  let { etag } = seen;
  for (let attempt = 0; attempt < 3; attempt++) {
    const answer = await callAction(() => updateProjectAction(seen.id, { ...change, etag }));
    if (answer.ok || answer.code !== "stale_etag") return answer;
    const project = await readProject(seen.id);
    if (!project) return answer;
    const fields = contestedFields(seen, project, change);
    if (fields.length > 0) {
      const by = (await whoChanged(seen.id)) ?? "Somebody";
      onConflict({ by, fields, project });
      return { ok: false, code: "conflict", message: `${by} changed the same meanwhile` };
    }
    etag = project.etag;
  }
  return {
    ok: false,
    code: "unavailable",
    message: "The project changes too fast to save this",
    fix: "try again",
  };
}

/** The fields of a change that differ between the project as it was seen and as it is. */
export function contestedFields(
  seen: ProjectWire,
  now: ProjectWire,
  change: Change,
): (keyof ProjectWire)[] {
  const names = Object.keys(change) as (keyof ProjectWire)[];
  return names.filter((name) => seen[name] !== now[name]);
}

async function readProject(id: number): Promise<ProjectWire | null> {
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
