import { App, TerraformStack } from "cdktf";
import { loadEnvironments } from "../config/validate";
import { EnvironmentStack } from "../stacks/environment-stack";

/** A stack as CDKTF resolves it when nobody intervenes. */
class PlainStack extends EnvironmentStack {
  override prepareStack(): void {
    TerraformStack.prototype.prepareStack.call(this);
  }
}

/** All environments of a root in one CDKTF app with default settings: the baseline of `fleet.ts`. */
const [root = ".", outdir = "out"] = process.argv.slice(3);
const app = new App({ outdir });
for (const environment of loadEnvironments(root).environments) {
  new PlainStack(app, environment, { stateDirectory: "../../../state" });
}
app.synth();
