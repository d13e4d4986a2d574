export { type AffectedOptions, affectedCommand } from "./affected";
