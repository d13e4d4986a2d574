export {
  type Affected,
  type AffectedStack,
  type AffectedStatus,
  affectedStacks,
  type Digests,
  needsPlan,
} from "./affected";
