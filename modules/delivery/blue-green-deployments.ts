import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Shiftable } from "../edge";
import type { Identity } from "../identity";
import { codeDeployName } from "./codedeploy-name";
import type { CodeDeployNames } from "./deployable";

export interface BlueGreenDeploymentsProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  readonly clusterName: string;
  /** Reference to the service's name: it has to exist before. */
  readonly serviceName: string;
  readonly shiftable: Shiftable;
  readonly strategy: "all-at-once" | "linear" | "canary";
  /** Share of the requests in each step, or in the first part; 1 to 99. */
  readonly stepPercent: number;
  /** Minutes between two steps, or after the first part. */
  readonly stepMinutes: number;
  /** Minutes that the old tasks are kept after the new ones got all requests; 0 to 2,880. */
  readonly bakeMinutes: number;
  /** Alarms that roll a deployment back when they ring during it. */
  readonly rollbackAlarms: readonly string[];
  /** See `CodeDeployRole`. */
  readonly roleArn: string;
  /** What must exist before CodeDeploy can start anything. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Deployments of one service by CodeDeploy: new tasks start beside the old ones, are tested, get the requests, and the
 * old ones end after a while; every failure and every alarm sends the requests back.
 *
 * Makes `aws_codedeploy_app`, `aws_codedeploy_deployment_group` and, unless requests go over all at once,
 * `aws_codedeploy_deployment_config`. Costs nothing but the tasks that run twice meanwhile. Leaves out starting a
 * deployment, which is what a pipeline is for, and CodeDeploy's own notifications.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html
 */
export class BlueGreenDeployments extends Construct implements CodeDeployNames {
  readonly application: string;
  readonly group: string;
  readonly applicationArn: string;
  readonly groupArn: string;
  readonly configArn: string;
  /** What must exist before the first deployment. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: BlueGreenDeploymentsProps) {
    super(scope, id);
    const { account, region } = props.identity;
    const app = this.app(props);
    const config = this.config(props);
    const group = this.groupOf(props, app, config);
    this.application = app.name;
    this.ready = [group];
    this.group = group.deploymentGroupName;
    this.applicationArn = app.arn;
    this.groupArn = group.arn;
    this.configArn = `arn:aws:codedeploy:${region}:${account}:deploymentconfig:${config}`;
  }

  private app(props: BlueGreenDeploymentsProps): CodedeployApp {
    return new CodedeployApp(this, "app", {
      name: codeDeployName(props.identity, props.name),
      computePlatform: "ECS",
    });
  }

  /** Name of the configuration that says how fast requests go over. */
  private config(props: BlueGreenDeploymentsProps): string {
    const { strategy, stepPercent: percentage, stepMinutes: interval } = props;
    if (strategy === "all-at-once") return "CodeDeployDefault.ECSAllAtOnce";
    const isLinear = strategy === "linear";
    const config = new CodedeployDeploymentConfig(this, "config", {
      // It cannot be changed, and not be removed while a group uses it: the next one has another name.
      deploymentConfigName: codeDeployName(props.identity, props.name, [
        strategy,
        `${percentage}-percent-${interval}-minutes`,
      ]),
      computePlatform: "ECS",
      trafficRoutingConfig: {
        type: isLinear ? "TimeBasedLinear" : "TimeBasedCanary",
        timeBasedLinear: isLinear ? { percentage, interval } : undefined,
        timeBasedCanary: isLinear ? undefined : { percentage, interval },
      },
      lifecycle: { createBeforeDestroy: true },
    });
    return config.deploymentConfigName;
  }

  private groupOf(props: BlueGreenDeploymentsProps, app: CodedeployApp, deploymentConfigName: string) {
    const { rollbackAlarms, bakeMinutes } = props;
    return new CodedeployDeploymentGroup(this, "group", {
      appName: app.name,
      deploymentGroupName: codeDeployName(props.identity, props.name),
      deploymentConfigName,
      serviceRoleArn: props.roleArn,
      ecsService: { clusterName: props.clusterName, serviceName: props.serviceName },
      deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: bakeMinutes,
        },
      },
      loadBalancerInfo: { targetGroupPairInfo: pair(props.shiftable) },
      alarmConfiguration:
        rollbackAlarms.length === 0 ? undefined : { enabled: true, alarms: [...rollbackAlarms].sort() },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", ...(rollbackAlarms.length === 0 ? [] : ["DEPLOYMENT_STOP_ON_ALARM"])],
      },
      dependsOn: [...props.dependsOn],
    });
  }
}

/** Of the listeners, CodeDeploy changes the rules that lead to one of the two groups. */
function pair({ targets, alternate, listenerArn, test }: Shiftable) {
  return {
    prodTrafficRoute: { listenerArns: [listenerArn] },
    testTrafficRoute: test && { listenerArns: [test.listenerArn] },
    targetGroup: [{ name: targets.name }, { name: alternate.name }],
  };
}
