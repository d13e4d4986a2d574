import { z } from "zod";
import { says } from "./says";

/** The name of an IANA time zone; whether there is one of that name is for rules. */
export const timeZoneName = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, {
    error: says("is not the name of a time zone", 'Write one like "Asia/Tokyo" or "UTC".'),
  });
