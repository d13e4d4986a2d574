import { INSTANCE_PORT } from "./instance-port";
import type { BeanstalkWeb } from "./service-props";
import { listed, type Options } from "./settings";

/** What the load balancer of the environment is told to use. */
export interface WebParts {
  readonly securityGroupId: string;
  readonly certificateArn: string;
  /** `undefined` writes no access logs. */
  readonly accessLogsBucket: string | undefined;
}

/** The load balancer of an environment: its own, with our security group, HTTPS only. */
export function webOptions(web: BeanstalkWeb, parts: WebParts): Options {
  return {
    "aws:elbv2:listener:443": {
      DefaultProcess: "default",
      ListenerEnabled: true,
      Protocol: "HTTPS",
      SSLCertificateArns: listed([parts.certificateArn]),
      SSLPolicy: web.tlsPolicy,
    },
    // A listener of the source bundle answers on port 80, and only redirects.
    "aws:elbv2:listener:default": { ListenerEnabled: false },
    "aws:elbv2:loadbalancer": {
      AccessLogsS3Bucket: parts.accessLogsBucket,
      AccessLogsS3Enabled: parts.accessLogsBucket !== undefined,
      IdleTimeout: web.idleTimeoutSeconds,
      IpAddressType: web.ipAddressType,
      ManagedSecurityGroup: parts.securityGroupId,
      SecurityGroups: listed([parts.securityGroupId]),
    },
    "aws:elasticbeanstalk:environment:process:default": process(web),
  };
}

function process({
  healthCheck,
  deregistrationDelaySeconds,
  stickinessSeconds,
}: BeanstalkWeb): Options[string] {
  return {
    DeregistrationDelay: deregistrationDelaySeconds,
    HealthCheckInterval: healthCheck.intervalSeconds,
    HealthCheckPath: healthCheck.path,
    HealthCheckTimeout: healthCheck.timeoutSeconds,
    HealthyThresholdCount: healthCheck.healthyThreshold,
    MatcherHTTPCode: healthCheck.successCodes,
    Port: INSTANCE_PORT,
    Protocol: "HTTP",
    StickinessEnabled: stickinessSeconds !== undefined,
    StickinessLBCookieDuration: stickinessSeconds,
    UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
  };
}
