export { canonicalJson, sha256 } from "./canonical-json";
export { canonicalLock, type LockedProvider, lockedProviders } from "./lock-file";
export { type Uncommented, withoutComments } from "./metadata";
export { STACK_PARTS, type StackDigest, type StackPart, type StackSource, stackDigest } from "./stack-digest";
