import type { Queryable } from "@/lib/core/database";
import type { Definition } from "@/lib/workflows/definition/schema";

/** As many workflows are looked at. */
const MOST_WORKFLOWS = 500;

/** The files that the stages of a definition read, each once. */
export function filesIn({ stages }: Pick<Definition, "stages">): string[] {
  const paths = stages.flatMap(({ from }) =>
    from.flatMap((item) => ("file" in item ? [item.file] : [])),
  );
  return [...new Set(paths)];
}

/**
 * The same with those of the latest versions of all workflows that are nested in it, at any depth: what whoever starts it sends. `limit` is the
 * project that the caller is limited to. Index: workflows_name_key, workflow_versions_workflow_id_version_key.
 */
export async function filesOfAll(
  db: Queryable,
  definition: Pick<Definition, "stages">,
  limit: number | null,
): Promise<string[]> {
  const files = new Set(filesIn(definition));
  const seen = new Set<string>();
  const unseen = (names: readonly string[]) => [
    ...new Set(names.map((name) => name.toLowerCase()).filter((name) => !seen.has(name))),
  ];
  let next = unseen(definition.stages.flatMap(({ workflow }) => workflow ?? []));
  while (next.length > 0 && seen.size < MOST_WORKFLOWS) {
    for (const name of next) seen.add(name);
    const rows = await db.$queryRaw<{ files: string[]; nested: string[] }[]>`
      SELECT ARRAY(SELECT DISTINCT f->>'file' FROM jsonb_array_elements(v.definition->'stages') s, jsonb_array_elements(s->'from') f
          WHERE f ? 'file') AS files,
        ARRAY(SELECT DISTINCT s->>'workflow' FROM jsonb_array_elements(v.definition->'stages') s WHERE s ? 'workflow') AS nested
      FROM workflows w JOIN workflow_versions v ON v.workflow_id = w.id AND v.version = w.latest_version
      WHERE lower(w.name) = ANY(${next}::text[]) AND (${limit}::int IS NULL OR w.project_id = ${limit}::int)`;
    for (const row of rows) for (const file of row.files) files.add(file);
    next = unseen(rows.flatMap(({ nested }) => nested));
  }
  return [...files];
}
