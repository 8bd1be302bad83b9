"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { RunNow, runPeriodicJobNow } from "@/lib/jobs/periodic";
import type { JobResult } from "@/lib/jobs/status";
import { updateRuntime, updateTiers } from "@/lib/runtimes/change-settings";
import { listRuntimes, readTiers } from "@/lib/runtimes/list";
import { RuntimePath, TestRuntime, UpdateRuntime, UpdateTiers } from "@/lib/runtimes/schema";
import type { RuntimeWire, TiersWire } from "@/lib/runtimes/shapes";
import { type Tested, testConnection } from "@/lib/runtimes/test-connection";
import { runtimeToWire, tiersToWire } from "@/lib/runtimes/wire";

/** The settings of all runtimes, after the change. */
export async function updateRuntimeAction(
  name: string,
  input: z.input<typeof UpdateRuntime>,
): Promise<ActionResult<RuntimeWire[]>> {
  return act(async (ctx) => {
    const path = parse(RuntimePath, { name }, "path");
    await updateRuntime(ctx, path.name, parse(UpdateRuntime, input, "runtime"));
    return (await listRuntimes(ctx)).map(runtimeToWire);
  });
}

export async function testRuntimeAction(
  name: string,
  unsaved: z.input<typeof TestRuntime>,
): Promise<ActionResult<Tested>> {
  return act(async (ctx) => {
    const path = parse(RuntimePath, { name }, "path");
    return testConnection(ctx, path.name, parse(TestRuntime, unsaved, "runtime"));
  });
}

export async function updateTiersAction(
  input: z.input<typeof UpdateTiers>,
): Promise<ActionResult<TiersWire>> {
  return act(async (ctx) => {
    await updateTiers(ctx, parse(UpdateTiers, input, "tiers"));
    return tiersToWire(await readTiers(ctx));
  });
}

export async function runScheduledAction(id: string): Promise<ActionResult<JobResult>> {
  return act(async (ctx) => {
    const { task_id } = parse(RunNow, { task_id: id }, "call");
    return runPeriodicJobNow(ctx, task_id);
  });
}
