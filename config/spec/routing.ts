import { z } from "zod";
import { cidrText } from "./cidr";
import { holdsToken, image, NAME_LENGTH, slug, whole } from "./text";

/** Patterns of a header: printable, and nothing that means more than itself in Terraform. */
const headerValue = z
  .string()
  .regex(/^[A-Za-z0-9 !"#&'()*+,./:;<=>?@[\]^_|~-]{1,128}$/, {
    error: "is not a header value of 1 to 128 printable characters without $, %, braces and backslashes",
  })
  .refine((value) => !holdsToken(value), { error: "holds what is reserved" });

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, {
  error: "is not a header name of 1 to 40 letters, digits and hyphens",
});

const front = z
  .strictObject({
    image: image.describe("nginx image, official or made from it."),
    port: whole(1, 65_535).describe(
      "TCP port that nginx listens on; the load balancer sends requests there.",
    ),
    allow: z
      .array(cidrText)
      .max(100, { error: "has more than 100 blocks" })
      .describe("IPv4 and IPv6 blocks whose requests reach the service; nginx answers 403 to others."),
    cpu: whole(2, 16_384).describe("CPU units that nginx reserves."),
    memoryMiB: whole(16, 122_880).describe("Hard memory limit of nginx."),
  })
  .partial();

/** Keys of a service about the way of requests to it, and from it to others. */
export const routingKeys = {
  headers: z
    .record(headerName, z.array(headerValue).min(1).max(30))
    .describe('Headers that a request must have, each with patterns of which one must match, as in "beta*".'),
  sourceIps: z
    .array(cidrText)
    .max(90, { error: "has more than 90 blocks" })
    .describe("Blocks that a request must come from, beside what the entrance allows; all when absent."),
  stickiness: z
    .union([
      z.literal("none"),
      z.strictObject({ seconds: whole(1, 604_800).describe("Seconds that a client stays with its task.") }),
    ])
    .describe("Whether a client stays with one task, by a cookie of the load balancer; or `none`."),
  slowStartSeconds: z
    .union([z.literal(0), whole(30, 900)])
    .describe(
      "Seconds in which a new task's share of the requests grows, 30 to 900; 0 gives it all at once.",
    ),
  deregistrationDelaySeconds: whole(0, 3600).describe(
    "Seconds that a leaving task may still finish its requests.",
  ),
  calls: z
    .array(slug(NAME_LENGTH.service))
    .max(30)
    .describe("Internal services that this one calls; nobody else reaches them."),
  front: z
    .union([z.literal("none"), front])
    .describe("nginx in front of the service, in the same task, with a list of who may come in; or `none`."),
};
