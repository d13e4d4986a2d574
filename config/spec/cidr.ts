import { z } from "zod";
import { says } from "./says";

/** A CIDR block as written; `config/rules` checks its bits and what it may contain. */
export const cidrText = z
  .string()
  .max(49)
  .regex(/^[0-9A-Fa-f.:]+(\/\d{1,3})?$/, {
    error: says(
      "is not a CIDR block",
      'Write an address and a prefix length, as in "10.20.0.0/16" or "2001:db8::/48".',
    ),
  });
