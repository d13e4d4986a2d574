import { ElasticBeanstalkEnvironment } from "@cdktf/provider-aws/lib/elastic-beanstalk-environment";
import type { ITerraformDependable } from "cdktf";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { Task } from "../compute/container";
import { bundleFiles } from "./bundle-files";
import { environmentName } from "./environment-name";
import { environmentValues } from "./environment-values";
import { INSTANCE_PORT } from "./instance-port";
import { BeanstalkRoles, executionRoleArn } from "./roles";
import { propertyProblems, serviceProblems } from "./service-problems";
import type { BeanstalkServiceProps } from "./service-props";
import { canonical, type Setting, settings } from "./settings";
import { environmentOptions, instanceOptions, variableOptions } from "./settings-of-environment";
import { scalingOptions, scheduleSettings } from "./settings-of-scaling";
import { updateOptions } from "./settings-of-updates";
import { webOptions } from "./settings-of-web";
import { workerOptions } from "./settings-of-worker";
import { bundlePrefix, SourceVersion } from "./source-version";
import { WebEntrance } from "./web-entrance";
import { WorkerQueue } from "./worker-queue";
import type { Files } from "./zip";

/** Seconds that an instance takes until its first container starts: packages, images. */
const BOOT_SECONDS = 300;

interface Parts {
  readonly entrance: WebEntrance | undefined;
  readonly queue: WorkerQueue | undefined;
  readonly roles: BeanstalkRoles;
  readonly version: SourceVersion;
}

/**
 * One service on Elastic Beanstalk's ECS platform: an environment whose instances each run all of the service's
 * containers, with a load balancer (web tier) or a queue (worker tier) of its own.
 *
 * Makes `aws_elastic_beanstalk_environment`, a `SourceVersion`, `BeanstalkRoles`, and a `WebEntrance` or a
 * `WorkerQueue`; Elastic Beanstalk makes the instances, the Auto Scaling group, the load balancer and an ECS
 * cluster. Costs the instances with 30 GiB of storage each, the load balancer's hours and capacity units, and
 * logs. Deliberately leaves out shared load balancers, Spot, SSH and a proxy on the instance.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_ecs.html
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export class BeanstalkService extends Construct {
  readonly name: string;
  /** Name of the Beanstalk environment. */
  readonly environmentName: string;
  /** Id of the Beanstalk environment, as in `e-abcdefghij`. */
  readonly environmentId: string;
  /** What must exist before a version can be deployed. */
  readonly ready: readonly ITerraformDependable[];
  /** ARN of the Beanstalk environment. */
  readonly environmentArn: string;
  /** Role of the instances; what mounts files. */
  readonly instanceRoleArn: string;
  /** URL of the queue of the worker tier; `undefined` for the web tier. */
  readonly queueUrl: string | undefined;
  /** Load balancer of the web tier; `undefined` for the worker tier. */
  readonly loadBalancerArn: string | undefined;
  /** The load balancer's name in CloudWatch: dimension `LoadBalancer`. */
  readonly loadBalancerArnSuffix: string | undefined;

  /** @throws Error when the containers cannot run on this platform, or two could run where only one may. */
  constructor(scope: Construct, id: string, props: BeanstalkServiceProps) {
    super(scope, id);
    refuse(props);
    const entrance = this.entrance(props);
    const queue = this.queue(props);
    const roles = this.roles(props, queue);
    const version = this.version(props);
    const environment = this.environment(props, { entrance, queue, roles, version });
    const loadBalancerArn: string | undefined = entrance && Fn.element(environment.loadBalancers, 0);
    if (loadBalancerArn !== undefined) {
      entrance?.open({ arn: loadBalancerArn, dnsName: environment.endpointUrl });
    }

    this.name = props.name;
    this.environmentName = environment.name;
    this.environmentId = environment.id;
    this.environmentArn = environment.arn;
    this.ready = [environment];
    this.instanceRoleArn = roles.instanceRoleArn;
    this.queueUrl = queue?.url;
    this.loadBalancerArn = loadBalancerArn;
    this.loadBalancerArnSuffix =
      loadBalancerArn && Fn.element(Fn.split(":loadbalancer/", loadBalancerArn), 1);
  }

  private entrance(props: BeanstalkServiceProps): WebEntrance | undefined {
    const { web, identity, network, name, firewall: instances, kmsKeyArn } = props;
    if (web === undefined) return undefined;
    return new WebEntrance(this, "entrance", { identity, network, name, web, instances, kmsKeyArn });
  }

  private queue({ worker, identity, name, kmsKeyArn }: BeanstalkServiceProps): WorkerQueue | undefined {
    return worker && new WorkerQueue(this, "queue", { identity, name, worker, kmsKeyArn });
  }

  private roles(props: BeanstalkServiceProps, queue: WorkerQueue | undefined): BeanstalkRoles {
    return new BeanstalkRoles(this, "roles", props, {
      bundlePrefix: bundlePrefix(props.name),
      queueArn: queue?.arn,
      deadLetterQueueArn: queue?.deadLetterArn,
    });
  }

  private version(props: BeanstalkServiceProps): SourceVersion {
    const { name, application } = props;
    return new SourceVersion(this, "source", { name, application, files: filesOf(props) });
  }

  private environment(props: BeanstalkServiceProps, parts: Parts): ElasticBeanstalkEnvironment {
    const { identity, name, application } = props;
    const ignored = ownedElsewhere(props);
    return new ElasticBeanstalkEnvironment(this, "environment", {
      name: environmentName(identity.stack, name),
      description: `Service ${name} of ${identity.stack}`,
      application: application.name,
      tier: props.web === undefined ? "Worker" : "WebServer",
      solutionStackName: props.platform,
      versionLabel: parts.version.label,
      waitForReadyTimeout: "30m",
      setting: environmentSettings(props, parts),
      lifecycle: ignored.length === 0 ? undefined : { ignoreChanges: ignored },
      dependsOn: [
        ...application.ready,
        ...props.network.egress,
        ...props.firewall.rules,
        ...(parts.entrance?.ready ?? []),
        ...parts.roles.grants,
        ...props.dependsOn,
      ],
    });
  }
}

/** A managed update moves the platform on, a pipeline the version; Terraform must not take them back. */
function ownedElsewhere({ managedUpdates, imageIsOwnedElsewhere }: BeanstalkServiceProps): string[] {
  return [
    ...(managedUpdates === undefined ? [] : ["solution_stack_name"]),
    ...(imageIsOwnedElsewhere === true ? ["version_label"] : []),
  ];
}

/** Every file of the service's source bundle. */
function filesOf({ identity, name, bundleTask, web, singleton }: BeanstalkServiceProps): Files {
  return bundleFiles({
    task: onInstancePort(bundleTask),
    executionRoleArn: executionRoleArn(identity, name),
    web: web && { gracePeriodSeconds: BOOT_SECONDS + web.healthCheck.gracePeriodSeconds },
    singleton,
  });
}

/** The files of the source bundle, with another image in the service's own container; not escaped for Terraform. */
export function bundleWithImage(props: BeanstalkServiceProps, image: string): Files {
  const [own, ...others] = props.bundleTask.containers;
  if (own === undefined) return filesOf(props);
  return filesOf({
    ...props,
    bundleTask: { ...props.bundleTask, containers: [{ ...own, image }, ...others] },
  });
}

/** Every option of the environment, in the one order. */
function environmentSettings(props: BeanstalkServiceProps, parts: Parts): Setting[] {
  const { entrance, queue, roles } = parts;
  return canonical([
    ...settings(environmentOptions(props)),
    ...settings(variableOptions(environmentValues(props.task))),
    ...settings(instanceOptions(props, roles.instanceProfileName)),
    ...settings(scalingOptions(props)),
    ...scheduleSettings(props.schedules),
    ...settings(updateOptions(props)),
    ...(props.web && entrance
      ? settings(webOptions(props.web, { ...entrance, securityGroupId: entrance.firewall.groupId }))
      : []),
    ...(props.worker && queue ? settings(workerOptions(props.worker, queue.url)) : []),
  ]);
}

/** The service's own container takes the port that the load balancer or the daemon talks to. */
function onInstancePort(task: Task): Task {
  const [own, ...others] = task.containers;
  if (own?.port === undefined) return task;
  return { ...task, containers: [{ ...own, hostPort: INSTANCE_PORT }, ...others] };
}

function refuse(props: BeanstalkServiceProps): void {
  const onPort = { ...props, task: onInstancePort(props.task) };
  const { properties, secrets } = environmentValues(props.task);
  const names = [...Object.keys(properties), ...Object.keys(secrets)];
  const problems = [...serviceProblems(onPort), ...propertyProblems(props.name, names)];
  if (problems.length > 0) throw new Error(`The service ${props.name} cannot run:\n${problems.join("\n")}`);
}
