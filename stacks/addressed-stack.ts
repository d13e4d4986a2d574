import { type App, TerraformElement, TerraformStack } from "cdktf";
import type { Node } from "constructs";
import { addressPart } from "../modules/naming";

/**
 * A stack whose resource addresses are the construct path in plain words: `network/public/us-west-2a`
 * becomes `network_public_us-west-2a`. CDKTF's own addresses end in a hash of the path instead.
 */
export class AddressedStack extends TerraformStack {
  private readonly paths = new Map<string, string>();

  constructor(app: App, id: string) {
    super(app, id);
  }

  /**
   * CDKTF resolves every element twice, the first time to find references to other stacks. Stacks here have
   * none: each is planned before anything exists.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** @throws Error when two paths give one address. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const parts = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const address = parts.map(addressPart).join("_");
    // `paths` is undefined while the parent's constructor runs.
    const taken = this.paths?.get(address);
    if (taken !== undefined && taken !== node.path) {
      throw new Error(`The constructs ${taken} and ${node.path} have one address: ${address}.`);
    }
    this.paths?.set(address, node.path);
    return address;
  }
}
