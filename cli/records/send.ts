import type { Answer, Baton, Input } from "@/client/client";

type Step = Input<"imports.records">["body"];
type Done<Name extends Step["step"]> = Extract<Answer<"imports.records">, { step: Name }>;
/** A record as Baton takes it. */
export type ImportRecord = Extract<Step, { step: "records" }>["records"][number];

/** For how long a part is sent again while Baton restarts. */
const PATIENCE_MS = 30_000;
const PART_RECORDS = 200;
/** Well below the size limit of a request's body. */
const PART_BYTES = 700_000;
/** A record that is larger than a request may be is sent without its longest texts. */
const MOST_BYTES = 1_500_000;

export interface Outcome {
  created: Record<string, number>;
  present: Record<string, number>;
  renumbered: Done<"records">["renumbered"];
  deviations: Done<"records">["deviations"];
  finished: string[];
}

/** Sends records of one source to Baton in parts. Parts may be repeated, so it waits for a server that restarts meanwhile. */
export class RecordSender {
  readonly outcome: Outcome = {
    created: {},
    present: {},
    renumbered: [],
    deviations: [],
    finished: [],
  };
  sent = 0;
  private readonly baton: Baton;
  private readonly source: string;
  private readonly onProgress: (sent: number) => void;
  private part: ImportRecord[] = [];
  private bytes = 0;

  constructor(baton: Baton, source: string, onProgress: (sent: number) => void) {
    this.baton = baton;
    this.source = source;
    this.onProgress = onProgress;
  }

  /** How many records of each kind Baton has from this source. With `empty` it refuses when it has others of its own. */
  async begin(empty: boolean): Promise<Record<string, number>> {
    const body = { step: "begin", source: this.source, empty } as const;
    const answer = await this.baton.call("imports.records", { body });
    return (answer as Done<"begin">).present;
  }

  async add(record: ImportRecord): Promise<void> {
    const fit = this.fitting(record);
    const size = JSON.stringify(fit).length;
    const isFull = this.part.length === PART_RECORDS || this.bytes + size > PART_BYTES;
    // A record refers to those before it, so each kind waits for the one before it.
    const isNext = this.part.length > 0 && this.part[0]?.kind !== fit.kind;
    if (isFull || isNext) await this.flush();
    this.part.push(fit);
    this.bytes += size;
  }

  async finish(): Promise<Outcome> {
    await this.flush();
    for (let next: Done<"finish">["next"] = { project: 0, after: 0 }; next !== null; ) {
      const answer: Done<"finish"> = await this.step<"finish">({
        step: "finish",
        source: this.source,
        ...next,
      });
      this.outcome.finished.push(...answer.finished);
      next = answer.next;
    }
    return this.outcome;
  }

  private async flush(): Promise<void> {
    if (this.part.length === 0) return;
    const records = this.part;
    this.part = [];
    this.bytes = 0;
    const answer = await this.step<"records">({ step: "records", source: this.source, records });
    for (const counts of ["created", "present"] as const)
      for (const [kind, count] of Object.entries(answer[counts]))
        this.outcome[counts][kind] = (this.outcome[counts][kind] ?? 0) + count;
    this.outcome.renumbered.push(...answer.renumbered);
    this.outcome.deviations.push(...answer.deviations);
    this.sent += records.length;
    this.onProgress(this.sent);
  }

  private async step<Name extends Step["step"]>(
    body: Extract<Step, { step: Name }>,
  ): Promise<Done<Name>> {
    const options = { again: true, patienceMs: PATIENCE_MS, timeoutMs: 120_000 };
    // Each step is answered by its own kind of answer.
    return (await this.baton.call(
      "imports.records",
      { body: body as Step },
      options,
    )) as Done<Name>;
  }

  private fitting(record: ImportRecord): ImportRecord {
    if (JSON.stringify(record).length <= MOST_BYTES || record.kind !== "run") return record;
    this.outcome.deviations.push({
      kind: "run",
      source_id: String(record.id),
      what: "its prompt, output and diff are too long to be sent: they are left out",
    });
    const change = record.change ? { ...record.change, diff: null, diff_truncated: true } : null;
    return { ...record, prompt: null, output: null, change };
  }
}
