import type { Link } from "./link";
import type { Tasks } from "./types";
import { untilTold } from "./wait";

const OVER: readonly string[] = ["done", "failed", "cancelled"];

export function tasksOf(link: Link): Tasks {
  const at = (task: number | string) => ({ id: String(task) });
  const tasks: Tasks = {
    async create(task, options) {
      const project_id = task.project_id ?? (await link.projectId(options));
      return (await link.post("/api/tasks", { body: { ...task, project_id } }, options)).task;
    },
    get: async (task, options) =>
      (await link.request("GET", "/api/tasks/{id}", { path: at(task) }, options)).task,
    async list(query = {}, options) {
      const own = await link.projectId(options);
      const project_id = query.project_id ?? (own === undefined ? undefined : String(own));
      const page = { query: { ...query, project_id } };
      const answer = await link.request("GET", "/api/tasks", page, options);
      return { tasks: answer.tasks, total: answer.total, nextCursor: answer.next_cursor };
    },
    update: async (task, body, options) =>
      (await link.request("PATCH", "/api/tasks/{id}", { path: at(task), body }, options)).task,
    async comment(task, content, options) {
      await link.post("/api/tasks/{id}/comments", { path: at(task), body: { content } }, options);
    },
    async complete(task, resolution, options) {
      const input = { path: at(task), body: { resolution } };
      return (await link.post("/api/tasks/{id}/complete", input, options)).task;
    },
    async fail(task, error, options) {
      const input = { path: at(task), body: { error } };
      return (await link.post("/api/tasks/{id}/fail", input, options)).task;
    },
    async cancel(task, reason, options) {
      const input = { path: at(task), body: { reason } };
      return (await link.post("/api/tasks/{id}/cancel", input, options)).task;
    },
    async wait(task, options = {}) {
      const first = await tasks.get(task, { signal: options.signal });
      const following = { types: ["task"], taskId: first.id };
      const read = (signal: AbortSignal) => tasks.get(first.id, { signal });
      return untilTold(link, following, read, ({ status }) => OVER.includes(status), options);
    },
  };
  return tasks;
}
