"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { changeBackups } from "@/lib/backups/change";
import { requestBackup } from "@/lib/backups/make";
import { type BackupsWire, UpdateBackupSettings } from "@/lib/backups/schema";
import { parse } from "@/lib/http/validate";

export async function setBackupsAction(
  input: z.input<typeof UpdateBackupSettings>,
): Promise<ActionResult<BackupsWire>> {
  return act((ctx) => changeBackups(ctx, parse(UpdateBackupSettings, input, "backups")));
}

/** Queues a backup into the folder of the settings. */
export async function makeBackupAction(): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await requestBackup(ctx);
    return null;
  });
}
