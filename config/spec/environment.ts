import { z } from "zod";
import { assetsSpec } from "./assets";
import { clusterSpec } from "./cluster";
import { databaseSpec } from "./database";
import { datadogSpec } from "./datadog";
import { deliverySpec } from "./delivery";
import { filesSpec } from "./files";
import { ingressSpec } from "./ingress";
import { networkSpec } from "./network";
import { RUNTIMES, serviceSpec } from "./service";
import { accountId, email, NAME_LENGTH, slug } from "./text";

/** Classes of environments; each brings defaults and `production` protects what is stateful. */
export const CLASSES = ["production", "staging", "development"] as const;

const none = z.literal("none");

/** Tags as AWS takes them everywhere. @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagsSpec = z
  .record(
    z.string().regex(/^(?!aws:)[A-Za-z][A-Za-z0-9_.:/+@-]{0,127}$/, { error: "is not a tag key" }),
    z.string().regex(/^[A-Za-z0-9 _.:/=+@-]{1,256}$/, {
      error: "is not a tag value of letters, digits and _.:/=+@-",
    }),
  )
  .describe("Tags on every resource.");

/** What an environment may say; a layer below (class, platform, `extends`) may say the same. */
export const environmentSpec = z
  .strictObject({
    class: z.enum(CLASSES).describe("Class, which brings defaults and, for `production`, protection."),
    account: accountId.describe("AWS account number, in quotes."),
    region: z.string().max(32).describe("AWS region."),
    protect: z
      .boolean()
      .describe("Refuse to destroy what holds data (deletion protection and `prevent_destroy`)."),
    encryption: z
      .enum(["aws-managed", "customer-managed"])
      .describe("Whose KMS key encrypts data at rest; `customer-managed` makes one key for the environment."),
    network: networkSpec,
    ingress: z.union([none, ingressSpec]).describe("Public entrance, or `none`."),
    database: z.union([none, databaseSpec]).describe("Aurora database, or `none`."),
    files: z.union([none, filesSpec]).describe("Shared file system, or `none`."),
    assets: z.union([none, assetsSpec]).describe("Precompiled assets for the public, or `none`."),
    datadog: z.union([none, datadogSpec]).describe("Datadog, or `none`."),
    notifications: z
      .strictObject({
        emails: z.array(email).max(50).describe("Addresses that alarms are sent to; each must confirm once."),
      })
      .partial()
      .describe("Where alarms go."),
    delivery: deliverySpec,
    tags: tagsSpec,
    runtime: z.enum(RUNTIMES).describe("Where services run that do not say it themselves."),
    cluster: clusterSpec,
    services: z
      .record(slug(NAME_LENGTH.service), z.union([none, serviceSpec]))
      .describe("Container services by name; `none` drops an inherited one."),
  })
  .partial();

/** An environment as written; every key may be absent. */
export type EnvironmentSpec = z.infer<typeof environmentSpec>;
/** Class of an environment. */
export type EnvironmentClass = (typeof CLASSES)[number];
