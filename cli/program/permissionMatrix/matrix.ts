import type { CallerRules } from '../../../gateway/authentication/caller.ts';
import type { PolicyEngine } from '../../../gateway/authorization/policyEngine.ts';
import type { RegisteredOperation } from '../../../gateway/planning/registerOperations.ts';
import type { Supergraph } from '../../../gateway/supergraph/supergraph.ts';
import type { Reason } from './reasons.ts';
import type { Access } from './ways.ts';

/** What a matrix is computed from. */
export interface MatrixParts {
  readonly supergraph: Supergraph;
  readonly callerRules: CallerRules;
  readonly operations: readonly RegisteredOperation[];
  /** What says which operations a policy allows; undefined where that is not known. */
  readonly policies: PolicyEngine | undefined;
}

/** Who may see what of a graph, and why. What is equal is equal in order and letters, however files are laid out. */
export interface PermissionMatrix {
  readonly version: 1;
  /** Anonymous callers first, then the contexts in the order of the caller rules. */
  readonly contexts: readonly MatrixContext[];
  /** Sorted by name; the roots are among them. */
  readonly types: readonly TypeAccess[];
  /** The policies that a rule names, sorted by name. */
  readonly policies: readonly PolicyAccess[];
  /** The registered operations, sorted by name. */
  readonly operations: readonly OperationAccess[];
}

export interface MatrixContext {
  readonly name: string;
  readonly isSignedIn: boolean;
  /** Those that a caller in it can ever hold, sorted. */
  readonly scopes: readonly string[];
  /** The claim with the id of whose data a caller's own is; which rows that leaves, subgraphs say, and no rule. */
  readonly ownDataClaim?: string;
}

export interface TypeAccess {
  readonly name: string;
  readonly kind: 'object' | 'interface';
  /** The fields that return objects of it, sorted; none for a root. */
  readonly from: readonly string[];
  /** How callers get at its objects at all. */
  readonly reach: AccessByContext;
  /** The places whose declarations everything of it goes by. */
  readonly why: readonly Reason[];
  /** Sorted by name. */
  readonly fields: readonly FieldAccess[];
}

export interface FieldAccess {
  readonly name: string;
  /** Empty: public. Null: the graph does not say. */
  readonly classes: readonly string[] | null;
  /** What it takes in all, from the root on. */
  readonly access: AccessByContext;
  /** What it takes of whoever has the object. */
  readonly rule: AccessByContext;
  /** The places whose declarations make that rule, nearest first. */
  readonly why: readonly Reason[];
  /** The registered operations that select it, sorted. */
  readonly operations: readonly string[];
  readonly arguments: readonly ArgumentAccess[];
}

/** A use of a field's arguments by which a caller learns of other fields (`@reads`). */
export interface ArgumentAccess {
  /** Such as `sort: PRICE`, or `filter.cheaperThan`. */
  readonly use: string;
  /** Coordinates, sorted. */
  readonly reads: readonly string[];
  /** What the field takes where it is used so, from the root on. */
  readonly access: AccessByContext;
}

export interface PolicyAccess {
  readonly name: string;
  /** The types and fields that it is declared on, sorted. */
  readonly declaredOn: readonly string[];
  /** The registered operations that ask for it, and what was found to let callers of a context pass. */
  readonly operations: readonly {
    readonly name: string;
    readonly allows: AllowedByContext;
  }[];
  /** The same for an operation that nobody registered, whatever it states. */
  readonly unregistered: AllowedByContext;
}

/** Null: no call that was tried was allowed; one that goes by claims may be. Empty where nothing could be tried. */
export type AllowedByContext = Readonly<Record<string, AllowedCall | null>>;

/** A call that a policy allows, and from which nothing can be left out. */
export interface AllowedCall {
  readonly scopes: readonly string[];
  /** What it states (`@stated`), sorted. */
  readonly stated: readonly string[];
}

export interface OperationAccess {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  /** The classes of what it selects, sorted. */
  readonly classes: readonly string[];
  /** The contexts for which it exists: of which a caller could come to see something of it. */
  readonly existsFor: readonly string[];
  /** What it takes to see all of it, or for a mutation to run. */
  readonly whole: AccessByContext;
}

/** By the names of contexts. */
export type AccessByContext = Readonly<Record<string, Access>>;
