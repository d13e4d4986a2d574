import { writeSchemas } from "../config/write-schemas";
import { EXIT, type ExitCode } from "./exit";

/** `teamstacks schemas`: writes the JSON Schemas of the team file and of the platform file. */
export function schemas(options: { root: string }): ExitCode {
  writeSchemas(options.root);
  console.error("schemas/ is current");
  return EXIT.ok;
}
