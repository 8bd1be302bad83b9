import type { NoticeWire } from "@/lib/events/notice";
import type { EventWire } from "@/lib/events/shapes";

export type StreamEvent =
  | EventWire
  | (NoticeWire & { id?: undefined })
  | { id?: undefined; type: "connected" | "closed"; data: unknown }
  | { id?: undefined; type: "reset"; data: { reason: string } };

const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];
/** Whether what is on screen is current. */
export type StreamState = "connecting" | "live" | "reconnecting" | "offline";

/** After a longer silence, such as a night asleep, reloading the data is cheaper than replaying the events. */
const REPLAY_WITHIN_MS = 5 * 60_000;

interface Follower {
  onEvent(event: EventWire): void;
  /** An ephemeral event, which is neither stored nor replayed. */
  onNotice(notice: NoticeWire): void;
  onState(state: StreamState): void;
  /** Too much was missed to replay: all data on the screen must be read again. */
  onGap(): void;
}

/**
 * Follows /api/events while the page lives, starting after event `since`, the state the page was rendered from. It
 * reconnects with the last id it saw, quickly at first, so that missed events are replayed; the browser's own reconnect
 * would wait longer and give up on an error.
 */
export function followEvents(
  since: string,
  { onEvent, onNotice, onState, onGap }: Follower,
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: string = since;
  let heardAt = Date.now();
  let failures = 0;
  let stopped = false;

  const open = (): void => {
    if (stopped) return;
    source?.close();
    onState(failures === 0 ? "connecting" : navigator.onLine ? "reconnecting" : "offline");
    const gap = Date.now() - heardAt > REPLAY_WITHIN_MS;
    source = new EventSource(gap ? "/api/events" : `/api/events?since=${last}`);
    source.onmessage = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as StreamEvent;
      if (event.type === "connected") {
        failures = 0;
        heardAt = Date.now();
        if (gap) onGap();
        onState("live");
      } else if (event.type === "reset") {
        if (event.data.reason === "history_removed") onGap();
        else again();
      } else if (event.id !== undefined) {
        last = String(event.id);
        heardAt = Date.now();
        onEvent(event);
      } else if ("run_id" in event) {
        heardAt = Date.now();
        onNotice(event);
      }
    };
    source.onerror = again;
  };
  const again = (): void => {
    source?.close();
    clearTimeout(timer);
    const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] as number;
    failures++;
    onState(navigator.onLine ? "reconnecting" : "offline");
    timer = setTimeout(open, wait);
  };
  const online = (): void => {
    clearTimeout(timer);
    open();
  };

  window.addEventListener("online", online);
  window.addEventListener("offline", again);
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
    window.removeEventListener("online", online);
    window.removeEventListener("offline", again);
  };
}
