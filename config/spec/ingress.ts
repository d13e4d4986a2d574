import { z } from "zod";
import { cidrText } from "./cidr";
import { logRetentionDays } from "./logs";
import { hostname, whole } from "./text";

const rateLimit = z
  .strictObject({
    requests: whole(10, 2_000_000_000).describe("Requests that one client address may send in the window."),
    windowSeconds: z
      .union([z.literal(60), z.literal(120), z.literal(300), z.literal(600)])
      .describe("Length of the window."),
  })
  .partial();

const waf = z
  .strictObject({
    rateLimit: rateLimit.describe("Requests of one client address before WAF blocks it."),
    managedRules: z
      .enum(["block", "count"])
      .describe("Whether AWS's managed rule groups block requests or only count them (to try them out)."),
    logRetentionDays: logRetentionDays.describe("Days that WAF's log is kept in CloudWatch Logs."),
  })
  .partial();

/** The public entrance of an environment. */
export const ingressSpec = z
  .strictObject({
    domain: hostname.describe("Host name of the environment; gets A and AAAA aliases and a certificate."),
    zone: hostname.describe(
      "Route 53 public zone that holds the domain; its id is in `platform.yaml` under `zones`.",
    ),
    allow: z
      .array(cidrText)
      .max(10_000, { error: "has more than 10,000 blocks, which is the most an IP set holds" })
      .describe("IPv4 and IPv6 blocks that may reach the environment; WAF blocks everybody else."),
    public: z.boolean().describe("Everybody may reach the environment. Excludes `allow`."),
    ipAddressType: z
      .enum(["dualstack", "ipv4"])
      .describe(
        "Address families of the load balancer. `ipv4` also drops the AAAA alias and the IPv6 rules.",
      ),
    tlsPolicy: z
      .enum([
        "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        "ELBSecurityPolicy-TLS13-1-3-2021-06",
      ])
      .describe("TLS versions and ciphers of the HTTPS listener."),
    idleTimeoutSeconds: whole(1, 4000).describe("Seconds after which an idle connection is closed."),
    accessLogs: z
      .union([
        z.literal("none"),
        z.strictObject({ retentionDays: whole(1, 3653).describe("Days that a log file is kept.") }),
      ])
      .describe("Load balancer access logs in an S3 bucket of the environment."),
    waf: waf.describe("Web application firewall."),
  })
  .partial()
  .describe("The public entrance: load balancer, certificate, DNS and WAF.");
