import { onDemand } from "@/components/ui/late/on-demand";

/** The dialogs of a verdict, which come after the page. */
export const rejectDialog = onDemand(async () => (await import("./reject-dialog")).RejectDialog);
export const approveAnywayDialog = onDemand(
  async () => (await import("./approve-anyway-dialog")).ApproveAnywayDialog,
);
