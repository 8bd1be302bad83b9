import { z } from "zod";

/** The building blocks of what the API answers. */

/** A moment on the wire: whole Unix seconds. */
export const Seconds = z.int();
export const SecondsOrNull = Seconds.nullable();
export const TextOrNull = z.string().nullable();
/** US dollars; null is unknown or unlimited, never zero. */
export const UsdOrNull = z.number().nullable();
