import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import {
  type CanvasFilter,
  isFiltering,
  matches,
  NO_FILTER,
} from "@/components/canvas/model/match";
import { Signal, type Signals } from "@/components/canvas/model/signals";

const PULSE_MS = 1_600;
/** A whole fleet that starts at once would be a flicker, and cost frames. */
const MOST_PULSES = 12;

/** What one does on the canvas: where the focus and the pointer are, what stands forward, what lights up. */
export class Stage {
  readonly filter = new Signal<CanvasFilter>(NO_FILTER);
  readonly focused = new Signal<number | null>(null);
  readonly hovered = new Signal<number | null>(null);
  /** From which task a dependency is being drawn, by the pointer or by keys. */
  readonly connecting = new Signal<{ from: number; by: "pointer" | "keys" } | null>(null);
  readonly #signals: Signals;
  readonly #pulses = new Map<number, number>();
  #pulseKey = 0;

  constructor(signals: Signals) {
    this.#signals = signals;
  }

  focus(id: number | null): void {
    const before = this.focused.get();
    if (before === id) return;
    this.focused.set(id);
    this.#signals.bump(before, id);
  }

  hover(id: number | null): void {
    const before = this.hovered.get();
    if (before === id) return;
    this.hovered.set(id);
    this.#signals.bump(before, id);
  }

  connect(from: { from: number; by: "pointer" | "keys" } | null): void {
    const before = this.connecting.get();
    this.connecting.set(from);
    this.#signals.bump(before?.from ?? null, from?.from ?? null, this.hovered.get());
  }

  /** Brings forward what matches. Draws only what changes. */
  show(filter: CanvasFilter, tasks: Iterable<CanvasTask>): void {
    const before = this.filter.get();
    this.filter.set(filter);
    for (const task of tasks) {
      if (dims(before, task) !== dims(filter, task)) this.#signals.bump(task.id);
    }
  }

  isDimmed(task: CanvasTask): boolean {
    return dims(this.filter.get(), task);
  }

  /** Lights a node up once. */
  pulse(id: number): void {
    if (this.#pulses.size >= MOST_PULSES) return;
    this.#pulseKey += 1;
    const key = this.#pulseKey;
    this.#pulses.set(id, key);
    this.#signals.bump(id);
    setTimeout(() => {
      if (this.#pulses.get(id) !== key) return;
      this.#pulses.delete(id);
      this.#signals.bump(id);
    }, PULSE_MS);
  }

  /** 0, or the key of the light that is on. */
  pulseOf(id: number): number {
    return this.#pulses.get(id) ?? 0;
  }
}

const dims = (filter: CanvasFilter, task: CanvasTask): boolean =>
  isFiltering(filter) && !matches(task, filter);
