import type { QueryClient } from "@tanstack/react-query";
import { onDemand } from "@/components/ui/late/on-demand";

/** The dialogs of a verdict, which come after the page. */
export const rejectDialog = onDemand(async () => (await import("./reject-dialog")).RejectDialog);
export const approveAnywayDialog = onDemand(
  async () => (await import("./approve-anyway-dialog")).ApproveAnywayDialog,
);
export const approveWithDraftsDialog = onDemand(
  async () => (await import("./approve-with-drafts-dialog")).ApproveWithDraftsDialog,
);

const counter = onDemand(async () => (await import("./unsent-drafts")).countUnsent);

/** Whether the person has comments on the work that are not sent, where no screen shows them. */
export const hasUnsent = async (client: QueryClient, task: number): Promise<boolean> =>
  counter
    .load()
    .then((count) => count(client, task))
    .then(
      (count) => count > 0,
      () => false,
    );
