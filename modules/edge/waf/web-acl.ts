import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../../identity";
import { NAME_LIMIT, resourceName } from "../../naming";
import type { Access } from "./access";
import { AllowList } from "./allow-list";
import { entranceWords } from "./entrance-words";
import { WafLog } from "./log";
import { type RulesProps, visibility, webAclRules } from "./rules";

export interface WebAclProps extends Omit<RulesProps, "allowed"> {
  readonly identity: Identity;
  /** Name of the entrance in the environment, where it has several. @default - it is the only one */
  readonly label?: string;
  readonly access: Access;
  /** Days that CloudWatch Logs keeps an event of the log. */
  readonly logRetentionDays: number;
  /** Whether somebody else lets AWS write to the log groups of the account. @default false */
  readonly sharedLogPolicy?: boolean;
  /** KMS key of the log group; `undefined` leaves encryption to CloudWatch Logs. */
  readonly kmsKeyArn: string | undefined;
  /** What the web ACL is put in front of. */
  readonly loadBalancerArn: string;
  /** What must be there before it can be. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The web application firewall of an environment: a rate limit, AWS's managed rules and who may come in.
 * With an allow list it blocks whatever no rule let in; a public one lets in whatever no rule blocked.
 *
 * Makes `aws_wafv2_web_acl`, its association, a `WafLog` and, for an allow list, an `AllowList`. Costs a
 * monthly price for the ACL and for each of its four or five rules, and one per million requests. Leaves
 * out rule groups with a price of their own (bots, account takeover).
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing.html
 */
export class WebAcl extends Construct {
  /** Once this exists, no request passes by the firewall. */
  readonly association: Wafv2WebAclAssociation;

  /** @throws Error when `access` allows nobody. */
  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const webAcl = this.webAcl(props);
    this.association = this.associate(webAcl, props);
    new WafLog(this, "log", { ...props, webAcl, retentionDays: props.logRetentionDays });
  }

  private webAcl(props: WebAclProps): Wafv2WebAcl {
    const { identity, label, access } = props;
    const words = entranceWords(identity, label);
    const allowed =
      access.kind === "allow" ? new AllowList(this, "allow", { words, access }).statement : undefined;
    return new Wafv2WebAcl(this, "acl", {
      name: resourceName(words, NAME_LIMIT.wafWebAcl),
      description: `In front of the public entrance of ${words.join(" ")}.`,
      scope: "REGIONAL",
      defaultAction: allowed === undefined ? { allow: {} } : { block: {} },
      rule: webAclRules({ ...props, allowed }),
      visibilityConfig: visibility(resourceName(words, NAME_LIMIT.wafWebAcl)),
    });
  }

  private associate(webAcl: Wafv2WebAcl, props: WebAclProps): Wafv2WebAclAssociation {
    return new Wafv2WebAclAssociation(this, "association", {
      resourceArn: props.loadBalancerArn,
      webAclArn: webAcl.arn,
      // AWS takes minutes until a new web ACL can be used everywhere; the provider tries until then.
      timeouts: { create: "10m" },
      dependsOn: [...props.after],
    });
  }
}
