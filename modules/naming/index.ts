export { literal, literals } from "./literal";
export { addressPart, NAME_LIMIT, resourceName } from "./resource-name";
