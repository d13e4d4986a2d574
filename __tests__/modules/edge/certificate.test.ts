import { describe, expect, it } from "vitest";
import { synthEntrance } from "./fixture";

const OPTIONS = "aws_acm_certificate.entrance_certificate_request.domain_validation_options";

describe("Certificate", () => {
  it("is one certificate with the other hosts as alternative names", () => {
    expect(synthEntrance().one("aws_acm_certificate", "entrance_certificate_request")).toMatchObject({
      domain_name: "blog.example.net",
      subject_alternative_names: ["app.example.net"],
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
  });

  it("has no alternative names for the domain alone", () => {
    const made = synthEntrance({ hosts: ["blog.example.net"] });
    expect(made.one("aws_acm_certificate", "entrance_certificate_request")).not.toHaveProperty(
      "subject_alternative_names",
    );
  });

  it("finds each proof by its host's name", () => {
    const pick = (attribute: string) =>
      `\${one([for option in ${OPTIONS} : option.${attribute} if option.domain_name == "app.example.net"])}`;
    expect(
      synthEntrance().one("aws_route53_record", "entrance_certificate_proof_app_example_net"),
    ).toMatchObject({
      zone_id: "Z0123456789ABCDEFGHIJ",
      name: pick("resource_record_name"),
      type: pick("resource_record_type"),
      records: [pick("resource_record_value")],
      ttl: 60,
      allow_overwrite: true,
    });
  });

  it("is valid once every proof is there", () => {
    expect(
      synthEntrance().one("aws_acm_certificate_validation", "entrance_certificate_validation")
        .validation_record_fqdns,
    ).toEqual([
      "${aws_route53_record.entrance_certificate_proof_app_example_net.fqdn}",
      "${aws_route53_record.entrance_certificate_proof_blog_example_net.fqdn}",
    ]);
  });
});
