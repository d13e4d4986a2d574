export { type CommentOptions, comment } from "./comment";
