"use client";

import { createContext } from "react";

/** The epic whose lane a card lies in: its name need not stand on every card. */
export const LaneContext = createContext<number | undefined>(undefined);
