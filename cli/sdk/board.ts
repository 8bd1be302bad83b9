import { wireFields } from "./fields";
import type { Link } from "./link";
import type { CallOptions } from "./types";
import type { Board, WorkItem, WorkOptions } from "./verbs";
import { untilTold } from "./wait";

/** What nobody works on any more, until a person does something. */
const RESTING: readonly string[] = ["done", "failed", "cancelled", "blocked"];

export function boardOf(link: Link): Board {
  const inProject = async (options?: CallOptions) => ({
    project_id: await link.projectId(options),
  });
  const queryOf = async (options?: CallOptions) => {
    const { project_id } = await inProject(options);
    return project_id === undefined ? {} : { project_id: String(project_id) };
  };

  async function items(query: Record<string, string | undefined>, options?: CallOptions) {
    const all: WorkItem[] = [];
    let cursor: string | undefined;
    do {
      const page = { query: { ...query, ...(await queryOf(options)), cursor } };
      const answer = await link.request("GET", "/api/work", page, options);
      all.push(...answer.items);
      cursor = answer.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return all;
  }

  const item = async (id: string, options?: CallOptions) => {
    const input = { path: { id }, query: await queryOf(options) };
    return (await link.request("GET", "/api/work/{id}", input, options)).item;
  };

  async function put(id: string, title: string, options: WorkOptions = {}) {
    const fields = { ...itemFields(options), ...(await inProject(options)) };
    return (await link.post("/api/work", { body: { id, title, ...fields } }, options)).item;
  }

  return {
    work: put,
    board: ({ status, type, claimedBy, ...options } = {}) => {
      const states = typeof status === "string" ? status : status?.join(",");
      return items({ status: states, type, claimed_by: claimedBy }, options);
    },
    workItem: item,
    async awaitWork(ids, options = {}) {
      const all = await items({}, { signal: options.signal });
      const open = all.filter(({ status }) => !RESTING.includes(status)).map(({ id }) => id);
      const wanted = ids ?? open;
      const read = (signal: AbortSignal) => Promise.all(wanted.map((id) => item(id, { signal })));
      const areResting = (found: WorkItem[]) =>
        found.every(({ status }) => RESTING.includes(status));
      return untilTold(link, { types: ["task"] }, read, areResting, options);
    },
    async claim(id, agent, options) {
      const body = { agent, ...(await inProject(options)) };
      return (await link.post("/api/work/{id}/claim", { path: { id }, body }, options)).item;
    },
    async start(id, options) {
      const body = await inProject(options);
      return (await link.post("/api/work/{id}/start", { path: { id }, body }, options)).item;
    },
    async complete(id, result, options) {
      const body = { result, ...(await inProject(options)) };
      return (await link.post("/api/work/{id}/complete", { path: { id }, body }, options)).item;
    },
    async fail(id, error, options) {
      const body = { error, ...(await inProject(options)) };
      return (await link.post("/api/work/{id}/fail", { path: { id }, body }, options)).item;
    },
    async cancelWork(id, reason, options) {
      const body = { reason, ...(await inProject(options)) };
      return (await link.post("/api/work/{id}/cancel", { path: { id }, body }, options)).item;
    },
    async reopen(id, options) {
      const body = await inProject(options);
      return (await link.post("/api/work/{id}/reopen", { path: { id }, body }, options)).item;
    },
    async workFromResult(agent, id, options = {}) {
      const { title, spec: _, ...others } = options;
      const fields = { ...itemFields(others), ...(await inProject(options)) };
      const body = { agent, id, title, ...fields };
      return (await link.post("/api/work/from-result", { body }, options)).item;
    },
  };
}

function itemFields(options: WorkOptions) {
  const { type, spec, priority } = options;
  const depends = options.dependsOn ?? options.depends_on;
  const assigned = options.assignedTo ?? options.assigned_to;
  return wireFields({
    type,
    spec,
    priority,
    depends_on: depends && [...depends],
    assigned_to: assigned,
  });
}
