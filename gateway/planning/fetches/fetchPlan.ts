/**
 * What a query plan says to fetch, as plain data that crosses threads. It holds everything that the executor needs
 * to know of the supergraph: nothing is parsed, and no schema is asked, when it runs.
 */
export interface FetchPlan {
  /** Undefined when there is nothing to fetch. */
  readonly root: PlanStep | undefined;
  /** Whether an entity's fields may depend on where it stands: then no two places may share its object. */
  readonly hasContexts: boolean;
  /** The interfaces that some subgraph knows as objects: it answers their name where a type's is asked for. */
  readonly interfaceObjects: ReadonlySet<string>;
}

export type PlanStep =
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly PlanStep[] }
  | {
      readonly kind: 'condition';
      /** A variable of the client's, by the client's name. */
      readonly variable: string;
      readonly whenTrue: PlanStep | undefined;
      readonly whenFalse: PlanStep | undefined;
    }
  | RootFetch
  | EntityFetch;

/** One request to one subgraph. */
interface Fetch {
  readonly subgraph: string;
  readonly document: string;
  readonly variables: readonly VariablePick[];
}

/** A request for root fields. */
export interface RootFetch extends Fetch {
  readonly kind: 'root';
  readonly operation: 'query' | 'mutation';
  /** Where the root object stands: below the root where a field returns `Query`. */
  readonly path: readonly string[];
  readonly selections: readonly FetchedSelection[];
  readonly outputRewrites: readonly Rewrite[];
}

/** A request for entities; several fetches that the plan has in one parallel step go as one. */
export interface EntityFetch extends Fetch {
  readonly kind: 'entities';
  readonly parts: readonly EntityPart[];
}

/** The entities at one path, asked for under a response key and a variable of its own. */
export interface EntityPart {
  /** Steps from the root to the objects that wait; `@` is every entry of a list. */
  readonly path: readonly string[];
  readonly responseKey: string;
  readonly representationsVariable: string;
  readonly required: readonly RequiredFragment[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
  readonly contexts: readonly ContextPick[];
  readonly selections: readonly FetchedSelection[];
  /** Response keys that are asked for only so that an answer names its entity. */
  readonly echoedKeys: readonly string[];
  /** The same fetch by itself, and without `echoedKeys`. */
  readonly alone: Pick<Fetch, 'document' | 'variables'>;
  readonly withoutEcho: Pick<Fetch, 'document' | 'variables'>;
}

export interface VariablePick {
  /** The name in the fetch's document. */
  readonly name: string;
  /** The client's name. */
  readonly from: string;
}

/** A response key of a fetch, of whatever type its parent is; fragments are flattened. */
export interface FetchedSelection {
  readonly key: string;
  readonly selections?: readonly FetchedSelection[];
}

/** What a representation takes from an object of one of these types. */
export interface RequiredFragment {
  /** Undefined: of any type. */
  readonly types: ReadonlySet<string> | undefined;
  readonly fields: readonly RequiredField[];
  readonly fragments: readonly RequiredFragment[];
  /** The key fields that answers for such a representation repeat; empty where none can be told. */
  readonly key: readonly KeyField[];
}

export interface RequiredField {
  /** Where it stands in fetched data. */
  readonly from: string;
  /** What the representation calls it. */
  readonly name: string;
  /** Undefined for a leaf. */
  readonly content: RequiredFragment | undefined;
}

export interface KeyField {
  /** In representations. */
  readonly name: string;
  /** In answers. */
  readonly responseKey: string;
  readonly fields: readonly KeyField[];
}

export type RewriteStep =
  | { readonly key: string; readonly types?: undefined }
  /** Only objects of these types; one that does not say what it is counts as one. */
  | { readonly types: ReadonlySet<string>; readonly key?: undefined };

export interface Rewrite {
  readonly path: readonly RewriteStep[];
  readonly action:
    | { readonly kind: 'set'; readonly value: unknown }
    | { readonly kind: 'rename'; readonly to: string };
}

/** An argument's value taken from data around the entity. */
export interface ContextPick {
  readonly variable: string;
  /** How many objects up it lies. */
  readonly levelsUp: number;
  readonly path: readonly RewriteStep[];
}
