import { createStore } from "@/components/ui/create-store";

/** The request whose field takes the focus as soon as it is on the screen. */
export const replyTo = createStore<number | null>(null);
