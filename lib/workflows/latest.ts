import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { findVersion, findWorkflow } from "./catalog/find";
import type { Definition } from "./definition/schema";

/** The latest definition of a workflow that can be started. Fails with `not_found`, and with `conflict` for one that is archived. */
export async function latestDefinition(ctx: Context, name: string): Promise<Definition> {
  const workflow = await findWorkflow(ctx, name);
  if (workflow.archived_at !== null) {
    throw new DomainError("conflict", `The workflow ${workflow.name} is archived`, {
      fix: "define it again, or start another one",
    });
  }
  return (await findVersion(ctx, workflow)).definition;
}
