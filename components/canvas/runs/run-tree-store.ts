import type { GraphStore } from "@/components/canvas/model/graph-store";
import { Signal } from "@/components/canvas/model/signals";
import type { EventWire } from "@/lib/events/shapes";
import type { RunWire } from "@/lib/runs/shapes";
import { nodeOfRun, type RunTree, type TreeRun, toTreeRun } from "./tree-run";

/** What the whole tree has come to, and what limits it. */
export interface TreeSum extends Omit<RunTree, "runs"> {
  /** How deep its deepest run is. */
  depth: number;
  /** The most runs that one run has open below it. */
  widest: number;
}

/** What events did to a tree. */
export interface TreeChange {
  /** Whether something is to be read that events do not carry: sums, and what a new run was asked. */
  stale: boolean;
  /** The runs that an agent began to work on. */
  started: readonly number[];
}

const NOTHING: TreeChange = { stale: false, started: [] };

/** The runs of one tree, kept true by the event stream; the graph beside it holds the same runs as nodes. */
export class RunTreeStore {
  readonly sum: Signal<TreeSum>;
  readonly root: number;
  readonly #graph: GraphStore;
  readonly #runs = new Map<number, TreeRun>();
  #openBelow = new Map<number, number>();

  constructor(graph: GraphStore, tree: RunTree) {
    this.#graph = graph;
    this.root = tree.root_run_id;
    this.sum = new Signal({ ...withoutRuns(tree), depth: 0, widest: 0 });
    this.load(tree);
  }

  run = (id: number): TreeRun | undefined => this.#runs.get(id);

  get size(): number {
    return this.#runs.size;
  }

  /** How many runs one has open below it now. */
  openBelow(id: number): number {
    return this.#openBelow.get(id) ?? 0;
  }

  /** The id after which everything is still to be read. */
  get readUpTo(): number {
    const runs = [...this.#runs.values()];
    const unread = runs.filter(({ asked }) => asked === undefined);
    if (unread.length > 0) return Math.min(...unread.map(({ id }) => id)) - 1;
    return Math.max(0, ...this.#runs.keys());
  }

  /** Takes over a reading of the tree, whole or of its newer runs. What an event said to have ended stays so. */
  load(tree: RunTree): void {
    for (const run of tree.runs) {
      const shown = this.#runs.get(run.id);
      const ended = shown && shown.outcome !== null && run.outcome === null;
      this.#runs.set(run.id, ended ? { ...shown, asked: run.asked } : run);
    }
    if (tree.runs.length > 0) {
      this.#count();
      const tasks = [...this.#runs.values()].map(nodeOfRun);
      this.#graph.load({ tasks, links: [], truncated: false });
    }
    this.#show(withoutRuns(tree));
  }

  /** Applies the events of runs; those of other trees do nothing. */
  apply(events: readonly EventWire[]): TreeChange {
    const changed: TreeRun[] = [];
    const started: number[] = [];
    for (const { type, data } of events) {
      const { run } = data as { run?: RunWire };
      if (!run || !this.#has(run)) continue;
      const shown = this.#runs.get(run.id);
      if (shown && shown.outcome !== null && run.outcome === null) continue;
      const next = { ...toTreeRun(run), ...(shown && { asked: shown.asked }) };
      this.#runs.set(run.id, next);
      changed.push(next);
      if (type === "run.started") started.push(run.id);
    }
    if (changed.length === 0) return NOTHING;
    this.#count();
    // After the count: a node that is drawn for this asks how many it has open.
    this.#graph.put(...changed.map(nodeOfRun));
    this.#show(this.sum.get());
    return { stale: true, started };
  }

  #has({ id, root_run_id }: RunWire): boolean {
    return id === this.root || root_run_id === this.root;
  }

  #count(): void {
    this.#openBelow = new Map();
    for (const { parent_run_id, outcome } of this.#runs.values()) {
      if (parent_run_id === null || outcome !== null) continue;
      this.#openBelow.set(parent_run_id, this.openBelow(parent_run_id) + 1);
    }
  }

  #show(sums: Omit<RunTree, "runs">): void {
    let [depth, open] = [0, 0];
    for (const run of this.#runs.values()) {
      depth = Math.max(depth, run.depth);
      if (run.outcome === null) open++;
    }
    const whole = this.#runs.size >= sums.total;
    const next: TreeSum = {
      ...sums,
      total: Math.max(sums.total, this.#runs.size),
      // Of a tree that is not here as a whole, only the server knows.
      open: whole ? open : sums.open,
      depth,
      widest: Math.max(0, ...this.#openBelow.values()),
    };
    if (JSON.stringify(next) !== JSON.stringify(this.sum.get())) this.sum.set(next);
  }
}

function withoutRuns({ runs: _, ...sums }: RunTree): Omit<RunTree, "runs"> {
  return sums;
}
