import type { RouteModule } from "@/lib/api/openapi";
import * as message from "../../message/route";
import * as metrics from "../../metrics/route";
import * as skill from "../../skill/route";
import * as sse from "../../sse/route";
import * as activitiesExport from "../activities/export/route";
import * as activities from "../activities/route";
import * as agentsByIdAsk from "../agents/[id]/ask/route";
import * as agentsByIdAttribution from "../agents/[id]/attribution/route";
import * as agentsByIdDay from "../agents/[id]/day/route";
import * as agentsByIdDiagnostics from "../agents/[id]/diagnostics/route";
import * as agentsByIdDismiss from "../agents/[id]/dismiss/route";
import * as agentsByIdHeartbeat from "../agents/[id]/heartbeat/route";
import * as agentsByIdHistory from "../agents/[id]/history/route";
import * as agentsByIdKeys from "../agents/[id]/keys/route";
import * as agentsByIdLimits from "../agents/[id]/limits/route";
import * as agentsByIdMemory from "../agents/[id]/memory/route";
import * as agentsByIdPause from "../agents/[id]/pause/route";
import * as agentsByIdReset from "../agents/[id]/reset/route";
import * as agentsByIdResult from "../agents/[id]/result/route";
import * as agentsByIdResume from "../agents/[id]/resume/route";
import * as agentsById from "../agents/[id]/route";
import * as agentsByIdSoul from "../agents/[id]/soul/route";
import * as agentsByIdWake from "../agents/[id]/wake/route";
import * as agentsByIdWhy from "../agents/[id]/why/route";
import * as agentsComms from "../agents/comms/route";
import * as agentsMessage from "../agents/message/route";
import * as agentsRegister from "../agents/register/route";
import * as agents from "../agents/route";
import * as alerts from "../alerts/route";
import * as attachmentsById from "../attachments/[id]/route";
import * as attachments from "../attachments/route";
import * as audit from "../audit/route";
import * as authLogin from "../auth/login/route";
import * as authMe from "../auth/me/route";
import * as authUsers from "../auth/users/route";
import * as backup from "../backup/route";
import * as backups from "../backups/route";
import * as backupsSettings from "../backups/settings/route";
import * as budgets from "../budgets/route";
import * as chatConversations from "../chat/conversations/route";
import * as chatMessages from "../chat/messages/route";
import * as connect from "../connect/route";
import * as costs from "../costs/route";
import * as cronByName from "../cron/[name]/route";
import * as cron from "../cron/route";
import * as docs from "../docs/route";
import * as eventsRetention from "../events/retention/route";
import * as events from "../events/route";
import * as exportRoute from "../export/route";
import * as exports from "../exports/route";
import * as fansByIdJudge from "../fans/[id]/judge/route";
import * as fansByIdPick from "../fans/[id]/pick/route";
import * as fansById from "../fans/[id]/route";
import * as fans from "../fans/route";
import * as health from "../health/route";
import * as hooksByToken from "../hooks/[token]/route";
import * as importOrkestra from "../import/orkestra/route";
import * as importRecords from "../import/records/route";
import * as apiIndex from "../index/route";
import * as keysById from "../keys/[id]/route";
import * as keys from "../keys/route";
import * as mcp from "../mcp/route";
import * as mcpWorkshop from "../mcp/workshop/route";
import * as notices from "../notices/route";
import * as notificationCardsByIdDismiss from "../notification-cards/[id]/dismiss/route";
import * as notificationCards from "../notification-cards/route";
import * as notificationCardsSeen from "../notification-cards/seen/route";
import * as notificationChannelsByIdConfirm from "../notification-channels/[id]/confirm/route";
import * as notificationChannelsByIdMessages from "../notification-channels/[id]/messages/route";
import * as notificationChannelsById from "../notification-channels/[id]/route";
import * as notificationChannelsByIdTest from "../notification-channels/[id]/test/route";
import * as notificationChannels from "../notification-channels/route";
import * as notificationEmail from "../notification-email/route";
import * as notificationLinksByToken from "../notification-links/[token]/route";
import * as notificationPreferences from "../notification-preferences/route";
import * as notificationPush from "../notification-push/route";
import * as notificationRules from "../notification-rules/route";
import * as notificationsDeliver from "../notifications/deliver/route";
import * as notifications from "../notifications/route";
import * as pipelines from "../pipelines/route";
import * as pipelinesRun from "../pipelines/run/route";
import * as prices from "../prices/route";
import * as profilesByNameAgents from "../profiles/[name]/agents/route";
import * as profilesByName from "../profiles/[name]/route";
import * as profiles from "../profiles/route";
import * as projectsByIdAgents from "../projects/[id]/agents/route";
import * as projectsByIdLimits from "../projects/[id]/limits/route";
import * as projectsById from "../projects/[id]/route";
import * as projects from "../projects/route";
import * as qualityReviewHistory from "../quality-review/history/route";
import * as qualityReviewQueue from "../quality-review/queue/route";
import * as qualityReview from "../quality-review/route";
import * as requestsByIdAnswer from "../requests/[id]/answer/route";
import * as requestsById from "../requests/[id]/route";
import * as requestsByIdWithdraw from "../requests/[id]/withdraw/route";
import * as requests from "../requests/route";
import * as runsByIdBegin from "../runs/[id]/begin/route";
import * as runsByIdCancel from "../runs/[id]/cancel/route";
import * as runsByIdChange from "../runs/[id]/change/route";
import * as runsByIdChecks from "../runs/[id]/checks/route";
import * as runsByIdChunks from "../runs/[id]/chunks/route";
import * as runsByIdComplete from "../runs/[id]/complete/route";
import * as runsByIdEnd from "../runs/[id]/end/route";
import * as runsByIdFail from "../runs/[id]/fail/route";
import * as runsByIdHeartbeat from "../runs/[id]/heartbeat/route";
import * as runsByIdMessagesBySeq from "../runs/[id]/messages/[seq]/route";
import * as runsByIdMessages from "../runs/[id]/messages/route";
import * as runsByIdMessagesTake from "../runs/[id]/messages/take/route";
import * as runsByIdPipe from "../runs/[id]/pipe/route";
import * as runsByIdRequests from "../runs/[id]/requests/route";
import * as runsById from "../runs/[id]/route";
import * as runsByIdTree from "../runs/[id]/tree/route";
import * as runs from "../runs/route";
import * as runsStats from "../runs/stats/route";
import * as runtimesByName from "../runtimes/[name]/route";
import * as runtimesByNameTest from "../runtimes/[name]/test/route";
import * as runtimes from "../runtimes/route";
import * as runtimesTiers from "../runtimes/tiers/route";
import * as scheduleParse from "../schedule-parse/route";
import * as scheduler from "../scheduler/route";
import * as schedulesByIdBackfill from "../schedules/[id]/backfill/route";
import * as schedulesByIdPause from "../schedules/[id]/pause/route";
import * as schedulesByIdResume from "../schedules/[id]/resume/route";
import * as schedulesById from "../schedules/[id]/route";
import * as schedulesByIdRuns from "../schedules/[id]/runs/route";
import * as schedulesByIdTrigger from "../schedules/[id]/trigger/route";
import * as schedulesAgenda from "../schedules/agenda/route";
import * as schedulesBulk from "../schedules/bulk/route";
import * as schedulesEvery from "../schedules/every/route";
import * as schedules from "../schedules/route";
import * as search from "../search/route";
import * as servers from "../servers/route";
import * as spawn from "../spawn/route";
import * as standingAnswersById from "../standing-answers/[id]/route";
import * as standingAnswers from "../standing-answers/route";
import * as status from "../status/route";
import * as storeByKey from "../store/[key]/route";
import * as store from "../store/route";
import * as tasksByIdBestOfJudge from "../tasks/[id]/best-of/judge/route";
import * as tasksByIdBestOfPick from "../tasks/[id]/best-of/pick/route";
import * as tasksByIdBestOf from "../tasks/[id]/best-of/route";
import * as tasksByIdBroadcast from "../tasks/[id]/broadcast/route";
import * as tasksByIdCancel from "../tasks/[id]/cancel/route";
import * as tasksByIdChecks from "../tasks/[id]/checks/route";
import * as tasksByIdChildren from "../tasks/[id]/children/route";
import * as tasksByIdClaim from "../tasks/[id]/claim/route";
import * as tasksByIdComments from "../tasks/[id]/comments/route";
import * as tasksByIdComplete from "../tasks/[id]/complete/route";
import * as tasksByIdDiagram from "../tasks/[id]/diagram/route";
import * as tasksByIdFail from "../tasks/[id]/fail/route";
import * as tasksByIdLimits from "../tasks/[id]/limits/route";
import * as tasksByIdLinks from "../tasks/[id]/links/route";
import * as tasksByIdRelease from "../tasks/[id]/release/route";
import * as tasksByIdRetry from "../tasks/[id]/retry/route";
import * as tasksByIdReviewCommentsByIdAnswer from "../tasks/[id]/review-comments/[comment_id]/answer/route";
import * as tasksByIdReviewCommentsByIdReopen from "../tasks/[id]/review-comments/[comment_id]/reopen/route";
import * as tasksByIdReviewCommentsByIdResolve from "../tasks/[id]/review-comments/[comment_id]/resolve/route";
import * as tasksByIdReviewComments from "../tasks/[id]/review-comments/route";
import * as tasksByIdReviewDraftsById from "../tasks/[id]/review-drafts/[draft_id]/route";
import * as tasksByIdReviewDrafts from "../tasks/[id]/review-drafts/route";
import * as tasksByIdRoundsByNumber from "../tasks/[id]/rounds/[number]/route";
import * as tasksByIdRoundsByNumberSince from "../tasks/[id]/rounds/[number]/since/route";
import * as tasksByIdRounds from "../tasks/[id]/rounds/route";
import * as tasksById from "../tasks/[id]/route";
import * as tasksByIdRuns from "../tasks/[id]/runs/route";
import * as tasksByIdThread from "../tasks/[id]/thread/route";
import * as tasksByIdVerdict from "../tasks/[id]/verdict/route";
import * as tasksByIdViewed from "../tasks/[id]/viewed/route";
import * as tasksByIdWhy from "../tasks/[id]/why/route";
import * as tasksByIdWorkflow from "../tasks/[id]/workflow/route";
import * as tasksBestOf from "../tasks/best-of/route";
import * as tasksBulkComplete from "../tasks/bulk/complete/route";
import * as tasksBulk from "../tasks/bulk/route";
import * as tasksGraph from "../tasks/graph/route";
import * as tasksLabels from "../tasks/labels/route";
import * as tasksLists from "../tasks/lists/route";
import * as tasksOutcomes from "../tasks/outcomes/route";
import * as tasksParents from "../tasks/parents/route";
import * as tasksQueue from "../tasks/queue/route";
import * as tasksRegression from "../tasks/regression/route";
import * as tasks from "../tasks/route";
import * as tokensByAgent from "../tokens/by-agent/route";
import * as tokens from "../tokens/route";
import * as triggersByIdDeliveryReplay from "../triggers/[id]/deliveries/[delivery]/replay/route";
import * as triggersByIdDelivery from "../triggers/[id]/deliveries/[delivery]/route";
import * as triggersByIdDeliveries from "../triggers/[id]/deliveries/route";
import * as triggersByIdPause from "../triggers/[id]/pause/route";
import * as triggersByIdResume from "../triggers/[id]/resume/route";
import * as triggersById from "../triggers/[id]/route";
import * as triggersByIdSecret from "../triggers/[id]/secret/route";
import * as triggersByIdTest from "../triggers/[id]/test/route";
import * as triggers from "../triggers/route";
import * as turnsLimits from "../turns/limits/route";
import * as turns from "../turns/route";
import * as users from "../users/route";
import * as v1RunsById from "../v1/runs/[id]/route";
import * as v1Runs from "../v1/runs/route";
import * as webhooksByIdRedeliver from "../webhooks/[id]/redeliver/route";
import * as webhooksById from "../webhooks/[id]/route";
import * as webhooksByIdSecret from "../webhooks/[id]/secret/route";
import * as webhooksByIdTest from "../webhooks/[id]/test/route";
import * as webhookDeliveriesByIdRedeliver from "../webhooks/deliveries/[id]/redeliver/route";
import * as webhookDeliveriesById from "../webhooks/deliveries/[id]/route";
import * as webhookDeliveries from "../webhooks/deliveries/route";
import * as webhooksRetry from "../webhooks/retry/route";
import * as webhooks from "../webhooks/route";
import * as webhooksTest from "../webhooks/test/route";
import * as webhooksVerifyDocs from "../webhooks/verify-docs/route";
import * as workByIdCancel from "../work/[id]/cancel/route";
import * as workByIdClaim from "../work/[id]/claim/route";
import * as workByIdComplete from "../work/[id]/complete/route";
import * as workByIdFail from "../work/[id]/fail/route";
import * as workByIdReopen from "../work/[id]/reopen/route";
import * as workById from "../work/[id]/route";
import * as workByIdStart from "../work/[id]/start/route";
import * as workFromResult from "../work/from-result/route";
import * as work from "../work/route";
import * as workersById from "../workers/[id]/route";
import * as workersByIdWhy from "../workers/[id]/why/route";
import * as workers from "../workers/route";
import * as workflowRunsByIdCancel from "../workflow-runs/[id]/cancel/route";
import * as workflowRunsByIdRetry from "../workflow-runs/[id]/retry/route";
import * as workflowRunsById from "../workflow-runs/[id]/route";
import * as workflowRunsByIdSkip from "../workflow-runs/[id]/skip/route";
import * as workflowRunsByIdStagesByStageItems from "../workflow-runs/[id]/stages/[stage]/items/route";
import * as workflowRunsByIdTimeline from "../workflow-runs/[id]/timeline/route";
import * as workflowRunsBulk from "../workflow-runs/bulk/route";
import * as workflowRuns from "../workflow-runs/route";
import * as workflowSchema from "../workflow-schema/route";
import * as workflowTemplates from "../workflow-templates/route";
import * as workflowsByName from "../workflows/[name]/route";
import * as workflowsByNameRuns from "../workflows/[name]/runs/route";
import * as workflowsCheck from "../workflows/check/route";
import * as workflows from "../workflows/route";
import * as workload from "../workload/route";
import * as workspaces from "../workspaces/route";

/** Every route of the API by path; a test compares this list with the folders. */
export const routes: Record<string, RouteModule> = {
  "/api/activities": activities,
  "/api/activities/export": activitiesExport,
  "/api/agents/{id}/wake": agentsByIdWake,
  "/api/agents/comms": agentsComms,
  "/api/agents/message": agentsMessage,
  "/api/alerts": alerts,
  "/api/audit": audit,
  "/api/chat/conversations": chatConversations,
  "/api/chat/messages": chatMessages,
  "/api/docs": docs,
  "/api/export": exportRoute,
  "/api/index": apiIndex,
  "/api/notifications": notifications,
  "/api/notifications/deliver": notificationsDeliver,
  "/api/requests": requests,
  "/api/requests/{id}": requestsById,
  "/api/requests/{id}/answer": requestsByIdAnswer,
  "/api/requests/{id}/withdraw": requestsByIdWithdraw,
  "/api/projects/{id}/limits": projectsByIdLimits,
  "/api/agents/{id}/limits": agentsByIdLimits,
  "/api/tasks/{id}/limits": tasksByIdLimits,
  "/api/agents/{id}/pause": agentsByIdPause,
  "/api/agents/{id}/resume": agentsByIdResume,
  "/api/agents/{id}/why": agentsByIdWhy,
  "/api/workers/{id}/why": workersByIdWhy,
  "/api/runs/{id}/messages": runsByIdMessages,
  "/api/runs/{id}/messages/{seq}": runsByIdMessagesBySeq,
  "/api/runs/{id}/messages/take": runsByIdMessagesTake,
  "/api/runs/{id}/requests": runsByIdRequests,
  "/api/search": search,
  "/api/spawn": spawn,
  "/api/standing-answers": standingAnswers,
  "/api/standing-answers/{id}": standingAnswersById,
  "/api/status": status,
  "/api/v1/runs": v1Runs,
  "/api/v1/runs/{id}": v1RunsById,
  "/api/tasks/{id}/broadcast": tasksByIdBroadcast,
  "/api/agents": agents,
  "/api/agents/{id}": agentsById,
  "/api/agents/{id}/day": agentsByIdDay,
  "/api/agents/{id}/heartbeat": agentsByIdHeartbeat,
  "/api/agents/{id}/keys": agentsByIdKeys,
  "/api/agents/{id}/memory": agentsByIdMemory,
  "/api/agents/{id}/soul": agentsByIdSoul,
  "/api/agents/register": agentsRegister,
  "/api/attachments": attachments,
  "/api/attachments/{id}": attachmentsById,
  "/api/backup": backup,
  "/api/backups": backups,
  "/api/backups/settings": backupsSettings,
  "/api/budgets": budgets,
  "/api/connect": connect,
  "/api/costs": costs,
  "/api/cron": cron,
  "/api/cron/{name}": cronByName,
  "/api/events": events,
  "/api/events/retention": eventsRetention,
  "/api/exports": exports,
  "/api/health": health,
  "/api/import/orkestra": importOrkestra,
  "/api/import/records": importRecords,
  "/api/keys": keys,
  "/api/keys/{id}": keysById,
  "/api/mcp": mcp,
  "/api/mcp/workshop": mcpWorkshop,
  "/api/notices": notices,
  "/api/prices": prices,
  "/api/projects": projects,
  "/api/projects/{id}": projectsById,
  "/api/projects/{id}/agents": projectsByIdAgents,
  "/api/quality-review": qualityReview,
  "/api/quality-review/history": qualityReviewHistory,
  "/api/quality-review/queue": qualityReviewQueue,
  "/api/runs": runs,
  "/api/agents/{id}/ask": agentsByIdAsk,
  "/api/agents/{id}/dismiss": agentsByIdDismiss,
  "/api/agents/{id}/history": agentsByIdHistory,
  "/api/agents/{id}/reset": agentsByIdReset,
  "/api/agents/{id}/result": agentsByIdResult,
  "/api/fans/{id}": fansById,
  "/api/fans/{id}/judge": fansByIdJudge,
  "/api/fans/{id}/pick": fansByIdPick,
  "/api/fans": fans,
  "/api/runs/{id}/complete": runsByIdComplete,
  "/api/runs/{id}/fail": runsByIdFail,
  "/api/runs/{id}/pipe": runsByIdPipe,
  "/api/runs/{id}/tree": runsByIdTree,
  "/api/tasks/best-of": tasksBestOf,
  "/api/tasks/{id}/best-of": tasksByIdBestOf,
  "/api/tasks/{id}/best-of/judge": tasksByIdBestOfJudge,
  "/api/tasks/{id}/best-of/pick": tasksByIdBestOfPick,
  "/api/turns": turns,
  "/api/turns/limits": turnsLimits,
  "/api/runs/{id}": runsById,
  "/api/runs/{id}/begin": runsByIdBegin,
  "/api/runs/{id}/cancel": runsByIdCancel,
  "/api/runs/{id}/change": runsByIdChange,
  "/api/runs/{id}/checks": runsByIdChecks,
  "/api/runs/{id}/chunks": runsByIdChunks,
  "/api/runs/{id}/end": runsByIdEnd,
  "/api/runs/{id}/heartbeat": runsByIdHeartbeat,
  "/api/runs/stats": runsStats,
  "/api/runtimes": runtimes,
  "/api/runtimes/{name}": runtimesByName,
  "/api/runtimes/{name}/test": runtimesByNameTest,
  "/api/runtimes/tiers": runtimesTiers,
  "/api/schedule-parse": scheduleParse,
  "/api/scheduler": scheduler,
  "/api/schedules": schedules,
  "/api/schedules/every": schedulesEvery,
  "/api/schedules/{id}": schedulesById,
  "/api/schedules/{id}/backfill": schedulesByIdBackfill,
  "/api/schedules/{id}/pause": schedulesByIdPause,
  "/api/schedules/{id}/resume": schedulesByIdResume,
  "/api/schedules/{id}/runs": schedulesByIdRuns,
  "/api/schedules/{id}/trigger": schedulesByIdTrigger,
  "/api/schedules/agenda": schedulesAgenda,
  "/api/schedules/bulk": schedulesBulk,
  "/api/servers": servers,
  "/api/tasks": tasks,
  "/api/tasks/{id}": tasksById,
  "/api/tasks/{id}/cancel": tasksByIdCancel,
  "/api/tasks/{id}/checks": tasksByIdChecks,
  "/api/tasks/{id}/children": tasksByIdChildren,
  "/api/tasks/{id}/claim": tasksByIdClaim,
  "/api/tasks/{id}/comments": tasksByIdComments,
  "/api/tasks/{id}/complete": tasksByIdComplete,
  "/api/tasks/{id}/diagram": tasksByIdDiagram,
  "/api/tasks/{id}/fail": tasksByIdFail,
  "/api/tasks/{id}/links": tasksByIdLinks,
  "/api/tasks/{id}/release": tasksByIdRelease,
  "/api/tasks/{id}/retry": tasksByIdRetry,
  "/api/tasks/{id}/runs": tasksByIdRuns,
  "/api/tasks/{id}/thread": tasksByIdThread,
  "/api/tasks/{id}/review-comments/{comment_id}/answer": tasksByIdReviewCommentsByIdAnswer,
  "/api/tasks/{id}/review-comments/{comment_id}/reopen": tasksByIdReviewCommentsByIdReopen,
  "/api/tasks/{id}/review-comments/{comment_id}/resolve": tasksByIdReviewCommentsByIdResolve,
  "/api/tasks/{id}/review-comments": tasksByIdReviewComments,
  "/api/tasks/{id}/review-drafts/{draft_id}": tasksByIdReviewDraftsById,
  "/api/tasks/{id}/review-drafts": tasksByIdReviewDrafts,
  "/api/tasks/{id}/rounds/{number}": tasksByIdRoundsByNumber,
  "/api/tasks/{id}/rounds/{number}/since": tasksByIdRoundsByNumberSince,
  "/api/tasks/{id}/rounds": tasksByIdRounds,
  "/api/tasks/{id}/viewed": tasksByIdViewed,
  "/api/tasks/{id}/verdict": tasksByIdVerdict,
  "/api/tasks/{id}/why": tasksByIdWhy,
  "/api/tasks/bulk": tasksBulk,
  "/api/tasks/bulk/complete": tasksBulkComplete,
  "/api/tasks/graph": tasksGraph,
  "/api/tasks/lists": tasksLists,
  "/api/auth/login": authLogin,
  "/api/auth/me": authMe,
  "/api/auth/users": authUsers,
  "/api/tasks/outcomes": tasksOutcomes,
  "/api/tasks/labels": tasksLabels,
  "/api/tasks/parents": tasksParents,
  "/api/tasks/queue": tasksQueue,
  "/api/tasks/regression": tasksRegression,
  "/api/agents/{id}/attribution": agentsByIdAttribution,
  "/api/agents/{id}/diagnostics": agentsByIdDiagnostics,
  "/api/notification-cards": notificationCards,
  "/api/notification-cards/seen": notificationCardsSeen,
  "/api/notification-cards/{id}/dismiss": notificationCardsByIdDismiss,
  "/api/notification-channels": notificationChannels,
  "/api/notification-channels/{id}": notificationChannelsById,
  "/api/notification-channels/{id}/test": notificationChannelsByIdTest,
  "/api/notification-channels/{id}/confirm": notificationChannelsByIdConfirm,
  "/api/notification-channels/{id}/messages": notificationChannelsByIdMessages,
  "/api/notification-push": notificationPush,
  "/api/notification-rules": notificationRules,
  "/api/notification-preferences": notificationPreferences,
  "/api/notification-email": notificationEmail,
  "/api/notification-links/{token}": notificationLinksByToken,
  "/api/tokens": tokens,
  "/api/tokens/by-agent": tokensByAgent,
  "/api/users": users,
  "/api/triggers": triggers,
  "/api/triggers/{id}": triggersById,
  "/api/triggers/{id}/pause": triggersByIdPause,
  "/api/triggers/{id}/resume": triggersByIdResume,
  "/api/triggers/{id}/secret": triggersByIdSecret,
  "/api/triggers/{id}/test": triggersByIdTest,
  "/api/triggers/{id}/deliveries": triggersByIdDeliveries,
  "/api/triggers/{id}/deliveries/{delivery}": triggersByIdDelivery,
  "/api/triggers/{id}/deliveries/{delivery}/replay": triggersByIdDeliveryReplay,
  "/api/hooks/{token}": hooksByToken,
  "/api/webhooks": webhooks,
  "/api/webhooks/{id}": webhooksById,
  "/api/webhooks/{id}/secret": webhooksByIdSecret,
  "/api/webhooks/{id}/test": webhooksByIdTest,
  "/api/webhooks/{id}/redeliver": webhooksByIdRedeliver,
  "/api/webhooks/deliveries": webhookDeliveries,
  "/api/webhooks/deliveries/{id}": webhookDeliveriesById,
  "/api/webhooks/deliveries/{id}/redeliver": webhookDeliveriesByIdRedeliver,
  "/api/webhooks/test": webhooksTest,
  "/api/webhooks/retry": webhooksRetry,
  "/api/webhooks/verify-docs": webhooksVerifyDocs,
  "/api/profiles": profiles,
  "/api/profiles/{name}": profilesByName,
  "/api/profiles/{name}/agents": profilesByNameAgents,
  "/api/store": store,
  "/api/store/{key}": storeByKey,
  "/api/work": work,
  "/api/work/from-result": workFromResult,
  "/api/work/{id}": workById,
  "/api/work/{id}/cancel": workByIdCancel,
  "/api/work/{id}/claim": workByIdClaim,
  "/api/work/{id}/complete": workByIdComplete,
  "/api/work/{id}/fail": workByIdFail,
  "/api/work/{id}/reopen": workByIdReopen,
  "/api/work/{id}/start": workByIdStart,
  "/api/workers": workers,
  "/api/workers/{id}": workersById,
  "/api/workflow-runs/{id}/timeline": workflowRunsByIdTimeline,
  "/api/workflow-runs": workflowRuns,
  "/api/workflow-runs/bulk": workflowRunsBulk,
  "/api/workflow-runs/{id}": workflowRunsById,
  "/api/workflow-runs/{id}/cancel": workflowRunsByIdCancel,
  "/api/workflow-runs/{id}/retry": workflowRunsByIdRetry,
  "/api/workflow-runs/{id}/skip": workflowRunsByIdSkip,
  "/api/workflow-runs/{id}/stages/{stage}/items": workflowRunsByIdStagesByStageItems,
  "/api/pipelines": pipelines,
  "/api/pipelines/run": pipelinesRun,
  "/api/tasks/{id}/workflow": tasksByIdWorkflow,
  "/api/workflow-schema": workflowSchema,
  "/api/workflow-templates": workflowTemplates,
  "/api/workflows": workflows,
  "/api/workflows/check": workflowsCheck,
  "/api/workflows/{name}": workflowsByName,
  "/api/workflows/{name}/runs": workflowsByNameRuns,
  "/api/workload": workload,
  "/api/workspaces": workspaces,
  "/message": message,
  "/metrics": metrics,
  "/skill": skill,
  "/sse": sse,
};
