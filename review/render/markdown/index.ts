export { COMMENT_LIMIT, type MarkdownOptions, renderMarkdown, STEP_SUMMARY_LIMIT } from "./render-markdown";
