import { MASK } from "./secret-set";

/** Texts that are secrets by their form. The groups before and after the secret stay. */
const FORMS: readonly RegExp[] = [
  // A password in the address of a server.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,100}:)[^\s/@"'<>]{1,300}(@)/gi,
  // Access keys of AWS, tokens of GitHub, GitLab, Slack, Stripe and Google, JSON web tokens.
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b()/g,
  /()\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36,255}\b()/g,
  /()\bgithub_pat_\w{22,255}\b()/g,
  /()\bglpat-[\w-]{20,100}()/g,
  /()\bxox[abprs]-[\w-]{10,200}()/g,
  /()\b[rs]k_live_[A-Za-z0-9]{16,200}\b()/g,
  /()\bAIza[\w-]{35}()/g,
  /()\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}()/g,
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]{1,20000}()/g,
  // `PASSWORD=…` in scripts and command lines.
  /(\b[\w-]{0,60}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)\s{0,3}[=:]\s{0,3}["']?)(?!\(sensitive\)|arn:|[\s"'$])[^\s"']{4,500}()/gi,
];

/** Cheap test that rules out most texts. */
const WORTH_A_LOOK =
  /:\/\/[^\s/]*@|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|k_live_|AIza|eyJ|PRIVATE KEY|(?:password|passwd|secret|token|key)\s{0,3}[=:]/i;

/** The text without what looks like a secret by its form. */
export function maskForms(text: string): string {
  if (text.length < 8 || !WORTH_A_LOOK.test(text)) return text;
  return FORMS.reduce((masked, form) => masked.replace(form, `$1${MASK}$2`), text);
}
