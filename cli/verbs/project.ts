import type { Session } from "../session";

/** The id of a project that is named by its id, slug or ticket prefix. */
export async function projectIdOf(session: Session, project: string): Promise<number> {
  if (/^\d{1,9}$/.test(project)) return Number(project);
  const baton = await session.baton();
  const { project: found } = await baton.call(
    "projects.read",
    { path: { id: project } },
    { signal: session.signal },
  );
  return found.id;
}
