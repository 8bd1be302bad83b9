import { cache } from "react";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { readWorkflow } from "@/lib/workflows/catalog/find";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";
import { WorkflowName } from "@/lib/workflows/run-schema";
import { readHorizon } from "../../horizon";

/** The workflow that a path names, with one of its versions, the latest by default; null if the reader may see none such. */
export const findWorkflow = cache(
  async (encoded: string, version?: number): Promise<WorkflowDetailWire | null> => {
    const name = WorkflowName.safeParse(decodeURIComponent(encoded));
    if (!name.success) return null;
    // The title of the page reads the workflow too, maybe first.
    await readHorizon();
    try {
      return await readWorkflow(await pageContext(), name.data, version);
    } catch (error) {
      if (error instanceof DomainError && error.code === "not_found") return null;
      throw error;
    }
  },
);
