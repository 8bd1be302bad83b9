import { z } from "zod";

const ignored = z
  .unknown()
  .optional()
  .meta({ description: "Accepted from existing clients, and ignored.", deprecated: true });

/**
 * The fields of a body that Mission Control's clients send and Baton has no use for. This is the whole list: every other
 * unknown field of a path, a query or a body is refused by name.
 */
export const IGNORED_FIELDS = {
  createTask: { created_by: ignored, workspace_id: ignored },
  updateTask: { completed_at: ignored, created_by: ignored, workspace_id: ignored },
  addComment: { author: ignored, task_id: ignored },
  agent: {
    openclaw_id: ignored,
    openclaw_workspace_path: ignored,
    provision_openclaw_workspace: ignored,
    runtime_type: ignored,
    workspace_id: ignored,
    workspace_path: ignored,
    write_to_gateway: ignored,
  },
  deleteAgent: { remove_workspace: ignored },
  heartbeat: { connection_id: ignored },
};
