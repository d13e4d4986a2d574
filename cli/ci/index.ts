export { type AtlantisOptions, atlantis } from "./atlantis";
export { type NewCiOptions, newCi } from "./new-ci";
