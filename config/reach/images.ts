import type { PathPart } from "../tree";
import { api } from "./aws-apis";
import { HTTPS, type Interface, type Need, type Ports } from "./need";

/** An image of a container and where it is written. */
export interface PlacedImage {
  readonly owner: string;
  readonly container: string;
  readonly image: string;
  readonly by: Interface;
  readonly path: readonly PathPart[];
}

const ECR = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\//;

/**
 * What pulling an image takes. ECR is asked for a login and the manifest, and layers come from S3 of its region.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function imageNeeds({ image, ...placed }: PlacedImage): Need[] {
  if (image === "") return [];
  const need = { ...placed, kind: "image" as const, ports: HTTPS, value: image };
  const region = ECR.exec(image)?.[1];
  if (region === undefined) {
    const { host, ports } = registryOf(image);
    return [{ ...need, what: `image ${image}`, target: { host }, ports }];
  }
  return [
    { ...need, what: "login to ECR", target: api("ecr.api", region) },
    { ...need, what: `image ${image}`, target: api("ecr.dkr", region) },
    { ...need, what: "layers of images in ECR", target: { s3: region } },
  ];
}

/** Docker Hub, unless the first part of the name is that of a host. */
function registryOf(image: string): { host: string; ports: Ports } {
  const [first = "", ...rest] = image.split("/");
  if (rest.length === 0 || !/[.:]/.test(first)) return { host: "registry-1.docker.io", ports: HTTPS };
  const [host = "", written] = first.split(":");
  const port = written === undefined ? 443 : Number(written);
  return { host, ports: { first: port, last: port } };
}
