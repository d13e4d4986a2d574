import { S3_FILES_CONTAINER } from "../../modules/compute/with-s3-files";
import { AGENT_NAME, LOG_ROUTER_NAME, SOCKET_VOLUME } from "../../modules/observability/datadog/reserved";
import type { Problem } from "../problem";
import type { FleetRule, Rule, Subject } from "./rule";

/**
 * Team names that begin what AWS keeps for itself (`sg-` the ids of security groups, `internal-` addresses of
 * load balancers, `amzn-` and `sthree-` buckets), or that this project uses.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const RESERVED_TEAMS = ["amazon", "amzn", "aws", "internal", "platform", "sg", "sthree"];

/** Names of teams, containers and volumes are free. */
export const names: Rule = (subject) => [
  ...subject.environment.services.flatMap((service) => {
    const path = ["services", service.name];
    const others = [AGENT_NAME, LOG_ROUTER_NAME];
    return [
      ...(others.includes(service.name) ? [taken(subject, path, "is the name of a Datadog container")] : []),
      ...service.sidecars
        .filter(({ name }) => name === service.name || others.includes(name))
        .map(({ name }) => {
          const whose = name === service.name ? "the service's own container" : "a Datadog container";
          return taken(subject, [...path, "sidecars", name], `is the name of ${whose}`);
        }),
      ...service.sidecars
        .filter(({ name }) => service.s3Files !== undefined && name === S3_FILES_CONTAINER)
        .map(({ name }) =>
          taken(subject, [...path, "sidecars", name], "is the name of the container that fetches `s3Files`"),
        ),
      ...service.mounts
        .filter(({ name }) => name === SOCKET_VOLUME)
        .map(({ name }) => taken(subject, [...path, "mounts", name], "is the name of a Datadog volume")),
    ];
  }),
];

function taken(subject: Subject, path: readonly string[], message: string): Problem {
  return subject.problem(path, { message, fix: "Choose another name." });
}

/** Every stack has a name of its own: `a-b` + `c` and `a` + `b-c` are both `a-b-c`. */
export const stackNames: FleetRule = (subjects) => {
  const first = new Map<string, Subject>();
  const problems: Problem[] = [];
  for (const subject of subjects) {
    const { stack, team } = subject.environment;
    if (RESERVED_TEAMS.includes(team)) {
      const message = `gives the stack the name ${stack}, and names that start with ${team} are reserved`;
      problems.push(subject.problem([], { message, fix: "Choose another team name." }));
    }
    const other = first.get(stack);
    if (other === undefined) {
      first.set(stack, subject);
    } else {
      const message = `gives the stack the name ${stack}, which ${other.whereabouts([])} has already`;
      problems.push(subject.problem([], { message, fix: "Rename the environment." }));
    }
  }
  return problems;
};
