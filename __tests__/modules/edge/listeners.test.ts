import { describe, expect, it } from "vitest";
import { synthEntrance } from "./fixture";

describe("listeners", () => {
  it("redirects every HTTP request to HTTPS for good", () => {
    expect(synthEntrance().one("aws_lb_listener", "entrance_http")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } },
      ],
    });
  });

  it("answers 404 over HTTPS to what no rule asks for, with HSTS", () => {
    expect(synthEntrance().one("aws_lb_listener", "entrance_https")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      routing_http_response_strict_transport_security_header_value: "max-age=31536000",
      default_action: [
        { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "404" } },
      ],
    });
  });

  it("takes the TLS policy that is asked for", () => {
    const tlsPolicy = "ELBSecurityPolicy-TLS13-1-3-2021-06";
    expect(synthEntrance({ tlsPolicy }).one("aws_lb_listener", "entrance_https")).toMatchObject({
      ssl_policy: tlsPolicy,
    });
  });

  it("waits for the issued certificate, not for the request", () => {
    expect(synthEntrance().one("aws_lb_listener", "entrance_https").certificate_arn).toBe(
      "${aws_acm_certificate_validation.entrance_certificate_validation.certificate_arn}",
    );
  });
});
