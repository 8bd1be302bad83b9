/** How many open requests a screen reads: more than people answer at a time. The rest come as these are answered. */
export const OPEN_AT_ONCE = 200;
