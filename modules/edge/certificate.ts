import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { hostId } from "./host-id";

export interface CertificateProps {
  /** Subject of the certificate; at most 64 characters. */
  readonly domain: string;
  /** Every host name of the certificate, the domain included; at most 10 without a raised quota. */
  readonly hosts: readonly string[];
  /** Route 53 zone that the records which prove ownership are written to. */
  readonly zoneId: string;
  /** Provider of the region that the certificate is for. @default - that of the stack */
  readonly provider?: TerraformProvider;
}

/**
 * One certificate for all host names, proven by DNS records that stay, so AWS renews it by itself.
 *
 * Makes `aws_acm_certificate`, a `aws_route53_record` per host and `aws_acm_certificate_validation`, which
 * waits until the certificate is issued. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 * @see https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 */
export class Certificate extends Construct {
  /** ARN of the certificate once it is issued. */
  readonly issuedArn: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const certificate = this.request(props);
    const records = props.hosts.map((host) => this.proof(certificate, host, props.zoneId));
    const validation = new AcmCertificateValidation(this, "validation", {
      ...(props.provider && { provider: props.provider }),
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map((record) => record.fqdn),
    });
    this.issuedArn = validation.certificateArn;
  }

  private request({ domain, hosts, provider }: CertificateProps): AcmCertificate {
    const others = hosts.filter((host) => host !== domain);
    return new AcmCertificate(this, "request", {
      ...(provider && { provider }),
      domainName: domain,
      subjectAlternativeNames: others.length > 0 ? others : undefined,
      validationMethod: "DNS",
      // A listener keeps its certificate until the next one is issued.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private proof(certificate: AcmCertificate, host: string, zoneId: string): Route53Record {
    return new Route53Record(this, `proof_${hostId(host)}`, {
      zoneId,
      name: validationOption(certificate, host, "resource_record_name"),
      type: validationOption(certificate, host, "resource_record_type"),
      records: [validationOption(certificate, host, "resource_record_value")],
      ttl: 60,
      // The record of a host is the same for every certificate of the account, so a certificate that
      // replaces another finds the record already there.
      allowOverwrite: true,
    });
  }
}

/** The record that AWS asks for, found by host name: the set has no order to count on. */
function validationOption(certificate: AcmCertificate, host: string, attribute: string): string {
  const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
  return `\${one([for option in ${options} : option.${attribute} if option.domain_name == "${host}"])}`;
}
