const EDGE = 64;
const MAX_STEP = 18;

/** Scrolls the area under the pointer while a card is dragged near its edge. Call `stop` on drop. */
export function createAutoScroll(board: HTMLElement) {
  let frame = 0;
  let x = 0;
  let y = 0;

  const step = (): void => {
    frame = requestAnimationFrame(step);
    const frameRect = board.getBoundingClientRect();
    board.scrollLeft += push(x, frameRect.left, frameRect.right);
    const list =
      document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-scroll-list]") ?? board;
    const rect = list.getBoundingClientRect();
    list.scrollTop += push(y, rect.top, rect.bottom);
  };

  return {
    at(clientX: number, clientY: number): void {
      x = clientX;
      y = clientY;
      frame ||= requestAnimationFrame(step);
    },
    stop(): void {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}

/** The scroll distance: the nearer to the edge, the faster. */
function push(at: number, start: number, end: number): number {
  if (at < start + EDGE) return -Math.round(MAX_STEP * Math.min(1, (start + EDGE - at) / EDGE));
  if (at > end - EDGE) return Math.round(MAX_STEP * Math.min(1, (at - end + EDGE) / EDGE));
  return 0;
}
