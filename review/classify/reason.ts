import type { Reason } from "../model";

const WORDS: Readonly<Record<string, string>> = {
  replace_because_cannot_update: "it cannot be changed in place",
  replace_because_tainted: "it is tainted: an earlier apply left it damaged",
  replace_by_request: "the plan was asked to replace it (-replace)",
  replace_by_triggers: "something that it is told to follow changes (replace_triggered_by)",
  delete_because_no_resource_config: "its block was removed from the configuration",
  delete_because_wrong_repetition: "its block was changed between count, for_each and neither",
  delete_because_count_index: "its index is beyond the new count",
  delete_because_each_key: "its key is no longer in for_each",
  delete_because_no_module: "the instance of the module that held it is gone",
  delete_because_no_move_target: "a moved block leads to an address that is not in the configuration",
  read_because_config_unknown: "what it asks for is known only during the apply",
  read_because_dependency_pending: "something that it depends on changes first",
  read_because_check_nested: "a check reads it on every run",
  unknown: "something that it depends on is not known yet",
  instance_count_unknown: "how many there will be is not known yet",
  resource_config_unknown: "its configuration is not known yet",
  provider_config_unknown: "the configuration of its provider is not known yet",
  deferred_prereq: "something that it depends on is put off",
  absent_prereq: "something that it depends on is not there yet",
};

const FORGET: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "a removed block takes it out of the state",
};

/** A code of Terraform in words; a code that is not known stands for itself. */
export function reasonOf(code: string, actions: readonly string[]): Reason {
  const words = actions.includes("forget") ? FORGET : WORDS;
  return { code, words: Object.hasOwn(words, code) ? (words[code] ?? code) : (WORDS[code] ?? code) };
}
