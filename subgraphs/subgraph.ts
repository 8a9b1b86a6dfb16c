import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { Kysely, Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';
import { LRUCache } from 'lru-cache';
import { digestRequest, InvalidCallToken, type VerifyCall } from './callToken.ts';
import type { DatabaseConnection } from './database/database.ts';
import { migrateSubgraph } from './database/migrate.ts';
import type { SubgraphFeeds } from './feeds.ts';
import { redactByClass } from './redaction.ts';
import type { RequestContext } from './requestContext.ts';
import { scalarResolvers } from './scalars.ts';
import { describeSubjects, reportSubjects, type SubjectsByType } from './subjects.ts';

/** What a subgraph's folder consists of; `Tables` are its own, `Context` what its resolvers get. */
export interface SubgraphDefinition<Tables, Context> {
  readonly name: string;
  readonly resolvers: object;
  readonly createContext: (database: Kysely<Tables>, request: RequestContext) => Context;
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Puts the sample shop's rows there; running it again changes nothing. */
  readonly seed: (transaction: Transaction<Tables>, now: Date) => Promise<void>;
  readonly feeds?: SubgraphFeeds<Tables>;
  /** Whose data it holds; undefined: nobody's. */
  readonly subjects?: SubjectsByType;
  /** Removes what it holds of a customer, or what makes that it is the customer's; undefined: it holds nothing. */
  readonly erase?: Erase<Tables>;
}

/** @returns how many rows were removed or changed, by what they are; again, it finds none. */
export type Erase<Tables> = (transaction: Transaction<Tables>, customerId: string) => Promise<ErasedCounts>;

export type ErasedCounts = Readonly<Record<string, number>>;

export interface SubgraphRequest {
  /** What the gateway signed for this subgraph: all that is known of who asks. */
  readonly token: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Subgraph extends SubgraphFeeds<unknown> {
  readonly name: string;
  readonly sdl: string;
  migrate(): Promise<void>;
  seed(transaction: Transaction<unknown>): Promise<void>;
  /** See {@link SubgraphDefinition.erase}. */
  erase(transaction: Transaction<unknown>, customerId: string): Promise<ErasedCounts>;
  /** @throws InvalidCallToken for a token that {@link execute} would not take. */
  checkToken(token: string): void;
  /** @throws InvalidCallToken unless the gateway signed the token, for this mutation if it is one; every other fault is in the result's errors. */
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
}

export interface SubgraphEnvironment {
  readonly database: DatabaseConnection;
  readonly now: () => Date;
  readonly secret: string;
  readonly verifyCall: VerifyCall;
}

const MAX_DOCUMENTS = 1_000;

type SchemaModule = Exclude<
  Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number],
  DocumentNode
>;
type ResolverMap = NonNullable<SchemaModule['resolvers']>;

/** The SDL of a subgraph: its folder's schema and the types that all subgraphs share. */
export function readSubgraphSdl(name: string): string {
  return [`${name}/schema.graphql`, 'shared.graphql']
    .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
    .join('\n');
}

/** Joins a subgraph's schema, resolvers and store; the result serves in-process calls and HTTP alike. */
export function createSubgraph<Tables, Context>(
  definition: SubgraphDefinition<Tables, Context>,
  environment: SubgraphEnvironment,
): Subgraph {
  const sdl = readSubgraphSdl(definition.name);
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(sdl),
      // Each folder's resolvers are typed by the generated `Resolvers`; Apollo's map type is looser.
      resolvers: { ...scalarResolvers(sdl), ...definition.resolvers } as ResolverMap,
    },
  ]);
  if (definition.subjects !== undefined) reportSubjects(schema, definition.subjects);
  redactByClass(schema);
  const findDocument = createDocumentCache(schema);
  return {
    name: definition.name,
    sdl,
    migrate: () => migrateSubgraph(environment.database.tables(), definition.name, definition.migrations),
    // A transaction holds no schema at run time, as with `tables`.
    seed: (transaction) => definition.seed(transaction as Transaction<Tables>, environment.now()),
    erase: async (transaction, customerId) =>
      (await definition.erase?.(transaction as Transaction<Tables>, customerId)) ?? {},
    // As with `seed`: whoever syncs feeds knows no subgraph's tables.
    ...(definition.feeds as SubgraphFeeds<unknown> | undefined),
    checkToken(token) {
      environment.verifyCall(definition.name, token);
    },
    async execute({ token, document, variables }) {
      const subjects = new Set<string>();
      const request: RequestContext = {
        ...environment.verifyCall(definition.name, token),
        reportSubject(customerId) {
          subjects.add(customerId);
        },
        now: environment.now,
        secret: environment.secret,
      };
      const parsed = findDocument(document);
      if (Array.isArray(parsed)) return { errors: parsed };
      // A token that was seen on its way may be used for reading again, but for no other mutation.
      if (isMutation(parsed) && request.mutation !== digestRequest(document, variables)) {
        throw new InvalidCallToken('The call token is for another mutation, or for none.');
      }
      const result = await execute({
        schema,
        document: parsed,
        variableValues: variables,
        contextValue: definition.createContext(environment.database.tablesFor(request.caller), request),
      });
      return subjects.size === 0 ? result : { ...result, extensions: describeSubjects(subjects) };
    },
  };
}

/** Parses and validates each document once: the gateway sends few texts many times. */
function createDocumentCache(schema: GraphQLSchema) {
  const documents = new LRUCache<string, DocumentNode | GraphQLError[]>({ max: MAX_DOCUMENTS });
  return (text: string): DocumentNode | GraphQLError[] => {
    const known = documents.get(text);
    if (known !== undefined) return known;
    const parsed = parseDocument(schema, text);
    documents.set(text, parsed);
    return parsed;
  };
}

function isMutation({ definitions }: DocumentNode): boolean {
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation');
}

function parseDocument(schema: GraphQLSchema, text: string): DocumentNode | GraphQLError[] {
  try {
    const document = parse(text, { noLocation: true });
    const errors = validate(schema, document, undefined, { maxErrors: 5 });
    return errors.length === 0 ? document : [...errors];
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
