"use client";

import { StreamDot } from "@/components/shell/stream-dot";
import { useStreamState } from "./live-provider";

export function LiveStreamDot() {
  return <StreamDot state={useStreamState()} />;
}
