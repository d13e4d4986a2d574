import { TerraformOutput } from "cdktf";
import { Vpc, type VpcProps } from "../../../modules/network";
import { type Synthesized, synth, TEST_IDENTITY } from "../../support/synth";

/** A network of two zones with nothing that costs, but for what a test asks for. */
export function networkOf(props: Partial<VpcProps> = {}, look: (vpc: Vpc) => void = () => {}): Synthesized {
  return synth((stack) => {
    const vpc = new Vpc(stack, "network", {
      identity: TEST_IDENTITY,
      ipv4Cidr: "10.20.0.0/16",
      availabilityZones: ["us-west-2a", "us-west-2b"],
      nat: "none",
      interfaceEndpoints: [],
      flowLogRetentionDays: undefined,
      kmsKeyArn: undefined,
      ...props,
    });
    look(vpc);
    // What tasks would depend on, readable from the document.
    new TerraformOutput(stack, "egress", { value: "-", dependsOn: [...vpc.egress] });
  });
}

/** The addresses that a task would depend on. */
export function egressOf(network: Synthesized): string[] {
  const output = network.json.output as { egress: { depends_on: string[] } };
  // An output writes them as references, a resource writes them bare.
  return output.egress.depends_on.map((reference) => reference.replace(/^\$\{|\}$/g, ""));
}

/** Name of the resource in a reference such as `${aws_subnet.network_public_us-west-2a.id}`. */
export function referenced(reference: unknown): string {
  const name = /^\$\{[a-z0-9_]+\.([^.]+)\.[a-z_]+\}$/.exec(String(reference))?.[1];
  if (name === undefined) throw new Error(`not a reference: ${String(reference)}`);
  return name;
}
