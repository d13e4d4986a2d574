import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/validate";
import { writeStack } from "../../stacks/write-stack";
import { temporaryRoot } from "./root";
import { type Synthesized, synthesized } from "./synth";

/** A platform file that uses every key of the platform stacks. */
export const PLATFORM_STACKS = `organization: example
state: { backend: s3, bucket: example-terraform-state, region: us-west-2, prefix: states }
accounts:
  "111122223333": { name: production }
  "444455556666": { name: sandbox, classes: [staging, development] }
zones: { example.net: Z0123456789ABCDEFGHIJ }
iam: { path: /example/ }
platform:
  repository: example/infrastructure
  branch: main
  applyPolicies: ["arn:aws:iam::aws:policy/PowerUserAccess"]
  accounts:
    "111122223333":
      region: us-west-2
      holdsState: true
      oidcProvider: make
      accountSettings: safe
      wafLogPolicy: shared
      zones: [example.com]
      pullThroughCache:
        docker-hub:
          registry: registry-1.docker.io
          credentialSecret: arn:aws:secretsmanager:us-west-2:111122223333:secret:ecr-pullthroughcache/hub-a1B2c3
        ecr-public: { registry: public.ecr.aws }
    "444455556666": { region: us-west-2 }
`;

/** Two environments, one of them on Beanstalk and in another region. */
export const PLATFORM_TEAM = `team: festa
owners: [web-platform]
environments:
  production:
    class: production
    account: "111122223333"
    region: us-east-2
    network: { ipv4Cidr: 10.20.0.0/16, availabilityZones: [us-east-2a, us-east-2b] }
    ingress: { domain: festa.example.net, zone: example.net, allow: [203.0.113.0/24, "2001:db8:42::/48"] }
    services:
      app: { image: example/app:1.0.0, port: 8080, runtime: beanstalk, healthCheck: { path: /health } }
  apps:
    class: production
    account: "111122223333"
    region: us-west-2
    network: { ipv4Cidr: 10.21.0.0/16, availabilityZones: [us-west-2a, us-west-2b] }
    services:
      job: { image: example/job:1.0.0 }
`;

/** Every stack of a platform file and the team file above, by name. */
export function platformStacks(platform = PLATFORM_STACKS): ReadonlyMap<string, Synthesized> {
  const root = temporaryRoot({ "platform.yaml": platform, "teams/festa.yaml": PLATFORM_TEAM });
  const out = mkdtempSync(join(tmpdir(), "teamstacks-platform-"));
  try {
    const { environments, platforms } = loadEnvironments(root);
    const stacks = [...platforms, ...environments].map(({ stack }) => stack);
    for (const plan of [...platforms, ...environments]) writeStack(plan, out, "../../../state");
    return new Map(stacks.map((stack) => [stack, read(join(out, "stacks", stack, "cdk.tf.json"))]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function read(file: string): Synthesized {
  return synthesized(JSON.parse(readFileSync(file, "utf8")));
}
