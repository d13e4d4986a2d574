import type { Rule } from "./rule";
import { attributeOf, turnsOff } from "./values";

const TRAILS: Readonly<Record<string, string>> = {
  aws_cloudtrail: "the audit trail",
  aws_flow_log: "the network's flow log",
  aws_guardduty_detector: "the threat detection",
  aws_config_configuration_recorder: "the record of configurations",
  aws_s3_bucket_logging: "the bucket's access log",
  aws_wafv2_web_acl_logging_configuration: "the firewall's log",
  aws_securityhub_account: "the security findings",
  aws_cloudwatch_metric_alarm: "an alarm",
  google_logging_project_sink: "the log sink",
  azurerm_monitor_diagnostic_setting: "the diagnostic log",
};

/** Somebody looks away. */
export const auditTrailOff: Rule = {
  name: "audit-trail-off",
  severity: "warn",
  summary: "A log, a trail or an alarm is deleted, switched off or kept for a shorter time.",
  check: ({ change, values }) => {
    const trail = Object.hasOwn(TRAILS, change.type) ? TRAILS[change.type] : undefined;
    if (trail !== undefined && change.group === "destroy") return [`takes ${trail} away`];
    if (
      trail !== undefined &&
      ["enable", "enable_logging", "actions_enabled"].some((name) => turnsOff(values, name))
    ) {
      return [`switches ${trail} off`];
    }
    const [before, after] = (["before", "after"] as const).map((side) =>
      attributeOf(values, side, "retention_in_days"),
    );
    const isShorter =
      typeof before === "number" &&
      typeof after === "number" &&
      after > 0 &&
      (before === 0 || after < before);
    return isShorter ? [`keeps logs for ${after} days instead of ${before === 0 ? "ever" : before}`] : [];
  },
};
