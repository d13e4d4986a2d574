import type { Target } from "./need";

/**
 * Short names of the interface endpoints of services, by the prefix of their actions in IAM. Left out are services
 * whose endpoint does not answer to the usual name (DynamoDB, S3 with its gateway) and all that people rarely call
 * from an application: without NAT they are refused, not forgotten.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
const ENDPOINTS: Readonly<Record<string, string>> = {
  athena: "athena",
  cloudwatch: "monitoring",
  comprehend: "comprehend",
  ec2: "ec2",
  ecs: "ecs",
  elasticloadbalancing: "elasticloadbalancing",
  events: "events",
  firehose: "kinesis-firehose",
  glue: "glue",
  kinesis: "kinesis-streams",
  kms: "kms",
  lambda: "lambda",
  logs: "logs",
  polly: "polly",
  "rds-data": "rds-data",
  rekognition: "rekognition",
  secretsmanager: "secretsmanager",
  sns: "sns",
  sqs: "sqs",
  ssm: "ssm",
  states: "states",
  textract: "textract",
  transcribe: "transcribe",
  translate: "translate",
  xray: "xray",
};

/** An API whose endpoint has the API's own name. */
export function api(name: string, region: string): Target {
  return { api: name, region, endpoint: name };
}

/** What an action such as `sqs:SendMessage` is sent to. */
export function targetOfAction(action: string, region: string): Target {
  const [service = ""] = action.split(":");
  if (service === "s3") return { s3: region };
  return { api: service, region, endpoint: ENDPOINTS[service] };
}

/** Region of an ARN, or that of the environment where the ARN has none. */
export function regionOf(arn: string, region: string): string {
  return arn.split(":")[3] || region;
}
