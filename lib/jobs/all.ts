import { evaluateAlertsJob } from "@/lib/alerts/evaluate";
import { makeBackupJob } from "@/lib/backups/make";
import type { Job } from "@/lib/core/jobs";
import { dispatchAgentJob, dispatchAssignedTasksJob } from "@/lib/dispatch/dispatch-agent";
import { resumeRunJob } from "@/lib/dispatch/resume";
import { routeInboxTaskJob, routeInboxTasksJob } from "@/lib/dispatch/triage";
import { stopRunJob } from "@/lib/engine/stop";
import { provideToolboxes } from "@/lib/engine/toolbox";
import { tendEventsJob } from "@/lib/events/retention";
import { pauseUnchangingJob } from "@/lib/limits/unchanged";
import { checkLimitsJob, watchLimitsJob } from "@/lib/limits/watch";
import { removeOldMessagesJob } from "@/lib/messages/retention";
import { removeOldClientNotificationsJob } from "@/lib/mission-control/notifications";
import {
  deliverNotificationsJob,
  removeOldNotificationsJob,
  tendNotificationsJob,
} from "@/lib/notifications/jobs";
import { recoverRunsJob } from "@/lib/recovery/runs";
import { markSilentAgentsJob } from "@/lib/recovery/silent";
import { requeueStaleTasksJob } from "@/lib/recovery/stale";
import { sweepJob } from "@/lib/recovery/sweep";
import { expireRequestJob } from "@/lib/requests/expire";
import { reviewTaskJob, runAegisReviewsJob } from "@/lib/reviews/aegis";
import { foldSpendJob } from "@/lib/runs/spend";
import { watchGatewayJob } from "@/lib/runtimes/watch";
import { startQueuedRunJob } from "@/lib/schedules/queued";
import { removeOldRunsJob } from "@/lib/schedules/retention";
import { fireSchedulesJob } from "@/lib/schedules/timer";
import { tellUnheardJob } from "@/lib/steering/unheard";
import { removeUnusedAttachmentsJob } from "@/lib/tasks/attachments/remove-unused";
import { foldLabelCountsJob } from "@/lib/tasks/labels";
import { wakeOverdueTasksJob, wakeScheduledTaskJob } from "@/lib/tasks/queue/scheduled";
import { foldTaskCountsJob } from "@/lib/tasks/task-counts";
import { createTriggeredTaskJob } from "@/lib/triggers/create-task";
import { removeOldTriggerDeliveriesJob, watchTriggersJob } from "@/lib/triggers/jobs";
import { beginTurnsJob, tendTurnsJob } from "@/lib/turns/begin";
import { settleContestJob } from "@/lib/turns/judge-contest";
import { removeOldDeliveriesJob, sendWebhooksJob } from "@/lib/webhooks/jobs";
import { advanceWorkflowRunJob, tendWorkflowRunsJob } from "@/lib/workflows/run/advance";
import { removeWorkflowRunsJob } from "@/lib/workflows/run/retention";
import { watchWorkflowWaitsJob } from "@/lib/workflows/run/wait-watcher";
import { workshopToolbox } from "@/lib/workshop/toolbox";
import { tidyJobQueueJob } from "./alive";

/** Every background job. Declare a new one with `defineJob` in its own module and list it here. */
export const JOBS: readonly Job[] = [
  dispatchAgentJob,
  dispatchAssignedTasksJob,
  beginTurnsJob,
  tendTurnsJob,
  settleContestJob,
  recoverRunsJob,
  watchGatewayJob,
  stopRunJob,
  resumeRunJob,
  expireRequestJob,
  routeInboxTaskJob,
  routeInboxTasksJob,
  reviewTaskJob,
  runAegisReviewsJob,
  wakeScheduledTaskJob,
  wakeOverdueTasksJob,
  requeueStaleTasksJob,
  watchLimitsJob,
  checkLimitsJob,
  pauseUnchangingJob,
  tellUnheardJob,
  markSilentAgentsJob,
  sweepJob,
  tendEventsJob,
  foldSpendJob,
  foldTaskCountsJob,
  foldLabelCountsJob,
  tidyJobQueueJob,
  removeUnusedAttachmentsJob,
  sendWebhooksJob,
  removeOldDeliveriesJob,
  advanceWorkflowRunJob,
  tendWorkflowRunsJob,
  watchWorkflowWaitsJob,
  removeWorkflowRunsJob,
  fireSchedulesJob,
  startQueuedRunJob,
  removeOldRunsJob,
  tendNotificationsJob,
  deliverNotificationsJob,
  removeOldNotificationsJob,
  makeBackupJob,
  watchTriggersJob,
  createTriggeredTaskJob,
  removeOldTriggerDeliveriesJob,
  removeOldMessagesJob,
  removeOldClientNotificationsJob,
  evaluateAlertsJob,
];

// The engine stands under the tools that orchestrators' models call.
provideToolboxes(workshopToolbox);

/** A job that also runs on a schedule, given by its cron pattern (UTC). */
export interface PeriodicJob extends Job {
  periodic: string;
}

export const PERIODIC_JOBS: readonly PeriodicJob[] = JOBS.filter(
  (job): job is PeriodicJob => job.periodic !== null,
);
