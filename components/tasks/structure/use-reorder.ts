"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { announce } from "@/components/ui/feedback/announcements";

interface Lifted {
  id: number;
  by: "pointer" | "keys";
  /** The proposed order. */
  order: number[];
}

interface ReorderOptions {
  /** The current order. */
  ids: readonly number[];
  /** An item's name for screen readers. */
  nameOf: (id: number) => string;
  onReorder: (order: number[]) => void;
}

/**
 * Reorders the items of a list by dragging their handles or by keyboard: space lifts, arrows move, space drops, escape
 * cancels. Items have `data-step={id}` inside the element with `listProps`.
 */
export function useReorder({ ids, nameOf, onReorder }: ReorderOptions) {
  const listRef = useRef<HTMLOListElement>(null);
  const [lifted, setLifted] = useState<Lifted | null>(null);
  /** The pointer may be released before its last move is rendered. */
  const latest = useRef<Lifted | null>(null);
  // Items added or removed during a drag appear at once.
  const orderOf = (now: Lifted | null): number[] =>
    now
      ? [
          ...now.order.filter((id) => ids.includes(id)),
          ...ids.filter((id) => !now.order.includes(id)),
        ]
      : [...ids];

  function set(next: Lifted | null) {
    latest.current = next;
    setLifted(next);
  }

  function lift(id: number, by: Lifted["by"]) {
    set({ id, by, order: [...ids] });
    say(
      `${nameOf(id)} lifted, step ${ids.indexOf(id) + 1} of ${ids.length}. Arrows move it, space drops it, escape puts it back.`,
    );
  }

  function moveTo(id: number, place: number) {
    const order = orderOf(latest.current);
    const without = order.filter((other) => other !== id);
    const at = Math.max(0, Math.min(place, without.length));
    if (!latest.current || order.indexOf(id) === at) return;
    without.splice(at, 0, id);
    set({ ...latest.current, order: without });
    say(`Step ${at + 1} of ${without.length}.`);
  }

  function drop(id: number) {
    const order = orderOf(latest.current);
    set(null);
    if (order.join() === ids.join()) return say(`${nameOf(id)} put back.`);
    say(`${nameOf(id)} is step ${order.indexOf(id) + 1} of ${order.length} now.`);
    onReorder(order);
  }

  function putBack() {
    if (latest.current) say(`${nameOf(latest.current.id)} put back.`);
    set(null);
  }

  function keyDown(event: KeyboardEvent, id: number) {
    const isLifted = latest.current?.id === id;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === " " || event.key === "Enter") isLifted ? drop(id) : lift(id, "keys");
    else if (isLifted && step) moveTo(id, orderOf(latest.current).indexOf(id) + step);
    else if (isLifted && event.key === "Escape") putBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function pointerMove(event: PointerEvent) {
    const now = latest.current;
    if (now?.by !== "pointer") return;
    const rows = [...(listRef.current?.querySelectorAll<HTMLElement>("[data-step]") ?? [])];
    const above = rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return Number(row.dataset.step) !== now.id && event.clientY > top + height / 2;
    });
    moveTo(now.id, above.length);
  }

  function pointerUp() {
    if (latest.current?.by === "pointer") drop(latest.current.id);
  }

  return {
    order: orderOf(lifted),
    liftedId: lifted?.id ?? null,
    /** The list captures the pointer, because a row that moves would lose the capture. */
    listProps: {
      ref: listRef,
      onPointerMove: pointerMove,
      onPointerUp: pointerUp,
      onPointerCancel: putBack,
    },
    handleProps: (id: number) => ({
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        listRef.current?.setPointerCapture(event.pointerId);
        lift(id, "pointer");
      },
      onBlur: () => latest.current?.by === "keys" && putBack(),
      onKeyDown: (event: KeyboardEvent) => keyDown(event, id),
    }),
  };
}

/** Each step is a key press of this moment: it is said at once. */
function say(text: string): void {
  announce(text, "assertive");
}
