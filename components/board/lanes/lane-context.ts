"use client";

import { createContext } from "react";

/** The epic of the lane a card is in, so that its cards need not name it. */
export const LaneContext = createContext<number | undefined>(undefined);
