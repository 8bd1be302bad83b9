import { z } from "zod";

const ignored = z
  .unknown()
  .optional()
  .meta({ description: "Accepted from existing clients, and ignored.", deprecated: true });

/**
 * The body fields that Mission Control's clients send and Baton does not use. The list is complete: any other unknown
 * field of a path, query or body is refused by name.
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
  cron: { staggerSeconds: ignored },
  message: { from: ignored, sessionKey: ignored },
};
