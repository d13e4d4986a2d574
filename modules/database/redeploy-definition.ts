/** A service whose containers have to start anew to read a new password. */
export type RedeployTarget = EcsTarget | CodeDeployTarget | BeanstalkTarget;

/** A service of an ECS cluster. */
export interface EcsTarget {
  readonly kind: "ecs";
  readonly name: string;
  readonly arn: string;
  readonly clusterArn: string;
}

/** A service of an ECS cluster whose tasks only CodeDeploy exchanges. */
export interface CodeDeployTarget {
  readonly kind: "codedeploy";
  readonly name: string;
  readonly arn: string;
  readonly clusterArn: string;
  /** CodeDeploy's application and group of the service. */
  readonly application: string;
  readonly group: string;
  readonly applicationArn: string;
  readonly groupArn: string;
  readonly configArn: string;
  /** Container and port that the load balancer leads to. */
  readonly web: { readonly containerName: string; readonly port: number };
}

/** A Beanstalk environment. */
export interface BeanstalkTarget {
  readonly kind: "beanstalk";
  readonly name: string;
  readonly arn: string;
  readonly environmentId: string;
}

/**
 * AWS says that a managed rotation "typically" takes less than a minute, but not whether the label moves
 * before or after the database takes the password; a task must not start in between.
 */
const SETTLE_SECONDS = 60;

/**
 * The state machine that starts the containers of every service anew, all at once, in the Amazon States
 * Language. A service's branch tries again for about ten minutes, so that one that fails stops no other.
 *
 * Cluster and environment stand in it by what Terraform knows only after the first apply: a first plan, which AWS
 * could not validate the definition of without credentials, works anywhere.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function redeployDefinition(services: readonly RedeployTarget[]) {
  return {
    Comment: "Gives running services the rotated database password",
    StartAt: "Settle",
    States: {
      Settle: { Type: "Wait", Seconds: SETTLE_SECONDS, Next: "Redeploy" },
      Redeploy: {
        Type: "Parallel",
        Branches: services.map(branch),
        ResultPath: null,
        End: true,
      },
    },
  };
}

/** A task that tries again for about ten minutes. */
function patiently(call: object) {
  const retry = { ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2 };
  return { Type: "Task", ...call, Retry: [retry] };
}

function branch(service: RedeployTarget) {
  return {
    StartAt: service.name,
    States: {
      ...(service.kind === "codedeploy" ? { [service.name]: running(service) } : {}),
      [lastState(service)]: {
        ...patiently(call(service)),
        // The answer describes the whole service; a few of them would exceed what a state may hand on.
        ResultPath: null,
        End: true,
      },
    },
  };
}

function lastState({ kind, name }: RedeployTarget): string {
  return kind === "codedeploy" ? `${name}: deploy` : name;
}

/** Asks which revision runs: CodeDeploy has to be told, and is to start the same again. */
function running(service: CodeDeployTarget) {
  return {
    ...patiently({
      Resource: "arn:aws:states:::aws-sdk:ecs:describeServices",
      Parameters: { Cluster: service.clusterArn, Services: [service.name] },
    }),
    ResultSelector: {
      "taskDefinition.$":
        "States.ArrayGetItem($.Services[0].TaskSets[?(@.Status == 'PRIMARY')].TaskDefinition, 0)",
    },
    Next: lastState(service),
  };
}

/**
 * `appspec.yaml` as a text that Step Functions fills the revision into: `{}` is its place, and other braces are escaped.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
function appSpecText({ web }: CodeDeployTarget): string {
  const properties = `"TaskDefinition":"<>","LoadBalancerInfo":{"ContainerName":"${web.containerName}","ContainerPort":${web.port}}`;
  const service = `{"TargetService":{"Type":"AWS::ECS::Service","Properties":{${properties}}}}`;
  const text = `{"version":0.0,"Resources":[${service}]}`;
  return text.replace(/[{}]/g, "\\$&").replace("<>", "{}");
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_RestartAppServer.html */
function call(service: RedeployTarget) {
  if (service.kind === "codedeploy") {
    const content = `States.Format('${appSpecText(service)}', $.taskDefinition)`;
    return {
      Resource: "arn:aws:states:::aws-sdk:codedeploy:createDeployment",
      Parameters: {
        ApplicationName: service.application,
        DeploymentGroupName: service.group,
        Revision: { RevisionType: "AppSpecContent", AppSpecContent: { "Content.$": content } },
      },
    };
  }
  if (service.kind === "beanstalk") {
    return {
      Resource: "arn:aws:states:::aws-sdk:elasticbeanstalk:restartAppServer",
      Parameters: { EnvironmentId: service.environmentId },
    };
  }
  return {
    Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
    Parameters: { Cluster: service.clusterArn, Service: service.name, ForceNewDeployment: true },
  };
}
