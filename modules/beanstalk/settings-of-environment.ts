import type { EnvironmentValues } from "./environment-values";
import type { BeanstalkServiceProps } from "./service-props";
import { byZone, listed, type Options } from "./settings";

/** Room for the system, the images and the containers' own files. */
const ROOT_VOLUME_GIB = 30;

/** The environment itself, its health and its logs. */
export function environmentOptions({
  application,
  identity,
  web,
  logRetentionDays,
}: Pick<BeanstalkServiceProps, "application" | "identity" | "web" | "logRetentionDays">): Options {
  const kept = { DeleteOnTerminate: !identity.protect, RetentionInDays: logRetentionDays };
  return {
    "aws:elasticbeanstalk:environment": {
      EnvironmentType: "LoadBalanced",
      // The default is a Classic Load Balancer.
      ...(web && { LoadBalancerIsShared: false, LoadBalancerType: "application" }),
      ServiceRole: application.serviceRoleArn,
    },
    "aws:elasticbeanstalk:healthreporting:system": { SystemType: "enhanced" },
    "aws:elasticbeanstalk:cloudwatch:logs": { ...kept, StreamLogs: true },
    "aws:elasticbeanstalk:cloudwatch:logs:health": { ...kept, HealthStreamingEnabled: true },
  };
}

/** Variables that all containers get. */
export function variableOptions({ properties, secrets }: EnvironmentValues): Options {
  return {
    "aws:elasticbeanstalk:application:environment": properties,
    "aws:elasticbeanstalk:application:environmentsecrets": secrets,
  };
}

/** Where the instances stand, and what they are. */
export function instanceOptions(
  props: Pick<
    BeanstalkServiceProps,
    "architecture" | "firewall" | "instanceTypes" | "network" | "placement" | "web"
  >,
  instanceProfileName: string,
): Options {
  const { network, placement, firewall } = props;
  const subnets = placement === "public" ? network.publicSubnets : network.privateSubnets;
  return {
    "aws:ec2:vpc": {
      AssociatePublicIpAddress: placement === "public",
      ...(props.web && { ELBScheme: "public", ELBSubnets: byZone(network.publicSubnets) }),
      Subnets: byZone(subnets),
      VPCId: network.vpcId,
    },
    "aws:ec2:instances": {
      EnableSpot: false,
      // The order says which type is wanted most.
      InstanceTypes: listed(props.instanceTypes),
      SupportedArchitectures: props.architecture,
    },
    "aws:autoscaling:launchconfiguration": {
      // Elastic Beanstalk's own group opens SSH and HTTP to whoever asks.
      DisableDefaultEC2SecurityGroup: true,
      DisableIMDSv1: true,
      IamInstanceProfile: instanceProfileName,
      RootVolumeSize: ROOT_VOLUME_GIB,
      RootVolumeType: "gp3",
      SecurityGroups: listed([firewall.groupId]),
    },
  };
}
