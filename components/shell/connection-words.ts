import type { ConnectionState } from "@/components/sync/stream/connection";

interface Words {
  /** One or two words beside the dot. */
  label: string;
  /** What it means for who reads the page. */
  meaning: string;
  /** The colour of the dot. */
  text: string;
  /** Whether the page says so in a bar of its own. */
  hasBar: boolean;
}

/** What each state of the connection is called, here and nowhere else. */
export const CONNECTION_WORDS: Record<ConnectionState, Words> = {
  connecting: {
    label: "Connecting",
    meaning: "Opening the event stream.",
    text: "text-ink-3",
    hasBar: false,
  },
  live: {
    label: "Live",
    meaning: "Changes show the moment they happen.",
    text: "text-success",
    hasBar: false,
  },
  reconnecting: {
    label: "Reconnecting",
    meaning: "The stream broke off. What is missed is fetched when it is back.",
    text: "text-warning",
    hasBar: false,
  },
  offline: {
    label: "Offline",
    meaning: "This device has no network: what you see may be old, and nothing can be saved.",
    text: "text-danger",
    hasBar: true,
  },
  server_away: {
    label: "No answer",
    meaning: "The server does not answer: what you see may be old, and nothing can be saved.",
    text: "text-danger",
    hasBar: true,
  },
  signed_out: {
    label: "Signed out",
    meaning: "You were signed out. Sign in, and you come back to this page.",
    text: "text-danger",
    hasBar: true,
  },
  forbidden: {
    label: "Refused",
    meaning:
      "The server refuses the event stream: what you see may be old. Ask an admin about your role.",
    text: "text-danger",
    hasBar: true,
  },
};
