import { Construct } from "constructs";
import type { Datadog, Environment, Service } from "../config/environment";
import { hasDynamicPorts } from "../config/shares-loopback";
import { type Cluster, type ClusterProps, Daemon, InstanceTask, TaskRoles } from "../modules/compute";
import type { Firewall, Network } from "../modules/network";
import { daemonAgent, ServiceLogGroup } from "../modules/observability";
import { AGENT_NAME } from "../modules/observability/datadog/reserved";
import { agentOptions } from "./agent-options";
import { secretKeyOf } from "./secret-keys";
import type { SharedParts } from "./service-parts";

/** What the cluster needs to know of the instances that the environment wants; undefined when it wants none. */
export function instancesOf(
  { cluster: { instances }, network: { placement }, tags }: Environment,
  network: Network,
  topicArn: string,
): ClusterProps["instances"] {
  return instances && { ...instances, network, placement, tags, topicArn };
}

/** The firewall that tasks have which share the network of their instance; undefined for all others. */
export function firewallOfInstances(
  service: Service,
  { environment, cluster }: SharedParts,
): Firewall | undefined {
  return hasDynamicPorts(environment, service) ? cluster?.instances?.firewall : undefined;
}

/** The firewall through which directories are mounted: an instance does it for its tasks, also for those with an interface of their own. */
export function mountingFirewall(
  own: Firewall,
  { runtime }: Service,
  { cluster }: Pick<SharedParts, "cluster">,
): Firewall {
  return (runtime === "ec2" ? cluster?.instances?.firewall : undefined) ?? own;
}

/** The Datadog agent on every instance of the cluster, where there are both. */
export function addInstanceAgent(
  scope: Construct,
  parts: Pick<SharedParts, "environment" | "identity" | "keyArn"> & { readonly cluster: Cluster | undefined },
): void {
  const { environment, cluster } = parts;
  const { datadog } = environment;
  const { instances } = environment.cluster;
  if (datadog === undefined || instances === undefined || cluster === undefined) return;
  const agent = new Construct(scope, "datadog");
  const task = addTask(agent, parts, datadog, instances.architecture);
  new Daemon(agent, "daemon", { name: AGENT_NAME, cluster, task, dependsOn: task.grants });
}

function addTask(
  scope: Construct,
  { environment, identity, keyArn: kmsKeyArn }: Pick<SharedParts, "environment" | "identity" | "keyArn">,
  datadog: Datadog,
  architecture: "x86_64" | "arm64",
) {
  const { agent } = datadog;
  const retentionDays = AGENT_LOG_DAYS;
  const logs = new ServiceLogGroup(scope, "logs", {
    identity,
    service: AGENT_NAME,
    retentionDays,
    kmsKeyArn,
  });
  const task = daemonAgent(agentOptions(environment, datadog, logs.logging));
  const roles = new TaskRoles(scope, "roles", {
    identity,
    service: AGENT_NAME,
    task,
    logGroupArn: logs.arn,
    kmsKeyArn,
    secretKeys: secretKeyOf(datadog.apiKey),
    exec: false,
  });
  const { cpu, memoryMiB } = agent;
  const registered = new InstanceTask(scope, "agent", {
    identity,
    name: AGENT_NAME,
    task,
    cpu,
    memoryMiB,
    architecture,
    network: "host",
    roles,
    exec: false,
    // Whose metrics arrive at a socket is known by the process that sends them.
    seesHostProcesses: true,
  });
  return Object.assign(registered, { grants: roles.grants });
}

/** Days that the agent's own output is kept; it is of use while something is wrong with it. */
const AGENT_LOG_DAYS = 14;
