export { type ReviewCommandOptions, review } from "./review";
