import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { dependable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";

export interface FirewallProps {
  readonly identity: Identity;
  readonly vpcId: string;
  /** What the group protects, unique in the environment: part of its name and of rule addresses. */
  readonly name: string;
  /** One sentence for the AWS console. */
  readonly description: string;
}

/** Address families that a rule is written for. */
export type Families = "dualstack" | "ipv4";

/**
 * A security group that starts with no rule at all; every rule is opened by name, for both address
 * families where it names addresses.
 *
 * Makes `aws_security_group` and a standalone rule resource per opening. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export class Firewall extends Construct {
  readonly groupId: string;
  private readonly label: string;
  private readonly opened: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    this.label = props.name;
    const name = `${props.identity.stack}-${props.name}`;
    const group = new SecurityGroup(this, "group", {
      name,
      description: props.description,
      vpcId: props.vpcId,
      tags: { Name: name },
    });
    this.groupId = group.id;
  }

  /** Every rule of this group so far, for what fails at once when it cannot connect. */
  get rules(): readonly ITerraformDependable[] {
    return [...this.opened];
  }

  /**
   * Opens a TCP port, or all up to `lastPort`, from this group to `target`: an egress rule here and an ingress rule
   * there. What is open already stays so.
   */
  allowTo(target: Firewall, port: number, lastPort = port): void {
    if (this.node.tryFindChild(`to_${target.label}_${port}`) !== undefined) return;
    const description = `${this.label} to ${target.label}`;
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: lastPort, description };
    this.opened.push(
      new VpcSecurityGroupEgressRule(this, `to_${target.label}_${port}`, {
        ...rule,
        securityGroupId: this.groupId,
        referencedSecurityGroupId: target.groupId,
      }),
    );
    target.opened.push(
      new VpcSecurityGroupIngressRule(target, `from_${this.label}_${port}`, {
        ...rule,
        securityGroupId: target.groupId,
        referencedSecurityGroupId: this.groupId,
      }),
    );
  }

  /** Opens a TCP port to every address of the families. What is open already stays so. */
  allowToAnywhere(port: number, families: Families): void {
    for (const [family, cidr] of anywhere(families)) {
      if (this.node.tryFindChild(`to_${family}_${port}`) !== undefined) continue;
      this.opened.push(
        new VpcSecurityGroupEgressRule(this, `to_${family}_${port}`, {
          ...cidr,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          description: `${this.label} to everywhere`,
          securityGroupId: this.groupId,
        }),
      );
    }
  }

  /**
   * Opens a TCP port from every address of the families; access is then somebody else's job (WAF).
   *
   * @param after What must exist before the port is open.
   */
  allowFromAnywhere(port: number, families: Families, after?: readonly ITerraformDependable[]): void {
    for (const [family, cidr] of anywhere(families)) {
      const rule = this.allowFromCidr(family, cidr, port, `everywhere to ${this.label}`);
      if (after !== undefined) rule.dependsOn = after.map(dependable);
    }
  }

  /** Opens a TCP port from one block; `id` is part of the rule's address. */
  allowFromCidr(
    id: string,
    cidr: { readonly cidrIpv4: string } | { readonly cidrIpv6: string },
    port: number,
    description: string,
  ): VpcSecurityGroupIngressRule {
    const rule = new VpcSecurityGroupIngressRule(this, `from_${id}_${port}`, {
      ...cidr,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description,
      securityGroupId: this.groupId,
    });
    this.opened.push(rule);
    return rule;
  }
}

function anywhere(families: Families) {
  const ipv4 = ["ipv4", { cidrIpv4: "0.0.0.0/0" }] as const;
  const ipv6 = ["ipv6", { cidrIpv6: "::/0" }] as const;
  return families === "dualstack" ? [ipv4, ipv6] : [ipv4];
}
