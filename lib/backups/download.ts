import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import type { Context } from "@/lib/core/context";
import { beginLog, endLog } from "./log";
import { type RunningBackup, startBackup } from "./process";

/**
 * Makes a backup and returns it as a stream. Admins only, with an unlimited key or a recent proof of who they are. That somebody took
 * one is an event, whether they read it to its end or not. Fails with `unavailable` while another is being made.
 */
export async function downloadBackup(
  ctx: Context,
): Promise<{ bytes: ReadableStream<Uint8Array>; filename: string }> {
  authorize(ctx.actor, "backup.manage");
  await requireProof(ctx);
  const running = await startBackup(null);
  const id = await beginLog(ctx, { trigger: "download", directory: null, file: null });
  return { bytes: followed(ctx, id, running), filename: backupName(ctx.clock.now()) };
}

/** The bytes, of which the end is written down. A backup that fails breaks the stream off, so that nobody takes it for a whole one. */
function followed(
  ctx: Context,
  id: number,
  { bytes, done }: RunningBackup,
): ReadableStream<Uint8Array> {
  const reader = bytes?.getReader();
  const failed = async (error: unknown) => {
    await endLog(ctx, id, { error: error instanceof Error ? error.message : String(error) });
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const read = await reader?.read();
          if (read && !read.done) return controller.enqueue(read.value);
          await endLog(ctx, id, { summary: await done });
          controller.close();
        } catch (error) {
          await failed(error);
          controller.error(error);
        }
      },
      async cancel(reason) {
        await reader?.cancel(reason);
        await failed("Whoever asked for it is gone");
      },
    },
    // Nothing is read before somebody wants it.
    { highWaterMark: 0 },
  );
}

/** The name of a backup's file; sorted by name, the newest is last. */
export function backupName(at: Date): string {
  return `baton-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z.tar`;
}
