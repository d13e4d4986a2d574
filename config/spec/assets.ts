import { z } from "zod";
import { hostname } from "./text";

/** Where CloudFront answers from. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html */
export const PRICE_CLASSES = [
  "north-america-and-europe",
  "without-south-america-and-australia",
  "all",
] as const;

/** Precompiled assets of an environment, for the public. */
export const assetsSpec = z
  .strictObject({
    domain: hostname.describe(
      "Host name of the assets, in the zone of `ingress`; CloudFront's own when absent.",
    ),
    priceClass: z.enum(PRICE_CLASSES).describe("Where CloudFront answers from; fewer places cost less."),
    keepVersionsDays: z
      .number()
      .int()
      .min(1)
      .max(3650)
      .describe("Days that an overwritten or deleted asset can be brought back."),
  })
  .partial()
  .describe("Precompiled assets: a private bucket that releases upload to, and CloudFront in front of it.");
