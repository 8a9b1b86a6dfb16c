import type { DocumentNode, GraphQLCompositeType, GraphQLLeafType, GraphQLSchema } from 'graphql';

/**
 * All that the MCP layer knows of a gateway. `Caller` is opaque here: whoever authenticates makes it, the
 * executor reads it.
 */
export interface Executor<Caller> {
  /** Arguments, input fields and scalars may carry JSON Schema keywords in `extensions.jsonSchema`. */
  readonly schema: GraphQLSchema;
  readonly operations: readonly ToolOperation[];
  /** False: for this caller the operation does not exist. */
  isReachable(operationId: string, caller: Caller): boolean;
  /** How a call would be refused as a whole: `UNAUTHENTICATED`, or `INSUFFICIENT_SCOPE` naming the scopes. */
  findRefusal(operationId: string, caller: Caller): Refusal | undefined;
  /** @throws an Error with the fields of {@link Refusal} for a call that is refused. */
  executeRegistered(operationId: string, call: ToolCall<Caller>): Promise<Answer>;
}

export interface ToolOperation {
  readonly id: string;
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  /** As written: with descriptions and client directives; one operation and its fragments. */
  readonly source: DocumentNode;
  readonly shape: AnswerObject;
}

export interface ToolCall<Caller> {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly scopes: readonly string[];
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly faults: readonly AnswerFault[];
  /** The places of text that people outside wrote; a place that a null took away may be among them. */
  readonly untrusted: readonly AnswerFault['path'][];
}

export interface AnswerFault {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly scopes?: readonly (readonly string[])[];
  /** Withheld by policy: nothing that the caller could do lifts it, and nothing is said of it. */
  readonly byPolicy?: true;
}

/** The shape of an answer for one object type. */
export interface AnswerObject {
  readonly fields: readonly AnswerField[];
}

export interface AnswerField {
  readonly responseKey: string;
  /** Undefined: the field is always there; else it depends on variables. */
  readonly conditions: readonly unknown[] | undefined;
  readonly value: AnswerValue;
}

export type AnswerValue =
  | { readonly kind: 'typename' }
  | { readonly kind: 'introspection' }
  | {
      readonly kind: 'leaf';
      readonly nullable: boolean;
      readonly type: GraphQLLeafType;
      /** Text that people outside wrote. */
      readonly untrusted: boolean;
    }
  | { readonly kind: 'list'; readonly nullable: boolean; readonly item: AnswerValue }
  | {
      readonly kind: 'object';
      readonly nullable: boolean;
      readonly type: GraphQLCompositeType;
      readonly shapeFor: (typename: string) => AnswerObject | undefined;
    };
