import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { Construct } from "constructs";

/** One year. Subdomains are left out: they may belong to somebody else. */
const STRICT_TRANSPORT_SECURITY = "max-age=31536000";

export interface ListenersProps {
  readonly loadBalancer: Lb;
  readonly certificateArn: string;
  /** Security policy of the HTTPS listener: TLS versions and ciphers. */
  readonly tlsPolicy: string;
}

/** The two listeners: HTTP, which only sends clients to HTTPS, and HTTPS. */
export interface Listeners {
  readonly http: LbListener;
  readonly https: LbListener;
}

/**
 * Adds the listeners to `scope`. HTTPS answers 404 to whatever no rule asks for, so that no service gets
 * requests for a host name it does not know.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export function addListeners(scope: Construct, props: ListenersProps): Listeners {
  return { http: addHttp(scope, props.loadBalancer), https: addHttps(scope, props) };
}

/** Adds an HTTPS listener on another port, for tests; it differs from the main one in nothing else. */
export function addTestListener(scope: Construct, port: number, props: ListenersProps): LbListener {
  return httpsListener(scope, `https_${port}`, port, props);
}

function addHttp(scope: Construct, loadBalancer: Lb): LbListener {
  return new LbListener(scope, "http", {
    loadBalancerArn: loadBalancer.arn,
    port: 80,
    protocol: "HTTP",
    defaultAction: [
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ],
  });
}

function addHttps(scope: Construct, props: ListenersProps): LbListener {
  return httpsListener(scope, "https", 443, props);
}

function httpsListener(scope: Construct, id: string, port: number, props: ListenersProps): LbListener {
  return new LbListener(scope, id, {
    loadBalancerArn: props.loadBalancer.arn,
    port,
    protocol: "HTTPS",
    sslPolicy: props.tlsPolicy,
    certificateArn: props.certificateArn,
    routingHttpResponseStrictTransportSecurityHeaderValue: STRICT_TRANSPORT_SECURITY,
    defaultAction: [
      {
        type: "fixed-response",
        fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
      },
    ],
  });
}
