import type { Environment } from "../environment";
import type { Layered } from "../layers";
import type { LoadedPlatform } from "../load";
import { type Problem, problemAt, type Saying } from "../problem";
import { find, type PathPart, type Tree, writtenPlace } from "../tree";

/** A rule about one environment. Where a key is missing, its text is empty and that is reported already. */
export type Rule = (subject: Subject, platform: LoadedPlatform) => Problem[];

/** A rule about all environments together; at most n log n. */
export type FleetRule = (subjects: readonly Subject[], platform: LoadedPlatform) => Problem[];

/** An environment that rules look at, with the places where its values were written. */
export class Subject {
  constructor(
    readonly environment: Environment,
    private readonly layered: Layered,
  ) {}

  /** A problem of the value at `path` of the environment, where it was written. */
  problem(path: readonly PathPart[], saying: Saying): Problem {
    return problemAt(writtenPlace(this.layered.tree, path), saying);
  }

  /**
   * The same, but for what concerns this environment alone: an inherited value is not wrong where it was
   * written, so the environment that inherits it is named.
   */
  problemHere(path: readonly PathPart[], saying: Saying): Problem {
    const { origin } = this.layered.tree;
    const place = this.inherits(path) ? { ...origin, path: [...origin.path, ...path] } : undefined;
    return problemAt(place ?? writtenPlace(this.layered.tree, path), saying);
  }

  /** Whether the value at `path` was written in another environment. */
  inherits(path: readonly PathPart[]): boolean {
    const { origin } = this.layered.tree;
    const place = writtenPlace(this.layered.tree, path);
    return place.file !== origin.file || origin.path.some((part, index) => place.path[index] !== part);
  }

  /** Where the value at `path` was written, in words: `teams/festa.yaml:9`. */
  whereabouts(path: readonly PathPart[]): string {
    const { file, at } = writtenPlace(this.layered.tree, path);
    return `${file}:${at.line}`;
  }

  /** The value at `path` with all layers. */
  merged(path: readonly PathPart[]): Tree | undefined {
    return find(this.layered.tree, path);
  }

  /** The value at `path` as the team wrote it, inherited or not. */
  written(path: readonly PathPart[]): Tree | undefined {
    return find(this.layered.written, path);
  }
}
