"use client";

import { type ComponentType, useState } from "react";
import { Fetching } from "./fetching";
import { useKeptKeys } from "./kept-keys";
import { type OnDemand, useOnDemand } from "./on-demand";

interface LateProps<Props extends object> {
  of: OnDemand<ComponentType<Props>>;
  props: Props;
}

/**
 * A component that is shown only after the user asked for it: fetched then, or before when the browser is idle. What is
 * pressed until it is there is kept for it.
 */
export function Late<Props extends object>({ of, props }: LateProps<Props>) {
  const { part: Component, ...fetching } = useOnDemand(of, true);
  useKeptKeys(Component === null && !fetching.failed);
  return Component ? <Component {...props} /> : <Fetching {...fetching} />;
}

/** The same for an overlay that is always mounted, and shown while `open`. It stays mounted to fade out. */
export function LateOverlay<Props extends { open: boolean }>({ of, props }: LateProps<Props>) {
  const [wasOpen, setWasOpen] = useState(props.open);
  if (props.open && !wasOpen) setWasOpen(true);
  const isShown = props.open || (wasOpen && of.get() !== null);
  return isShown ? <Late of={of} props={props} /> : null;
}
