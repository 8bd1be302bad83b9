import { sharedClient, uniqueName } from "../api/client";

interface Definition {
  stages: { name: string; [field: string]: unknown }[];
}

/** Defines a workflow under a name of its own, and says which. */
export async function defineWorkflow(source: string, note = "First"): Promise<string> {
  const name = uniqueName("flow");
  saved(await sharedClient().call("POST", "/api/workflows", { name, source, note }));
  return name;
}

/** Adds a version, as somebody else. */
export async function addVersion(name: string, source: string, note: string): Promise<void> {
  saved(await sharedClient().call("PUT", `/api/workflows/${name}`, { source, note }));
}

function saved({ status, body }: { status: number; body: unknown }): void {
  if (status >= 300) throw new Error(JSON.stringify(body));
}

/** The latest definition of a workflow, in its normalised form. */
export async function definitionOf(name: string): Promise<Definition> {
  const { body } = await sharedClient().call("GET", `/api/workflows/${name}`);
  return (body as { workflow: { definition: Definition } }).workflow.definition;
}
