/** The editor of a workflow; at one of its versions, to look at. */
export function workflowHref(name: string, version?: number): string {
  const path = `/workflows/${encodeURIComponent(name)}`;
  return version === undefined ? path : `${path}?version=${version}`;
}

/** A run with its stages. */
export function workflowRunHref(id: number): string {
  return `/workflow-runs/${id}`;
}

/** The runs of one workflow, or all. */
export function workflowRunsHref(workflow?: string): string {
  return workflow === undefined
    ? "/workflow-runs"
    : `/workflow-runs?workflow=${encodeURIComponent(workflow)}`;
}
