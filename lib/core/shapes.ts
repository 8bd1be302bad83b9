import { z } from "zod";

/** The building blocks of API responses. */

/** A time on the wire: whole Unix seconds. */
export const Seconds = z.int();
export const SecondsOrNull = Seconds.nullable();
export const TextOrNull = z.string().nullable();
/** US dollars; null means unknown or unlimited, never zero. */
export const UsdOrNull = z.number().nullable();
