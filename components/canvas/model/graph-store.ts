import { WorkflowIndex } from "@/components/canvas/workflows/workflow-index";
import { changedTexts } from "@/components/sync/gate/changed-texts";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskEventWire } from "@/lib/tasks/shapes";
import {
  type CanvasGraph,
  type CanvasLine,
  type CanvasLink,
  type CanvasTask,
  isHolding,
  linkKey,
  toCanvasTask,
} from "./canvas-task";
import { ancestorsOf, descendantsOf, type Hierarchy, hierarchyOf } from "./hierarchy";
import { Signal, type Signals } from "./signals";

/** Which of the tasks that come up belong here. */
export interface GraphScope {
  /** One structure: what comes up elsewhere is none of it. */
  root?: string;
  project?: number;
}

/** A task as an event carries it: without what it waits for, and without the text of its error. */
function ofEvent({ data }: EventWire, shown: CanvasTask | undefined): CanvasTask {
  const task = data as unknown as TaskEventWire;
  return toCanvasTask({
    ...task,
    waiting_on: [],
    error_message: shown?.error_message ?? null,
    // Events of earlier versions have none.
    workflow: task.workflow ?? null,
  });
}

const placeKey = ({ run_id, stage, item }: NonNullable<CanvasTask["workflow"]>): string =>
  `${run_id}:${item ?? ""}:${stage ?? ""}`;

const hasNewError = (event: EventWire): boolean =>
  event.data.status === "failed" && changedTexts(event).includes("error_message");

/**
 * The shown tasks and links, kept true by the event stream. A change of status draws one node; only what changes how
 * things hang together (`structure`) leads to a new layout.
 */
export class GraphStore {
  readonly structure = new Signal(0);
  readonly workflows = new WorkflowIndex();
  readonly #signals: Signals;
  readonly #scope: GraphScope;
  #tasks = new Map<number, CanvasTask>();
  #links = new Map<string, CanvasLink>();
  #lines: readonly CanvasLine[] = [];
  /** The tasks of each run by their place: the root by the run, a stage by its name, an item by its number. */
  #places = new Map<string, number>();
  #hierarchy: Hierarchy = hierarchyOf([]);
  #blockers: ReadonlyMap<number, readonly CanvasLink[]> = new Map();
  #blocked: ReadonlyMap<number, readonly CanvasLink[]> = new Map();

  constructor(signals: Signals, scope: GraphScope, graph: CanvasGraph) {
    this.#signals = signals;
    this.#scope = scope;
    this.load(graph);
  }

  task = (id: number): CanvasTask | undefined => this.#tasks.get(id);
  blockers = (id: number): readonly CanvasLink[] => this.#blockers.get(id) ?? [];
  get tasks(): Iterable<CanvasTask> {
    return this.#tasks.values();
  }
  get size(): number {
    return this.#tasks.size;
  }
  get links(): readonly CanvasLink[] {
    return [...this.#links.values()];
  }
  /** The links as they are drawn: between stages of a run, what the run says takes the place of `relates`. */
  get lines(): readonly CanvasLine[] {
    return this.#lines;
  }
  get hierarchy(): Hierarchy {
    return this.#hierarchy;
  }

  /** Whether a run of a workflow passed a task by, with everything around it up to its stage. */
  isSkipped = (task: CanvasTask): boolean => this.workflows.stageOf(task)?.state === "skipped";

  byRef(ref: string): CanvasTask | undefined {
    return this.#tasks.values().find((task) => task.ticket_ref === ref);
  }

  /** Takes over what the server says, except where an event brought something newer. */
  load(graph: CanvasGraph): void {
    const before = this.#tasks;
    this.#tasks = new Map(
      graph.tasks.map((task) => {
        const shown = before.get(task.id);
        return [task.id, shown && shown.etag > task.etag ? shown : task];
      }),
    );
    this.#links = new Map(graph.links.map((link) => [linkKey(link), link]));
    this.workflows.load(graph.workflow_runs ?? []);
    if (!this.workflows.isEmpty)
      for (const task of this.#tasks.values()) this.workflows.noteTask(task);
    this.#reshape();
    this.#signals.bump(...this.#tasks.keys());
  }

  /** Applies events at once. True when the graph is to be read again, for what an event does not carry. */
  apply(events: readonly EventWire[]): boolean {
    const changed = new Set<number>();
    let [reshape, reread] = [false, false];
    for (const event of events) {
      if (event.type.startsWith("workflow.")) {
        this.#applyRun(event, changed);
        continue;
      }
      const effect = this.#applyOne(event, changed);
      reshape ||= effect === "structure";
      reread ||= effect === "reread" || this.#wantsMore(event);
    }
    if (reshape) this.#reshape();
    this.#signals.bump(...changed);
    return reread;
  }

  /** Puts a task's state here ahead of its event, as expected or as an answer brought it. */
  put(...tasks: CanvasTask[]): void {
    const changed = new Set<number>();
    const effects = tasks.map((task) => this.#put(task, changed));
    if (effects.includes("structure")) this.#reshape();
    this.#signals.bump(...changed);
  }

  /** Shows a task that was created here, also one that hangs on nothing yet. */
  add(task: CanvasTask): void {
    if (this.#tasks.has(task.id)) return;
    this.#tasks.set(task.id, task);
    this.#reshape();
    this.#signals.bump(...ancestorsOf(this.#hierarchy, task.id));
  }

  link(link: CanvasLink, removed = false): void {
    if (removed) this.#links.delete(linkKey(link));
    else this.#links.set(linkKey(link), link);
    this.#reshape();
    this.#signals.bump(link.from_id, link.to_id, ...descendantsOf(this.#hierarchy, link.to_id));
  }

  /** Whether an event of a shown task leaves something out that is shown of it. */
  #wantsMore(event: EventWire): boolean {
    const task = this.#tasks.get(Number(event.task_id));
    if (!task) return false;
    return (
      hasNewError(event) || (task.workflow !== null && !this.workflows.run(task.workflow.run_id))
    );
  }

  /** Draws the stages that changed, and what waits for them. */
  #applyRun(event: EventWire, changed: Set<number>): void {
    for (const place of this.workflows.apply(event)) {
      const id = this.#places.get(placeKey(place));
      if (id === undefined) continue;
      changed.add(id);
      const task = this.#tasks.get(id);
      if (task) this.workflows.noteTask(task);
      for (const { from_id, to_id } of this.#lines) if (from_id === id) changed.add(to_id);
    }
  }

  #applyOne(event: EventWire, changed: Set<number>): "structure" | "reread" | "nothing" {
    const id = event.task_id;
    if (id === null || !event.type.startsWith("task.")) return "nothing";
    if (event.type === "task.commented") return "nothing";
    if (event.type === "task.linked") return this.#applyLink(event, changed);
    if (event.type !== "task.deleted") {
      return this.#put(ofEvent(event, this.#tasks.get(id)), changed);
    }
    if (!this.#tasks.delete(id)) return "nothing";
    for (const [key, link] of this.#links) {
      if (link.from_id === id || link.to_id === id) this.#links.delete(key);
    }
    return "structure";
  }

  #applyLink({ data }: EventWire, changed: Set<number>): "structure" | "reread" | "nothing" {
    const { from_id, to_id, link_type, removed } = data as unknown as CanvasLink & {
      link_type: CanvasLink["type"];
      removed: boolean;
    };
    const [from, to] = [this.#tasks.has(from_id), this.#tasks.has(to_id)];
    if (!from || !to) return from || to || this.#scope.root === undefined ? "reread" : "nothing";
    const link = { type: link_type, from_id, to_id };
    if (this.#links.has(linkKey(link)) !== removed) return "nothing";
    if (removed) this.#links.delete(linkKey(link));
    else this.#links.set(linkKey(link), link);
    for (const id of [to_id, ...descendantsOf(this.#hierarchy, to_id)]) changed.add(id);
    return "structure";
  }

  #put(task: CanvasTask, changed: Set<number>): "structure" | "reread" | "nothing" {
    const shown = this.#tasks.get(task.id);
    if (!shown) return this.#welcome(task);
    if (shown.etag > task.etag) return "nothing";
    const next = task.waiting_on.length > 0 ? task : { ...task, waiting_on: shown.waiting_on };
    this.#tasks.set(task.id, next);
    this.workflows.noteTask(next);
    changed.add(task.id);
    for (const ancestor of ancestorsOf(this.#hierarchy, task.id)) changed.add(ancestor);
    if (isHolding(shown) !== isHolding(next)) {
      for (const id of this.#dependents(task.id)) changed.add(id);
    }
    const same =
      shown.parent_id === next.parent_id &&
      shown.exec_mode === next.exec_mode &&
      shown.exec_order === next.exec_order;
    return same ? "nothing" : "structure";
  }

  /** A task that was not here: shown below what is, read with the rest when it begins a structure. */
  #welcome(task: CanvasTask): "structure" | "reread" | "nothing" {
    if (task.archived_at !== null) return "nothing";
    if (task.parent_id === null) return "nothing";
    if (this.#tasks.has(task.parent_id)) {
      this.#tasks.set(task.id, task);
      return "structure";
    }
    const { root, project } = this.#scope;
    const elsewhere = root !== undefined || (project !== undefined && project !== task.project_id);
    return elsewhere ? "nothing" : "reread";
  }

  /** What waits for a task, with everything inside it. */
  #dependents(id: number): number[] {
    const { steps, parents, children } = this.#hierarchy;
    const siblings = children.get(parents.get(id) ?? 0) ?? [];
    const later = steps.has(id)
      ? siblings.slice(siblings.indexOf(id) + 1).filter((sibling) => steps.has(sibling))
      : [];
    const direct = [...(this.#blocked.get(id) ?? []).map(({ to_id }) => to_id), ...later];
    return direct.flatMap((one) => [one, ...descendantsOf(this.#hierarchy, one)]);
  }

  #drawnLines(blocks: readonly CanvasLink[]): readonly CanvasLine[] {
    const links = this.links;
    if (this.workflows.isEmpty) return links;
    const flows = this.workflows.flows(
      this.#tasks.values(),
      new Set(blocks.map(({ from_id, to_id }) => `${from_id}:${to_id}`)),
    );
    const joined = new Set(flows.flatMap(({ from_id: a, to_id: b }) => [`${a}:${b}`, `${b}:${a}`]));
    const isOther = ({ type, from_id, to_id }: CanvasLink) =>
      type !== "relates" || !joined.has(`${from_id}:${to_id}`);
    return [...links.filter(isOther), ...flows];
  }

  #reshape(): void {
    const blocks = [...this.#links.values()].filter(({ type }) => type === "blocks");
    this.#hierarchy = hierarchyOf(this.#tasks.values());
    this.#blockers = Map.groupBy(blocks, ({ to_id }) => to_id);
    this.#blocked = Map.groupBy(blocks, ({ from_id }) => from_id);
    this.#lines = this.#drawnLines(blocks);
    this.#places = new Map();
    for (const { id, workflow } of this.#tasks.values())
      if (workflow) this.#places.set(placeKey(workflow), id);
    this.structure.set(this.structure.get() + 1);
  }
}
