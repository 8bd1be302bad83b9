import { toDomainError } from "@/lib/http/problem";
import { keepHeld } from "@/lib/work/claim";
import {
  addWork,
  board,
  cancelItem,
  claimItem,
  completeItem,
  failItem,
  itemFromResult,
  startItem,
  workItem,
} from "./board-tools";
import { storeDelete, storeGet, storeKeys, storePut } from "./store-tools";
import { ask, awaitAgent, awaitAll, cast, fan, pipe, result } from "./talk";
import {
  agents,
  configure,
  cost,
  createAgent,
  dismiss,
  fromProfile,
  history,
  info,
  profiles,
  reset,
  status,
  why,
  workers,
} from "./team";
import { type Call, readInput, refusalText, termOf, type WorkshopTool } from "./tool";
import {
  runWorkflow,
  workflowCancel,
  workflowDefine,
  workflowGet,
  workflowList,
  workflowRetry,
  workflowRun,
  workflowStatus,
} from "./workflow-tools";

/** The 21 tools of AgentWorkshop, in its order and with its words. */
export const CONTRACT_TOOLS: readonly WorkshopTool[] = [
  configure,
  createAgent,
  fromProfile,
  agents,
  reset,
  dismiss,
  ask,
  cast,
  awaitAgent,
  awaitAll,
  pipe,
  fan,
  addWork,
  board,
  claimItem,
  completeItem,
  failItem,
  status,
  result,
  info,
  cost,
];

/** What it has no tools for. */
const MORE_TOOLS: readonly WorkshopTool[] = [
  startItem,
  cancelItem,
  workItem,
  itemFromResult,
  storePut,
  storeGet,
  storeKeys,
  storeDelete,
  history,
  profiles,
  workers,
  why,
  workflowDefine,
  workflowList,
  workflowGet,
  workflowRun,
  runWorkflow,
  workflowStatus,
  workflowCancel,
  workflowRetry,
];

export const WORKSHOP_TOOLS: readonly WorkshopTool[] = [...CONTRACT_TOOLS, ...MORE_TOOLS];

export interface ToolResult {
  text: string;
  data: Record<string, unknown>;
  isError: boolean;
}

/** Calls a tool. A refusal is an answer, too: a sentence with the reference's term in it. */
export async function callTool(
  call: Call,
  tool: WorkshopTool,
  given: unknown,
  requestId: string,
): Promise<ToolResult> {
  try {
    await keepHeld(call.ctx);
    const answer = await tool.run(call, readInput(tool, given) as never);
    return { ...answer, isError: false };
  } catch (thrown) {
    const error = toDomainError(thrown, requestId);
    const { fix, problems } = error.details;
    return {
      text: refusalText(error),
      data: {
        error: { code: error.code, term: termOf(error), message: error.message, fix, problems },
      },
      isError: true,
    };
  }
}
