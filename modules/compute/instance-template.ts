import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { Construct } from "constructs";
import type { Identity } from "../identity";
import { resourceName } from "../naming";
import type { Architecture } from "./instance-size";
import { instanceUserData } from "./instance-user-data";

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html */
const TEMPLATE_LIMIT = 128;

export interface InstanceTemplateProps {
  readonly identity: Identity;
  /** Name of the cluster that instances join. */
  readonly clusterName: string;
  readonly architecture: Architecture;
  /** Release of the ECS-optimized image, such as `2023.0.20261113`, or `recommended`: the newest at each start. */
  readonly image: string;
  /** Size of the root volume; at least 30, which is the size of the image. */
  readonly rootVolumeGiB: number;
  /** Name of the instance profile. */
  readonly profile: string;
  readonly securityGroups: readonly string[];
  /** Whether instances get a public IPv4 address. */
  readonly publicAddress: boolean;
  /** Tags of instances and their volumes. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * How an instance of the cluster is started: on Amazon's ECS-optimized Amazon Linux 2023, with an encrypted disk
 * and metadata that takes a session and answers no container.
 *
 * The image is an SSM parameter that EC2 reads when it starts an instance, so that a plan needs no account. A
 * pinned release is part of the text, so a newer one shows in the plan; `recommended` moves by itself.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-launch-template.html#use-an-ssm-parameter-instead-of-an-ami-id
 */
export function addInstanceTemplate(scope: Construct, props: InstanceTemplateProps): LaunchTemplate {
  const { identity, tags } = props;
  const name = resourceName([identity.stack, "instances"], TEMPLATE_LIMIT);
  const tagged = { ...tags, Name: name };
  return new LaunchTemplate(scope, "template", {
    name,
    updateDefaultVersion: true,
    imageId: `resolve:ssm:${imageParameter(props)}`,
    userData: instanceUserData(props.clusterName),
    iamInstanceProfile: { name: props.profile },
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      // A container behind Docker's bridge is a second hop: it cannot take the role of its instance.
      httpPutResponseHopLimit: 1,
    },
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: String(props.publicAddress),
        deleteOnTermination: "true",
        securityGroups: [...props.securityGroups],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: props.rootVolumeGiB,
          encrypted: "true",
          deleteOnTermination: "true",
        },
      },
    ],
    // Default tags of the provider do not reach what Auto Scaling starts.
    tagSpecifications: [
      { resourceType: "instance", tags: tagged },
      { resourceType: "volume", tags: tagged },
    ],
  });
}

function imageParameter({ architecture, image }: InstanceTemplateProps): string {
  const folder = `/aws/service/ecs/optimized-ami/amazon-linux-2023${architecture === "arm64" ? "/arm64" : ""}`;
  const version = image === "recommended" ? image : `al2023-ami-ecs-hvm-${image}-kernel-6.1-${architecture}`;
  return `${folder}/${version}/image_id`;
}
