import type { FreezeWindow } from "../modules/delivery/freeze-windows";
import type { RUN_STATES } from "./spec/delivery";

/** What happens around a deployment. */
export interface StepsPlan {
  /** Service whose task runs before; undefined where none does. */
  readonly before: string | undefined;
  /** Service whose task runs after it. */
  readonly after: string | undefined;
  /** Whether a person is asked first. */
  readonly approval: boolean;
}

/** What all pipelines of an environment have in common. */
export interface DeliveryPlan {
  readonly notifications: {
    readonly events: readonly (typeof RUN_STATES)[number][];
    readonly emails: readonly string[];
  };
  /** Sorted by name. */
  readonly freeze: readonly FreezeWindow[];
}

/** A service with or without a pipeline. */
interface Piped {
  readonly pipeline: StepsPlan | undefined;
}

/** Services whose tasks the pipelines of an environment run, sorted. */
export function stepTasks(services: readonly Piped[]): string[] {
  const names = services.flatMap(({ pipeline }) => [pipeline?.before, pipeline?.after]);
  return [...new Set(names)].filter((name) => name !== undefined).sort();
}

/** Whether there are times in which the pipelines of an environment do not deploy. */
export function hasFreeze(delivery: DeliveryPlan, services: readonly Piped[]): boolean {
  return delivery.freeze.length > 0 && services.some(({ pipeline }) => pipeline !== undefined);
}
