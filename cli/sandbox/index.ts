export { type SandboxCommandOptions, sandboxCommand } from "./command";
