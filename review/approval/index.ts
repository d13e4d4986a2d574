export { approvalLine, approvalLines } from "./approval-line";
export {
  type Approvable,
  type ApprovalState,
  approvalState,
  type Comment,
  type Members,
  parseComments,
  parseMembers,
} from "./approvals";
