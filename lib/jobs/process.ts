import type { Database } from "@/lib/core/database";
import type { JobProcess, ProcessPart } from "@/lib/core/jobs";

interface OpenPart {
  close(): Promise<void>;
}

/**
 * The state shared by the jobs of one worker process: its stop signal, and its parts, each opened when first needed.
 */
export class WorkerProcess implements JobProcess {
  private readonly db: Database;
  private readonly stopping = new AbortController();
  private readonly parts = new Map<ProcessPart<unknown>, unknown>();
  private readonly open: OpenPart[] = [];

  constructor(db: Database) {
    this.db = db;
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  part<T>(part: ProcessPart<T>): T {
    if (this.parts.has(part)) return this.parts.get(part) as T;
    const opened = part.open(this.db);
    this.parts.set(part, opened);
    this.open.push({ close: () => part.close(opened) });
    return opened;
  }

  /** Tells running jobs to end. */
  abort(): void {
    this.stopping.abort();
  }

  async closeParts(): Promise<void> {
    await Promise.allSettled(this.open.map((part) => part.close()));
  }
}
