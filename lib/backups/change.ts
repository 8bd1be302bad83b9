import type { Context } from "@/lib/core/context";
import { armBackups } from "./make";
import { readBackups } from "./queries";
import type { BackupsWire, UpdateBackupSettings } from "./schema";
import { setBackupSettings } from "./settings";

/** Changes the settings and queues the next backup for its new time, in one transaction. Fails as `setBackupSettings` does. */
export async function changeBackups(
  ctx: Context,
  input: UpdateBackupSettings,
): Promise<BackupsWire> {
  return ctx.transaction(async (tx) => {
    await setBackupSettings(tx, input);
    await armBackups(tx);
    return readBackups(tx);
  });
}
