interface PageLife {
  /** The page is looked at again, or the network is back. */
  onWake(): void;
  onOffline(): void;
  /** The browser freezes the page, keeps it for Back, or leaves it. */
  onSuspend(): void;
  /** A page that was frozen or kept goes on. */
  onResume(): void;
}

/** Listens to what the browser does with the page. Returns a function that stops it. */
export function watchPageLife({ onWake, onOffline, onSuspend, onResume }: PageLife): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const wakeWhenVisible = (): void => {
    if (document.visibilityState === "visible") onWake();
  };
  document.addEventListener("visibilitychange", wakeWhenVisible, { signal });
  document.addEventListener("freeze", onSuspend, { signal });
  document.addEventListener("resume", onResume, { signal });
  window.addEventListener("pagehide", onSuspend, { signal });
  window.addEventListener("pageshow", ({ persisted }) => persisted && onResume(), { signal });
  window.addEventListener("online", onWake, { signal });
  window.addEventListener("offline", onOffline, { signal });
  return () => stop.abort();
}
